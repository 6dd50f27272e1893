"""The day's salt: random, the same in all processes, gone after 48 hours."""

from datetime import date, timedelta
from secrets import token_hex

from service.guard.models import Salt
from service.guard.town import EachTown

KEPT_DAYS = 2


@EachTown
def get_salt(day: date) -> bytes:
    """Return the salt of a day; the first who asks makes it."""
    if not Salt.objects.filter(day=day).exists():
        Salt.objects.bulk_create([Salt(day=day, value=token_hex(32))], ignore_conflicts=True)
    return bytes.fromhex(Salt.objects.get(day=day).value)


def forget_salts(today: date) -> None:
    """Delete the salts of days that began 48 hours ago or earlier."""
    Salt.objects.filter(day__lte=today - timedelta(days=KEPT_DAYS)).delete()
    get_salt.cache_clear()
