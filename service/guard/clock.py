"""The one clock of the service, in the town's zone."""

from datetime import date, datetime

from django.utils import timezone


def local(moment: datetime) -> datetime:
    """Return a moment in the town's zone."""
    return timezone.localtime(moment)


def now() -> datetime:
    """Return the moment, in the town's zone."""
    return timezone.localtime()


def today() -> date:
    """Return the town's day."""
    return now().date()


def seconds() -> int:
    """Return the moment in whole seconds since 1970."""
    return int(now().timestamp())
