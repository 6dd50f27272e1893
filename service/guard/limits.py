"""How often: counted in the database, so that all threads and processes count together."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import F

from service.guard import clock
from service.guard.deletion import delete_unlocked as delete
from service.guard.models import Limit
from service.guard.visitor import compute_key

TAKE = """
INSERT INTO guard_limit (key, until, n) VALUES (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET
  n = CASE WHEN guard_limit.until <= %s THEN 1 ELSE guard_limit.n + 1 END,
  until = CASE WHEN guard_limit.until <= %s THEN excluded.until ELSE guard_limit.until END
RETURNING n, until
"""


@dataclass(frozen=True)
class LimitRule:
    """At most `n` times in `seconds`, counted from the first; for `who` and what they do."""

    who: str
    n: int
    seconds: int


class TooOften(Exception):
    """A rule was broken; ``wait`` is how many seconds are left."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def take_turn(act: str, rules: Sequence[LimitRule]) -> None:
    """Count one deed by one rule after the other. Raises TooOften for the first that is broken.

    The narrowest rule comes first: whoever breaks it counts no further, and so cannot use up what
    many share. Each count is a statement of its own: nobody holds one and waits for another.
    """
    for rule in rules:
        n, left = _add(act, rule)
        if n > rule.n:
            raise TooOften(left)


def is_within(act: str, rule: LimitRule) -> bool:
    """Count one action by a rule; tell whether it is within the limit."""
    return _add(act, rule)[0] <= rule.n


def _add(act: str, rule: LimitRule) -> tuple[int, int]:
    """Count one action; return how many there are now, and the seconds until the rule resets."""
    now = clock.get_seconds()
    name = compute_key(clock.get_today(), f"limit:{act}", rule.who)
    with connection.cursor() as cursor:
        cursor.execute(TAKE, (name, now + rule.seconds, now, now))
        n, until = cursor.fetchone()
    return int(n), max(1, int(until) - now)


def give_back(act: str, rules: Sequence[LimitRule]) -> None:
    """Take one deed off the count again: it was no misdeed."""
    for rule in rules:
        mine = Limit.objects.filter(
            key=compute_key(clock.get_today(), f"limit:{act}", rule.who), n__gt=0
        )
        mine.update(n=F("n") - 1)


def forget_limits(now: int) -> None:
    """Delete what no longer limits anybody."""
    delete(Limit.objects.filter(until__lte=now))
