"""By when a request to erase is to be answered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.comments.due import compute_due_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("asked", "answered"), [(0, 2), (1, 3), (2, 4), (3, 7), (4, 8), (5, 8), (6, 8)]
)
def test_two_working_days(asked: int, answered: int) -> None:
    """Two days after the request, Saturdays and Sundays not counted."""
    assert compute_due_day(MONDAY + timedelta(days=asked)) == MONDAY + timedelta(days=answered)


@given(st.dates(max_value=date(9000, 1, 1)))
def test_the_desk_works_on_that_day(asked: date) -> None:
    """The last day is a working day, at most four days away."""
    found = compute_due_day(asked)
    assert found.weekday() < 5
    assert timedelta(days=2) <= found - asked <= timedelta(days=4)
