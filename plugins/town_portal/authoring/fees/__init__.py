"""The table of fees: who wrote and photographed what in a month, and what it is worth."""

from town_portal.authoring.fees.command import made, main

__all__ = ["made", "main"]
