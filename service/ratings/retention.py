"""How long single votes are kept."""

from datetime import date, timedelta

from service.guard.deletion import delete_unlocked as delete
from service.ratings.models import Vote


def forget(today: date) -> None:
    """Delete the votes of days that began 48 hours ago; their sums stay."""
    delete(Vote.objects.filter(day__lte=today - timedelta(days=2)))
