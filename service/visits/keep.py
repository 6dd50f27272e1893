"""How long keys and daily numbers are kept."""

from datetime import date, timedelta

from service.guard.forget import forget as delete
from service.visits.count import ONLINE_SECONDS
from service.visits.models import PageDay, Presence, Seen

PAGE_DAYS = 92


def forget(now: int, today: date) -> None:
    """Delete readers who left, the keys of other days, and views by day older than a quarter."""
    delete(Presence.objects.filter(at__lte=now - ONLINE_SECONDS))
    delete(Seen.objects.filter(day__lt=today))
    delete(PageDay.objects.filter(day__lt=today - timedelta(days=PAGE_DAYS)))
