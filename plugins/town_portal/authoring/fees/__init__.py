"""The table of fees: who wrote and photographed what in a month, and what it is worth."""

from town_portal.authoring.fees.command import compute_fees, main

__all__ = ["compute_fees", "main"]
