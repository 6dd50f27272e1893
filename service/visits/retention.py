"""How long keys and daily numbers are kept."""

from datetime import date, timedelta

from service.guard.deletion import delete_unlocked as delete
from service.visits.count import ONLINE_SECONDS
from service.visits.models import Cap, PageDay, Presence, Seen

PAGE_DAYS = 92
CAP_DAYS = 2


def forget(now: int, today: date) -> None:
    """Delete readers who left, keys of other days, caps of 48 hours, daily views of a quarter."""
    delete(Presence.objects.filter(at__lte=now - ONLINE_SECONDS))
    delete(Cap.objects.filter(day__lte=today - timedelta(days=CAP_DAYS)))
    delete(Seen.objects.filter(day__lt=today))
    delete(PageDay.objects.filter(day__lt=today - timedelta(days=PAGE_DAYS)))
