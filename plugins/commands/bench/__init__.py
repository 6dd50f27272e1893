"""The bench: how fast, how good and how heavy the pages are, against goals."""

from plugins.commands.bench.command import main

__all__ = ["main"]
