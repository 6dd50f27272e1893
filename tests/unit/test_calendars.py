"""The calendars: data, sheets of Excel, weeks, files for people's own calendars."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from pydantic import ValidationError

from town_portal.features.calendars.ics import write_calendar_file
from town_portal.features.calendars.models import Calendar, Event
from town_portal.features.calendars.sheet import parse_sheet
from town_portal.features.calendars.weeks import compute_valid_span, plan_page

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
GOOD = {"day": "2026-11-30", "what": "Tiếp công dân", "kind": "tiep-cong-dan"}
NOW = datetime(2026, 12, 2, 9, tzinfo=ZONE)
HEAD = "Ngày;Từ;Đến;Nội dung;Chủ trì;Nơi;Loại\r\n"
ROW = "30/11/2026;8h;11h30;Tiếp công dân định kỳ;Chủ tịch;Phòng 1;Lịch tiếp công dân\r\n"


def event(**fields: str) -> Event:
    """Give an entry of a Monday."""
    return Event.model_validate(GOOD | fields)


@pytest.mark.parametrize(
    ("given", "clock"),
    [("08:00", "08:00"), ("8:05", "08:05"), ("8h", "08:00"), ("13h30", "13:30"), ("7g15", "07:15")],
)
def test_times_as_people_write_them(given: str, clock: str) -> None:
    """Hours and minutes are read with a colon, an h or a g."""
    assert event(from_time=given).from_time == clock


@pytest.mark.parametrize(
    ("begin", "end"), [("25:00", ""), ("8", ""), ("", "9:00"), ("9:00", "9:00")]
)
def test_slips_are_faults(begin: str, end: str) -> None:
    """A time that no day has, an end without or before a begin are refused."""
    with pytest.raises(ValidationError):
        event(from_time=begin, to_time=end)


@pytest.mark.parametrize(
    ("start", "separator"), [("", ";"), ("", ","), ("", "\t"), ("sep=;\r\n", ";")]
)
def test_a_sheet_of_excel(start: str, separator: str) -> None:
    """Semicolons, commas or tabs, with or without Excel's first line; empty rows are nothing."""
    text = start + (HEAD + ";;;;;;\r\n" + ROW).replace(";", separator)
    found, wrong = parse_sheet(text)
    assert wrong == []
    (only,) = found.events
    assert (only.day, only.from_time, only.to_time) == (date(2026, 11, 30), "08:00", "11:30")
    assert (only.what, only.who, only.where, only.kind) == (
        *("Tiếp công dân định kỳ", "Chủ tịch", "Phòng 1", "tiep-cong-dan"),
    )


def test_what_is_wrong_in_a_sheet_is_told_by_line_and_column() -> None:
    """Each wrong cell is named by its own line, also below a cell of several lines."""
    text = (
        HEAD
        + '30/11/2026;;;"Họp\r\ngiao ban";;;làm việc\r\n'
        + "31/11/2026;;;Họp;;;Lịch làm việc\r\n"
        + "30/11/2026;8;;;;;khác\r\n"
        + "30/11/2026;;;Họp;;;làm việc;thừa\r\n"
        + "30/11/9999;;;Họp;;;làm việc\r\n"
    )
    found, wrong = parse_sheet(text)
    assert [item.what for item in found.events] == ["Họp giao ban"]
    assert [(item.line, item.column) for item in wrong] == [
        *((4, "Ngày"), (5, "Từ"), (5, "Nội dung"), (5, "Loại"), (6, ""), (7, "Ngày")),
    ]
    assert "ngày/tháng/năm" in wrong[0].message
    assert wrong[2].message == "thiếu ô bắt buộc này; hãy ghi vào cột “Nội dung” của dòng này"
    assert "chỉ nhận: Lịch tiếp công dân, Lịch làm việc" in wrong[3].message
    assert "năm phải từ" in wrong[5].message


@pytest.mark.parametrize("cell", ['"Họp', '"Họp"giao ban', "Họp" + "a" * 200_000])
def test_a_broken_row_is_told(cell: str) -> None:
    """A quote that is not closed takes no later row with it in silence."""
    text = HEAD + ROW + f"30/11/2026;;;{cell};;;làm việc\r\n" + ROW
    found, wrong = parse_sheet(text)
    assert [(item.line, "không đọc tiếp được" in item.message) for item in wrong] == [(3, True)]
    assert len(found.events) == 1
    assert [item.line for item in parse_sheet('"Ngày;Nội dung\r\n')[1]] == [1]


