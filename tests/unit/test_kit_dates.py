"""Dates: what staff may write, and how it is shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins._kit import dates

TOWN = ZoneInfo("Asia/Ho_Chi_Minh")
SEVEN = timezone(timedelta(hours=7))
relaxed = settings(deadline=None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2020-12-14", date(2020, 12, 14)),
        (" 2020-02-29\n", date(2020, 2, 29)),
        ("2020-12-14 08:30", datetime(2020, 12, 14, 8, 30)),  # noqa: DTZ001
        ("2020-12-14T08:30:05", datetime(2020, 12, 14, 8, 30, 5)),  # noqa: DTZ001
        ("2020-12-14T08:30Z", datetime(2020, 12, 14, 8, 30, tzinfo=UTC)),
        ("2020-12-14 08:30 +07:00", datetime(2020, 12, 14, 8, 30, tzinfo=SEVEN)),
        ("2020-12-14T08:30:00.250+0700", datetime(2020, 12, 14, 8, 30, tzinfo=SEVEN)),
    ],
)
def test_parse_reads_iso(text: str, value: date) -> None:
    """ISO dates are read, with time and zone only where they are given."""
    found = dates.parse(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text", ["14/12/2020", "2020-12", "2020-1-2", "20201214", "hôm qua", "", "2020-12-14 8:30"]
)
def test_parse_refuses_other_forms(text: str) -> None:
    """Anything but ISO is refused, with an example of how to write it."""
    with pytest.raises(ValueError, match=r"không phải ngày hợp lệ.*2020-12-14"):
        dates.parse(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("27/11/2026", ": 2026-11-27"),
        ("1.7.2025", ": 2025-07-01"),
        ("02-03-1992", ": 1992-03-02"),
        ("31/02/2026", ", ví dụ 2020-12-14"),
        ("27/11/26", ", ví dụ 2020-12-14"),
    ],
)
def test_a_date_of_every_day_is_given_as_it_is_to_be_written(text: str, wanted: str) -> None:
    """Whoever wrote it need not think; what no calendar has gets an example."""
    with pytest.raises(ValueError, match=f"hãy viết năm-tháng-ngày{wanted}$"):
        dates.parse(text)


@pytest.mark.parametrize(
    "text", ["2020-02-30", "2021-02-29", "2020-13-01", "0000-01-01", "2020-12-14 25:00"]
)
def test_parse_refuses_what_no_calendar_has(text: str) -> None:
    """A day or an hour that does not exist is refused by name."""
    with pytest.raises(ValueError, match=f"không có ngày hoặc giờ “{text}” trong lịch"):
        dates.parse(text)


@given(st.dates())
@relaxed
def test_parse_undoes_isoformat(value: date) -> None:
    """Every date of the calendar is read back from its ISO form."""
    assert dates.parse(value.isoformat()) == value


@given(st.text())
@relaxed
def test_parse_never_breaks(text: str) -> None:
    """Whatever is written, the answer is a date or a sentence for staff."""
    try:
        answer = str(dates.parse(text))
    except ValueError as error:
        answer = str(error)
    assert answer.startswith("không ") or answer[:4].isdigit()


def test_in_zone_takes_a_bare_date_as_local_midnight() -> None:
    """A date without time is midnight in the town, not in UTC."""
    assert dates.in_zone(date(2020, 12, 14), TOWN) == datetime(2020, 12, 13, 17, tzinfo=UTC)


def test_in_zone_takes_a_bare_time_as_local() -> None:
    """A time without zone is the town's time."""
    local = datetime(2020, 12, 14, 8, 30)  # noqa: DTZ001
    assert dates.in_zone(local, TOWN) == datetime(2020, 12, 14, 1, 30, tzinfo=UTC)


def test_in_zone_moves_a_time_of_another_zone() -> None:
    """A time with zone keeps its moment and shows the town's day."""
    moved = dates.in_zone(datetime(2020, 12, 13, 18, 30, tzinfo=UTC), TOWN)
    assert (dates.day(moved), moved.utcoffset()) == ("14/12/2020", timedelta(hours=7))


@given(
    st.datetimes(
        min_value=datetime(1900, 1, 1),  # noqa: DTZ001
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.timezones(),
    )
)
@relaxed
def test_in_zone_never_changes_the_moment(value: datetime) -> None:
    """From whatever zone, it stays the same moment."""
    moved = dates.in_zone(value, TOWN)
    assert moved.astimezone(UTC) == value.astimezone(UTC)
    assert moved.tzinfo is TOWN


def test_each_weekday_has_its_name() -> None:
    """The week begins with Thứ Hai on 14 December 2020 and ends with Chủ nhật."""
    names = [dates.weekday(date(2020, 12, 14 + index)).split(",")[0] for index in range(7)]
    assert names == [
        *("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm"),
        *("Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    ]


def test_day_and_month_in_words() -> None:
    """Days have two digits, months in words none too many."""
    assert dates.day(date(2020, 3, 2)) == "02/3/2020"
    assert dates.weekday(date(2020, 12, 14)) == "Thứ Hai, 14/12/2020"
    assert dates.month(2020, 3) == "Tháng 3/2020"


def test_moment_shows_no_hour_that_nobody_gave() -> None:
    """The hour is shown only where it is known."""
    value = datetime(2020, 12, 14, 0, 0, tzinfo=TOWN)
    assert dates.moment(value, has_time=False) == "Thứ Hai, 14/12/2020"
    assert dates.moment(value.replace(hour=8, minute=5), has_time=True).endswith("2020, 08:05")


def test_iso_tells_machines_no_hour_that_nobody_gave() -> None:
    """Machines get a date, or a moment with its zone."""
    value = datetime(2020, 12, 14, 8, 30, tzinfo=TOWN)
    assert dates.iso(value, has_time=False) == "2020-12-14"
    assert dates.iso(value, has_time=True) == "2020-12-14T08:30:00+07:00"


@pytest.mark.parametrize("text", ["abc", "", "nan", "1e30", "2026-11-28"])
def test_what_is_no_number_of_seconds_is_told(text: str) -> None:
    """With the variable's name and how it is written; else it is a moment in UTC."""
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH đang là"):
        dates.from_epoch(text)
    assert dates.from_epoch("0").isoformat() == "1970-01-01T00:00:00+00:00"
