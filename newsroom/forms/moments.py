"""Dates as people write them here, and values that cannot be taken. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime

from town_portal.core import dates

_MOMENT = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,?\s+(\d{1,2})[:hg](\d{2})?)?")
WRONG_MOMENT = (
    "“{}” không phải là ngày; hãy ghi ngày/tháng/năm, ví dụ 02/12/2026 hoặc 02/12/2026 14:30"
)


class WrongField(ValueError):
    """A value that cannot be taken; ``field`` is its name, the message is for the writer."""

    def __init__(self, field: str, message: str) -> None:
        """Take the field's name and the message."""
        super().__init__(message)
        self.field = field


def parse_moment(name: str, text: str) -> date | datetime:
    """Return a date as people write it here, with a time or without. Raises WrongField."""
    match = _MOMENT.fullmatch(text)
    if not match:
        raise WrongField(name, WRONG_MOMENT.format(text))
    day, month, year, hour, minute = match.groups()
    try:
        found = date(int(year), int(month), int(day))
        if hour is None:
            return found
        return datetime(found.year, found.month, found.day, int(hour), int(minute or 0))  # noqa: DTZ001 - the town's own time
    except ValueError:
        raise WrongField(name, WRONG_MOMENT.format(text)) from None


def format_moment(value: object) -> str:
    """Return a date as people write it here; a text that is none as it stands."""
    try:
        found = dates.parse_date(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    if isinstance(found, datetime):
        return f"{found:%d/%m/%Y %H:%M}"
    return f"{found:%d/%m/%Y}" if isinstance(found, date) else ""
