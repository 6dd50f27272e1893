"""Dates: what staff may write, and how it is shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from town_portal.core import dates

TOWN = ZoneInfo("Asia/Ho_Chi_Minh")
SEVEN = timezone(timedelta(hours=7))
BARE = datetime(2020, 12, 14, 8, 30)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2020-12-14", date(2020, 12, 14)),
        (" 2020-02-29\n", date(2020, 2, 29)),
        ("2020-12-14 08:30", BARE),
        ("2020-12-14T08:30:05", BARE.replace(second=5)),
        ("2020-12-14T08:30Z", BARE.replace(tzinfo=UTC)),
        ("2020-12-14 08:30 +07:00", BARE.replace(tzinfo=SEVEN)),
        ("2020-12-14T08:30:00.250+0700", BARE.replace(tzinfo=SEVEN)),
    ],
)
def test_parse_reads_iso(text: str, value: date) -> None:
    """ISO dates are read, with time and zone only where they are given."""
    found = dates.parse_date(text)
    assert found == value
    assert type(found) is type(value)


NO_DATE = "không phải ngày hợp lệ; hãy viết năm-tháng-ngày"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *(
            (text, f"{NO_DATE}, ví dụ 2020-12-14")
            for text in ("2020-12", "2020-1-2", "20201214", "", "2020-12-14 8:30", "31/02/2026")
        ),
        ("27/11/26", f"{NO_DATE}, ví dụ 2020-12-14"),
        ("27/11/2026", f"{NO_DATE}: 2026-11-27"),
        ("1.7.2025", f"{NO_DATE}: 2025-07-01"),
        ("02-03-1992", f"{NO_DATE}: 1992-03-02"),
        *(
            (text, f"không có ngày hoặc giờ “{text}” trong lịch; hãy viết như {dates.EXAMPLE}")
            for text in ("2021-02-29", "2020-13-01", "0000-01-01", "2020-12-14 25:00")
        ),
    ],
)
def test_other_forms_are_refused(text: str, told: str) -> None:
    """A date of every day is given as it is to be written, anything else gets an example."""
    with pytest.raises(ValueError, match=r"^không ") as caught:
        dates.parse_date(text)
    assert str(caught.value) == told


@given(st.dates())
def test_parse_undoes_isoformat(value: date) -> None:
    """Every date of the calendar is read back from its ISO form."""
    assert dates.parse_date(value.isoformat()) == value


@given(st.text(max_size=30))
def test_parse_never_breaks(text: str) -> None:
    """Whatever is written, the answer is a date or a sentence for staff."""
    try:
        answer = str(dates.parse_date(text))
    except ValueError as error:
        answer = str(error)
    assert answer.startswith("không ") or answer[:4].isdigit()


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (date(2020, 12, 14), "2020-12-14T00:00:00+07:00"),
        (BARE, "2020-12-14T08:30:00+07:00"),
        (datetime(2020, 12, 13, 18, 30, tzinfo=UTC), "2020-12-14T01:30:00+07:00"),
    ],
)
def test_in_zone_gives_the_towns_time(value: date, moment: str) -> None:
    """A bare date is midnight in the town, a bare time is the town's, others keep their moment."""
    assert dates.convert_to_zone(value, TOWN).isoformat() == moment


def test_dates_are_shown_in_vietnamese() -> None:
    """Days have two digits, months none too many, weeks begin with Thứ Hai."""
    assert dates.format_day(date(2020, 3, 2)) == "02/3/2020"
    assert dates.format_month(2020, 3) == "Tháng 3/2020"
    assert [dates.format_weekday(date(2020, 12, day)) for day in (14, 15, 19, 20)] == [
        *("Thứ Hai, 14/12/2020", "Thứ Ba, 15/12/2020"),
        *("Thứ Bảy, 19/12/2020", "Chủ nhật, 20/12/2020"),
    ]


def test_no_hour_is_shown_that_nobody_gave() -> None:
    """Neither to people nor to machines."""
    value = datetime(2020, 12, 14, 8, 5, tzinfo=TOWN)
    assert dates.format_moment(value, has_time=False) == "Thứ Hai, 14/12/2020"
    assert dates.format_moment(value, has_time=True) == "Thứ Hai, 14/12/2020, 08:05"
    assert dates.format_iso(value, has_time=False) == "2020-12-14"
    assert dates.format_iso(value, has_time=True) == "2020-12-14T08:05:00+07:00"


@pytest.mark.parametrize("text", ["abc", "", "nan", "1e30", "2026-11-28"])
def test_what_is_no_number_of_seconds_is_told(text: str) -> None:
    """With the variable's name and how it is written; else it is a moment in UTC."""
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH đang là"):
        dates.parse_epoch(text)
    assert dates.parse_epoch("0").isoformat() == "1970-01-01T00:00:00+00:00"
