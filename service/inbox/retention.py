"""How long letters are kept."""

from service.inbox.decide import forget_closed

CLOSED_DAYS = 90


def forget() -> None:
    """Erase what was closed a quarter ago."""
    forget_closed(CLOSED_DAYS)
