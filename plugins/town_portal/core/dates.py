"""Dates in Vietnamese, without the machine's locale."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_COMMON = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
EXAMPLE = "2020-12-14 (năm-tháng-ngày), có giờ thì 2020-12-14 08:30"
WRONG_EPOCH = (
    "Biến SOURCE_DATE_EPOCH đang là “{}”, không phải số giây tính từ năm 1970; hãy sửa, ví dụ "
    "SOURCE_DATE_EPOCH=1796000000, hoặc bỏ biến ấy đi."
)


def parse_date(text: str) -> date:
    """Return the date, or date and time, that ISO 8601 ``text`` names.

    A ``date`` when no time is given, else a ``datetime`` (with zone only when one is given).
    Raises ValueError, with a sentence in Vietnamese, for anything else.
    """
    match = _ISO.fullmatch(text.strip())
    if not match:
        raise ValueError(f"không phải ngày hợp lệ; {_advise(text.strip())}")
    day, time, zone = match.groups()
    try:
        if time is None:
            return date.fromisoformat(day)
        return datetime.fromisoformat(f"{day}T{time}{zone or ''}")
    except ValueError:
        sentence = f"không có ngày hoặc giờ “{text.strip()}” trong lịch; hãy viết như {EXAMPLE}"
        raise ValueError(sentence) from None


def _advise(text: str) -> str:
    """Return how a date is to be written; where it is one of every day, that date."""
    common = _COMMON.fullmatch(text)
    if common:
        day, month, year = map(int, common.groups())
        with suppress(ValueError):
            return f"hãy viết năm-tháng-ngày: {date(year, month, day).isoformat()}"
    return "hãy viết năm-tháng-ngày, ví dụ 2020-12-14"


def parse_epoch(text: str) -> datetime:
    """Return the moment that SOURCE_DATE_EPOCH names, in UTC; raises ValueError in Vietnamese."""
    try:
        return datetime.fromtimestamp(float(text), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(WRONG_EPOCH.format(text)) from error


def convert_to_zone(value: date, zone: ZoneInfo) -> datetime:
    """Return ``value`` as a moment in ``zone``; a bare date is its midnight there."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=zone)
    return value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)


def format_day(value: date) -> str:
    """Return ``14/12/2020``, ``01/7/2025``, ``10/02/1992``.

    Days below 10 and months below 3 get a zero, as Nghị định 30/2020/NĐ-CP writes dates.
    """
    return f"{value.day:02d}/{_format_month_number(value.month)}/{value.year}"


def _format_month_number(number: int) -> str:
    return f"{number:02d}" if number < 3 else str(number)


def format_weekday(value: date) -> str:
    """Return ``Thứ Hai, 14/12/2020``."""
    return f"{WEEKDAYS[value.weekday()]}, {format_day(value)}"


def format_moment(value: datetime, has_time: bool) -> str:
    """Return ``Thứ Hai, 14/12/2020`` and, only where a time is known, ``, 08:30``."""
    return format_weekday(value) + (f", {format_clock(value)}" if has_time else "")


def format_clock(value: datetime) -> str:
    """Return the time of day: ``08:30``."""
    return f"{value.hour:02d}:{value.minute:02d}"


def format_month(year: int, number: int) -> str:
    """Return ``Tháng 12/2020``, ``Tháng 02/2021``."""
    return f"Tháng {_format_month_number(number)}/{year}"


def format_iso_day(value: date) -> str:
    """Return a day for machines: ``1992-03-02``."""
    return f"{value:%Y-%m-%d}"


def format_iso(value: datetime, has_time: bool) -> str:
    """Return the machine-readable form: a date, with time and zone only where known."""
    return value.isoformat() if has_time else value.date().isoformat()
