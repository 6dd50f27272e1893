"""Dates and times as Vietnamese portals show them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from town_portal.core import dates
from town_portal.core.text import fold_text

_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})(?!\d)")
_LONG = re.compile(
    r"(?<!\d)(\d{1,2})\s+thang\s+(\d{1,2})(?:\s*[,/]\s*|\s+(?:nam\s+)?)(\d{4})(?!\d)"
)
_CLOCK = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s*(?::|h|g|gio)\s*(\d{2})(?:\s*:\s*\d{2}|\s*phut)?"
    r"\s*(sa|ch|am|pm|sang|chieu|toi)?(?![\w/.-]*\d)"
)
_WEEKDAYS = ("thu hai", "thu ba", "thu tu", "thu nam", "thu sau", "thu bay", "chu nhat")
_NUMBERED = ("thu 2", "thu 3", "thu 4", "thu 5", "thu 6", "thu 7")
_AFTERNOON = ("ch", "pm", "chieu", "toi")
_MONTHS = (
    *("muoi hai", "muoi mot", "muoi", "chin", "tam", "bay", "sau", "nam", "tu", "ba", "hai"),
    *("gieng", "mot"),
)
_MONTH_NUMBERS = (12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
_FIRST_YEAR, _LAST_YEAR = 1997, 2100
"""Viet Nam has had the Internet since 1997: an older year is not that of a page."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, with the time of day where one is shown; ``doubt`` is a sentence or empty."""

    when: date | datetime
    doubt: str = ""


def find_moment(text: str, zone: ZoneInfo) -> FoundDate | None:
    """Return the first date that a line shows, with its time of day; None where there is none."""
    line = _replace_month_names(" ".join(fold_text(text).split()))
    match = _ISO.search(line.upper())
    if match:
        return _parse_iso(match[0], zone)
    day, swapped = _find_day(line)
    if day is None:
        return None
    doubt = _check_weekday(line, day)
    if swapped:
        doubt = f"ngày viết theo lối Anh-Mỹ (tháng trước): hiểu là {dates.format_day(day)}"
    clock = _find_clock(_LONG.sub(" ", _DAY.sub(" ", line)))
    return FoundDate(datetime.combine(day, clock, zone) if clock else day, doubt)


def _replace_month_names(line: str) -> str:
    """Return a line with months as numbers, which Java (Liferay) writes in words."""
    for name, month in zip(_MONTHS, _MONTH_NUMBERS, strict=True):
        line = re.sub(rf"\bthang {name}\b(?=,? (?:nam )?\d{{4}})", f"thang {month}", line)
    return line


def _parse_iso(text: str, zone: ZoneInfo) -> FoundDate | None:
    try:
        value = dates.parse_date(text)
    except ValueError:
        return None
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        return None
    return FoundDate(dates.convert_to_zone(value, zone) if isinstance(value, datetime) else value)


def _find_day(line: str) -> tuple[date | None, bool]:
    """Return the first day of the calendar that is named, and whether its month stood first."""
    for match in [*_DAY.finditer(line), *_LONG.finditer(line)]:
        numbers = [part for part in match.groups() if part.isdigit()]
        first, second, year = (int(part) for part in numbers)
        day = _make_date(year, second, first)
        if day:
            return day, False
        other = _make_date(year, first, second)
        if other:
            return other, True
    return None, False


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _find_clock(line: str) -> time | None:
    """Return the time of day that is named in a line without its date."""
    for match in _CLOCK.finditer(line):
        hour, minute, half = int(match[1]), int(match[2]), match[3]
        if half in _AFTERNOON and hour < 12:
            hour += 12
        elif half in ("sa", "am") and hour == 12:
            hour = 0
        if hour < 24 and minute < 60:
            return time(hour, minute)
    return None


def _check_weekday(line: str, day: date) -> str:
    """Return a sentence where the weekday that is named is not that of the date."""
    for names in (_WEEKDAYS, _NUMBERED):
        for number, name in enumerate(names):
            if re.search(rf"\b{name}\b", line) and number != day.weekday():
                shown = dates.format_weekday(day)
                return f"thứ và ngày không khớp nhau trong trang cũ ({shown} mới đúng lịch)"
    return ""
