"""Puts what was published and signed back where somebody has changed it."""

from plugins.commands.restore.command import main

__all__ = ["main"]
