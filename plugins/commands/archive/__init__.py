"""The yearly package for the records office: pages, texts, a table, checksums, one zip."""

from plugins.commands.archive.command import main

__all__ = ["main"]
