"""What is forgotten, and when: salts, keys, votes, limits, captchas, rejected comments."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg
import pytest

from service.guard import clock
from tests.service.conftest import MakeDatabase, Start
from tests.service.databases import Database, Postgres, on_postgres

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


class Time:
    """The service's clock, which a test sets."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        """Stop the clock at noon of a day."""
        self.now = NOON
        patch.setattr(clock, "get_now", lambda: self.now)

    def go(self, **by: float) -> None:
        """Go on."""
        self.now += timedelta(**by)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Time:
    """Give the clock."""
    return Time(monkeypatch)


def once() -> None:
    """Forget what is to be forgotten."""
    from service.config import housekeeping

    housekeeping.forget_once()


def test_a_salt_is_gone_after_48_hours(inside: Database, at: Time) -> None:
    """A reader's key is the same all day, in any process, another one the next day.

    48 hours after a day began its salt is deleted, and the process has forgotten it too.
    """
    from service.guard.salt import get_salt
    from service.guard.visitor import compute_key

    first = compute_key(NOON.date(), "site", "203.0.113.7", "Chrome")
    get_salt.cache_clear()
    assert compute_key(NOON.date(), "site", "203.0.113.7", "Chrome") == first
    at.go(days=1, hours=11.9)
    once()
    assert compute_key(clock.get_today(), "site", "203.0.113.7", "Chrome") != first
    assert compute_key(NOON.date(), "site", "203.0.113.7", "Chrome") == first
    values = [row[0] for row in inside.rows("SELECT value FROM guard_salt")]
    assert [len(bytes.fromhex(value)) for value in values] == [32, 32]
    at.go(hours=0.2)
    once()
    assert compute_key(NOON.date(), "site", "203.0.113.7", "Chrome") != first


def test_the_keys_of_a_day_go_with_it(inside: Database, at: Time) -> None:
    """Yesterday's readers are forgotten, caps after 48 hours; how many they were stays."""
    from service.visits.count import count_hits
    from service.visits.hit import Hit
    from service.visits.models import Seen

    count_hits([Hit(clock.get_today(), "/", "r" * 32, "v" * 32, "h" * 32, "n" * 32, is_beat=False)])
    once()
    assert (inside.count("visits_seen"), inside.count("visits_cap")) == (2, 2)
    day = clock.get_today()
    Seen.objects.bulk_create(Seen(key=f"{number:032}", day=day) for number in range(1_500))
    at.go(hours=12)
    Seen.objects.create(key="x", day=clock.get_today())
    once()
    assert (inside.count("visits_seen"), inside.count("visits_cap")) == (1, 2)
    at.go(hours=24)
    once()
    assert inside.count("visits_cap") == 0
    assert (inside.total(), inside.count("visits_day")) == (1, 1)
    at.go(days=93)
    once()
    assert inside.count("visits_pageday") == 0
    assert inside.number("SELECT n FROM visits_pageviews") == 1


def test_votes_go_and_their_sums_stay(inside: Database, at: Time) -> None:
    """48 hours after a day began its votes are deleted; number and sum of stars stay."""
    from service.ratings.rate import Voter, store_vote

    voter = Voter("k" * 32, "h" * 32, clock.get_today())
    assert store_vote("/a/", voter, 4, ("c" * 32, 0)) == {"n": 1, "avg": None}
    at.go(days=1, hours=11)
    once()
    assert inside.count("ratings_vote") == 1
    at.go(hours=2)
    once()
    assert inside.count("ratings_vote") == 0
    assert inside.rows("SELECT n, stars FROM ratings_rating") == [(1, 4)]


def test_what_has_an_end_goes_with_it(inside: Database, at: Time) -> None:
    """A limit is deleted when it ends, a used captcha when it would have expired anyway.

    So is a presence 300 seconds after the last sign of life.
    """
    from service.guard import captcha
    from service.guard.limits import LimitRule, take_turn
    from service.visits.models import Presence

    take_turn("try", (LimitRule("somebody", 5, 300),))
    captcha.spend_captcha(("c" * 32, clock.get_seconds() + 300))
    Presence.objects.create(key="a" * 32, at=clock.get_seconds())
    for seconds, left in ((299, 1), (2, 0)):
        at.go(seconds=seconds)
        once()
        for table in ("guard_limit", "guard_spent", "visits_presence"):
            assert inside.count(table) == left, table


def test_rejected_comments_are_erased_after_a_month(inside: Database, at: Time) -> None:
    """Thirty days after it was rejected a comment loses name and text; others keep them."""
    from service.comments.decide import decide_comment
    from service.comments.models import Comment, Status

    made = [
        Comment.objects.create(
            page="/a/", author="An", text=f"Bài {n}", at=NOON, changed=NOON, receipt=str(n)
        )
        for n in range(3)
    ]
    decide_comment(made[0], Status.REJECTED, "bien-tap")
    decide_comment(made[1], Status.APPROVED, "bien-tap")
    at.go(days=29)
    once()
    assert not Comment.objects.filter(status=Status.ERASED).exists()
    at.go(days=2)
    once()
    rows = Comment.objects.order_by("pk").values_list("status", "author", "text")
    assert list(rows) == [
        ("erased", "", ""),
        ("approved", "An", "Bài 1"),
        ("pending", "An", "Bài 2"),
    ]


@on_postgres
def test_forgetting_waits_for_nobody(inside: Database, at: Time) -> None:
    """A row that another process is just changing is left for the next time: no deadlock."""
    from django.db import connection

    from service.visits.models import Presence

    for name in ("a", "b"):
        Presence.objects.create(key=name * 32, at=0)
    assert isinstance(inside, Postgres)
    # Whoever waits all the same does so for a second, not for ever.
    connection.cursor().execute("SET lock_timeout = '1s'")
    with psycopg.connect(inside.cluster.name(inside.name)) as other:
        other.execute("UPDATE visits_presence SET at = 1 WHERE key = %s", ("a" * 32,))
        once()
        assert inside.rows("SELECT key FROM visits_presence") == [("a" * 32,)]


def test_a_service_forgets_by_itself(make_database: MakeDatabase, start: Start) -> None:
    """A service that starts deletes what ended while it was down, without any request."""
    database = make_database()
    database.rows("INSERT INTO visits_presence (key, at) VALUES ('old', 5)")
    database.rows("INSERT INTO guard_salt (day, value) VALUES (%s, 'ff')", str(date(2020, 1, 1)))
    start(database)
    until = time.monotonic() + 10
    while database.count("visits_presence") + database.count("guard_salt"):
        assert time.monotonic() < until, "nothing was forgotten"
        time.sleep(0.05)


def test_one_failure_keeps_nothing_else(
    inside: Database, at: Time, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where one kind of thing cannot be forgotten the others are, and the log tells of it."""
    from service.guard import salt
    from service.visits.models import Presence

    def fail(_today: date) -> None:
        raise ValueError("hỏng")

    monkeypatch.setattr(salt, "forget_salts", fail)
    Presence.objects.create(key="a" * 32, at=0)
    once()
    assert inside.count("visits_presence") == 0
    assert "housekeeping: hỏng" in caplog.text
