"""Working days with the holidays of the data file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from town_portal.core.data import loading as data
from town_portal.core.data.workdays import (
    NONE,
    Holidays,
    add_workdays,
    count_workdays,
    find_unknown_year,
    is_workday,
)
from town_portal.core.faults import Faults

ROOT = Path(__file__).parents[2]
DAYS = st.dates(date(2024, 12, 1), date(2027, 12, 31))


def real() -> Holidays:
    """Give the holidays of the portal's own data file."""
    faults = Faults()
    found = data.load_file(Holidays, ROOT / "tests" / "town" / "data" / "holidays.yaml", faults)
    faults.check()
    assert isinstance(found, Holidays)
    return found


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        ("2026-02-13", True),
        ("2026-02-16", False),
        ("2026-02-20", False),
        ("2026-02-23", True),
        ("2026-04-27", False),
        ("2026-08-22", True),
        ("2026-08-31", False),
        ("2026-11-28", False),
        ("2026-11-30", True),
    ],
)
def test_days_of_2026(day: str, open_: bool) -> None:
    """Tết, a holiday on a Sunday, a swapped Monday and its Saturday are told right."""
    assert is_workday(date.fromisoformat(day), real()) is open_


@pytest.mark.parametrize(
    ("day", "count", "with_holidays", "last"),
    [
        ("2026-02-10", 15, False, "2026-03-03"),
        ("2026-02-10", 15, True, "2026-03-10"),  # five days of Tết
        ("2026-11-27", 1, False, "2026-11-30"),
        ("2026-11-27", 0, False, "2026-11-27"),
        ("2026-11-30", -1, False, "2026-11-27"),
    ],
)
def test_a_term_of_working_days(day: str, count: int, with_holidays: bool, last: str) -> None:
    """The day itself does not count; none gives the day, less than none counts back."""
    holidays = real() if with_holidays else NONE
    assert add_workdays(date.fromisoformat(day), count, holidays) == date.fromisoformat(last)


@given(DAYS, st.integers(0, 60))
def test_counting_there_and_back(day: date, count: int) -> None:
    """As many working days lie up to the day that is so many after another, backwards as less."""
    last = add_workdays(day, count, real())
    assert count_workdays(day, last, real()) == count
    assert count_workdays(last, day, real()) == -count


@given(DAYS, st.integers(1, 40))
def test_a_holiday_never_makes_a_term_shorter(day: date, count: int) -> None:
    """Without make-up days a term with holidays ends no earlier than one without."""
    holidays = real().model_copy(update={"worked": ()})
    assert add_workdays(day, count, holidays) >= add_workdays(day, count, NONE)


def test_a_year_without_holidays_is_told_in_time() -> None:
    """The next year is wanted from October; a year that is there is not asked for."""
    only_2026 = Holidays.model_validate(
        {"holidays": [{"title": "a", "since": "2026-01-01", "until": "2026-01-01"}]}
    )
    assert find_unknown_year(date(2026, 9, 1), only_2026) is None
    assert find_unknown_year(date(2026, 10, 2), only_2026) == 2027
    assert find_unknown_year(date(2026, 12, 31), real()) is None
    assert find_unknown_year(date(2026, 1, 1) - timedelta(days=200), NONE) == 2025


@pytest.mark.parametrize(
    "wrong",
    [
        {"holidays": [{"title": "a", "since": "2026-01-02", "until": "2026-01-01"}]},
        {"holidays": [{"title": "a", "since": "2026-01-02", "until": "2027-01-02"}]},
        {"worked": ["2026-11-30"]},
    ],
)
def test_slips_of_the_pen_are_faults(wrong: dict[str, object]) -> None:
    """A holiday backwards, one of a year, a make-up day on a Monday are refused."""
    with pytest.raises(ValidationError):
        Holidays.model_validate(wrong)
