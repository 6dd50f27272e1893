"""What of the clock blocks may show, and for how long it stays so."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from town_portal.blocks.place import compute_unchanged_span, fingerprint_clock
from town_portal.core.data.loading import Model

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 24, 12, tzinfo=ZONE)


class Event(Model):
    """Something with a time, and its days."""

    at: Any = None
    days: tuple[Any, ...] = ()
    notes: Any = None


def span(*moments: datetime | date) -> tuple[datetime, datetime]:
    """Return from when until when nothing changes at noon."""
    found = compute_unchanged_span({"events": Event(days=moments), "none": None}, NOW)
    since, until = (datetime.fromtimestamp(one, ZONE) for one in found)
    return since, until


def at(hour: int, day: int = 24) -> datetime:
    """Return an hour of that month."""
    return datetime(2026, 11, day, hour, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moments", "since", "until"),
    [
        ((), at(0), at(0, 25)),
        ((at(12),), at(12), at(0, 25)),
        ((at(7), at(9), at(15), at(20)), at(9), at(15)),
        ((at(9, 23), at(9, 25), date(2026, 11, 24)), at(0), at(0, 25)),
        ((at(15).replace(tzinfo=None),), at(0), at(15)),
        ((at(15).astimezone(ZoneInfo("UTC")),), at(0), at(15)),
    ],
)
def test_the_nearest_moments_bound_the_span(
    moments: tuple[datetime, ...], since: datetime, until: datetime
) -> None:
    """The last one gone by, the next to come; a moment belongs to what follows it."""
    assert span(*moments) == (since, until)


@given(st.lists(st.integers(-2000, 2000)), st.integers(-2000, 2000))
def test_within_the_span_the_same_moments_have_passed(minutes: list[int], later: int) -> None:
    """At another time the same is shown just when that lies in the span."""
    event = Event(days=tuple(NOW + timedelta(minutes=one) for one in minutes))
    since, until = compute_unchanged_span({"events": event}, NOW)
    other = NOW + timedelta(minutes=later)
    is_same = fingerprint_clock(event, other) == fingerprint_clock(event, NOW)
    assert (since <= other.timestamp() < until) == is_same
