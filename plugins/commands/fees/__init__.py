"""The table of fees: who wrote and photographed what in a month, and what it is worth."""

from plugins.commands.fees.command import made, main

__all__ = ["made", "main"]
