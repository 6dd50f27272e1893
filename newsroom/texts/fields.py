"""The fields beside the editor: values of the front matter as people write them, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from plugins._kit import dates

SIMPLE = ("title", "summary", "category", "author", "photographer", "source")
LISTS = ("tags", "people", "places")
MOMENTS = ("publish", "expires")
NAMES = (*SIMPLE, *LISTS, *MOMENTS, "lead")
_MOMENT = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,?\s+(\d{1,2})[:hg](\d{2})?)?")
WRONG_MOMENT = (
    "“{}” không phải là ngày; hãy ghi ngày/tháng/năm, ví dụ 02/12/2026 hoặc 02/12/2026 14:30"
)
NO_TITLE = "Bài chưa có tiêu đề; hãy ghi tiêu đề rồi lưu."


class WrongField(ValueError):
    """A value that cannot be taken; ``field`` is its name, the message is for the writer."""

    def __init__(self, field: str, message: str) -> None:
        """Take the field's name and the message."""
        super().__init__(message)
        self.field = field


def to_form(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the front matter's values as the form shows them."""
    shown: dict[str, Any] = {name: str(fields.get(name) or "") for name in SIMPLE}
    shown |= {name: _joined(fields.get(name)) for name in LISTS}
    shown |= {name: _written(fields.get(name)) for name in MOMENTS}
    return {**shown, "date": _written(fields.get("date")), "lead": bool(fields.get("lead"))}


def from_form(sent: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of the front matter that a form sets; None for one that it empties.

    A value that reads as ``before`` keeps the way in which it is written. Raises WrongField.
    """
    shown = to_form(before)
    changed = {name: sent[name] for name in NAMES if name in sent and sent[name] != shown[name]}
    found = {name: _value(name, value) for name, value in changed.items()}
    if "title" in found and not found["title"]:
        raise WrongField("title", NO_TITLE)
    return found


def _value(name: str, value: Any) -> Any:
    if name == "lead":
        return True if value else None
    text = " ".join(str(value).split())
    if name in LISTS:
        return [part.strip() for part in text.split(",") if part.strip()] or None
    if name in MOMENTS:
        return parse_moment(name, text) if text else None
    return text or None


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


def _written(value: Any) -> str:
    """Return a date as people write it here; as it stands where it is none."""
    try:
        found = dates.parse(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    if isinstance(found, datetime):
        return f"{found:%d/%m/%Y %H:%M}"
    return f"{found:%d/%m/%Y}" if isinstance(found, date) else ""


def _joined(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")
