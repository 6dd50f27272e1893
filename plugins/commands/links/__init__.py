"""`links`: whether the outside links of texts and data still lead somewhere."""

from plugins.commands.links.command import main

__all__ = ["main"]
