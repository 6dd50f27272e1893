"""The one clock of the service, in the town's zone."""

from datetime import date, datetime

from django.utils import timezone


def convert_to_local(moment: datetime) -> datetime:
    """Return a moment in the town's zone."""
    return timezone.localtime(moment)


def get_now() -> datetime:
    """Return the moment, in the town's zone."""
    return timezone.localtime()


def get_today() -> date:
    """Return the town's day."""
    return get_now().date()


def get_seconds() -> int:
    """Return the moment in whole seconds since 1970."""
    return int(get_now().timestamp())