@pytest.mark.parametrize("sign", ["\v", "\f", "\x85", "\u2028"])
def test_a_line_ends_only_where_a_sheet_ends_it(sign: str) -> None:
    """A sign that Excel writes for a line in a cell cuts no row."""
    found, wrong = parse_sheet(HEAD + ROW.replace("định kỳ", f"định{sign}kỳ") + "x;;;;;;\n")
    assert [item.what for item in found.events] == ["Tiếp công dân định kỳ"]
    assert {item.line for item in wrong} == {3}


def test_wrong_headings_stop_a_sheet() -> None:
    """An unknown column, a double one and a missing one are told once, not in each row."""
    _, wrong = parse_sheet("Ngày;Ngay;Giá;Nội dung\r\n30/11/2026;;;a\r\n")
    assert [(item.line, item.column) for item in wrong] == [(1, "Ngày"), (1, "Giá"), (1, "Loại")]
    assert [item.column for item in parse_sheet("")[1]] == ["Ngày", "Nội dung", "Loại"]


def sections(*days: str, now: datetime = NOW) -> list[tuple[list[str], list[str]]]:
    """Give the titles of coming and past weeks by kind."""
    calendar = Calendar(events=tuple(event(day=day) for day in days))
    found = plan_page(calendar, now.date(), ZONE).values["sections"]
    return [
        ([item.title for item in one.coming], [item.title for item in one.past]) for one in found
    ]


def test_weeks_begin_on_monday() -> None:
    """This week holds its Monday and Sunday; what is before is past, the newest first."""
    assert sections("2026-11-29", "2026-11-16", "2026-11-30", "2026-12-06", "2026-12-07") == [
        (
            [
                "Tuần này: từ 30/11/2026 đến 06/12/2026",
                "Tuần sau: từ 07/12/2026 đến 13/12/2026",
            ],
            ["Tuần từ 23/11/2026 đến 29/11/2026", "Tuần từ 16/11/2026 đến 22/11/2026"],
        )
    ]


def test_monday_changes_the_page() -> None:
    """The page is right for its week and no second longer."""
    since, until = compute_valid_span(NOW)
    assert datetime.fromtimestamp(since, ZONE) == datetime(2026, 11, 30, tzinfo=ZONE)
    assert datetime.fromtimestamp(until, ZONE) == datetime(2026, 12, 7, tzinfo=ZONE)
    monday = NOW + timedelta(days=5)
    assert sections("2026-11-30", now=monday) == [([], ["Tuần từ 30/11/2026 đến 06/12/2026"])]


def ics(*events: Event) -> tuple[bytes, Any]:
    """Give the file of these, as bytes and as icalendar reads it."""
    data = write_calendar_file("tiep-cong-dan", events, "Thị xã A", "a.vn", "Asia/Ho_Chi_Minh")
    return data, icalendar.Calendar.from_ical(data)


def test_a_file_that_calendars_open() -> None:
    """Times are in the town's zone, whose offset the file brings; words come back whole.

    Without times an entry lasts until the next day begins.
    """
    what = "Tiếp công dân; " * 9 + "hết, “đủ”"
    timed = event(what=what, from_time="08:00", to_time="11:30", where="Phòng 1", who="Chủ tịch")
    data, found = ics(event(kind="lam-viec"), timed, event())
    whole, one = found.walk("VEVENT")
    assert whole.decoded("dtstart") == date(2026, 11, 30)
    assert whole.decoded("dtend") == date(2026, 12, 1)
    assert one.decoded("dtstart").isoformat() == "2026-11-30T08:00:00+07:00"
    assert one.decoded("dtend").isoformat() == "2026-11-30T11:30:00+07:00"
    assert str(one["summary"]) == what
    assert str(one["location"]) == "Phòng 1"
    assert str(one["description"]) == "Chủ trì: Chủ tịch"
    (zone,) = found.walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Asia/Ho_Chi_Minh"
    assert b"TZOFFSETTO:+0700" in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_names_stay_when_words_change() -> None:
    """A corrected entry replaces the old one: its name is of its time."""
    first, found = ics(event(from_time="08:00"), event(from_time="08:00", what="Việc khác"))
    names = {str(item["uid"]) for item in found.walk("VEVENT")}
    assert len(names) == 2
    assert ics(event(from_time="08:00"), event(from_time="08:00", what="Việc khác"))[0] == first
    _, changed = ics(event(from_time="08:00", what="Đã sửa"))
    assert str(changed.walk("VEVENT")[0]["uid"]) in names
