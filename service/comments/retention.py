"""How long comments that are not shown are kept."""

from datetime import date

from service.comments.decide import forget_rejected

REJECTED_DAYS = 30


def forget(_today: date) -> None:
    """Erase what was rejected a month ago."""
    forget_rejected(REJECTED_DAYS)
