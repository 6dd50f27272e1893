"""How often: counted in the database, so that all threads and processes count together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from django.db import connection, transaction

from service.guard import clock
from service.guard.models import Limit
from service.guard.visitor import key

TAKE = """
INSERT INTO guard_limit (key, until, n) VALUES (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET
  n = CASE WHEN guard_limit.until <= %s THEN 1 ELSE guard_limit.n + 1 END,
  until = CASE WHEN guard_limit.until <= %s THEN excluded.until ELSE guard_limit.until END
RETURNING n, until
"""


@dataclass(frozen=True)
class Rule:
    """At most `n` times in `seconds`, counted from the first; for `who` and what they do."""

    who: str
    n: int
    seconds: int


class TooOften(Exception):
    """A rule was broken; ``wait`` is how many seconds are left."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def take(act: str, rules: Sequence[Rule], day: date | None = None) -> None:
    """Count one deed by every rule. Raises TooOften for the one that takes longest to wait for."""
    now, waits = clock.seconds(), []
    # Sorted, so that two requests never wait for each other.
    by_key = {key(day or clock.today(), f"limit:{act}", rule.who): rule for rule in rules}
    with transaction.atomic(), connection.cursor() as cursor:
        for name, rule in sorted(by_key.items(), key=itemgetter(0)):
            cursor.execute(TAKE, (name, now + rule.seconds, now, now))
            n, until = cursor.fetchone()
            if n > rule.n:
                waits.append(int(until) - now)
    if waits:
        raise TooOften(max(1, *waits))


def is_used_up(act: str, rules: Sequence[Rule]) -> bool:
    """Tell whether a deed would break a rule, without counting it."""
    now, day = clock.seconds(), clock.today()
    for rule in rules:
        found = Limit.objects.filter(
            key=key(day, f"limit:{act}", rule.who), until__gt=now, n__gte=rule.n
        )
        if found.exists():
            return True
    return False


def forget(now: int) -> None:
    """Delete what no longer limits anybody."""
    Limit.objects.filter(until__lte=now).delete()
