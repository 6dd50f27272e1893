"""The fields beside the editor: values of the front matter as people write them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsroom.forms.moments import WrongField, format_moment, parse_moment

SIMPLE = ("title", "summary", "category", "author", "photographer", "source")
LISTS = ("tags", "people", "places")
MOMENTS = ("publish", "expires")
NAMES = (*SIMPLE, *LISTS, *MOMENTS, "lead")
NO_TITLE = "Bài chưa có tiêu đề; hãy ghi tiêu đề rồi lưu."


def convert_to_form(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the front matter's values as the form shows them."""
    shown: dict[str, Any] = {name: str(fields.get(name) or "") for name in SIMPLE}
    shown |= {name: _join_values(fields.get(name)) for name in LISTS}
    shown |= {name: format_moment(fields.get(name)) for name in MOMENTS}
    return {**shown, "date": format_moment(fields.get("date")), "lead": bool(fields.get("lead"))}


def convert_from_form(
    sent: Mapping[str, Any], before: Mapping[str, Any], *, has_all: bool = True
) -> dict[str, Any]:
    """Return the fields of the front matter that a form sets; None for one that it empties.

    A value that reads as ``before`` keeps the way in which it is written. Only articles have all
    of these fields, other texts title and summary. Raises WrongField.
    """
    shown = convert_to_form(before)
    names = NAMES if has_all else ("title", "summary")
    changed = {name: sent[name] for name in names if name in sent and sent[name] != shown[name]}
    found = {name: _convert_value(name, value) for name, value in changed.items()}
    if "title" in found and not found["title"]:
        raise WrongField("title", NO_TITLE)
    return found


def _convert_value(name: str, value: Any) -> Any:
    if name == "lead":
        return True if value else None
    text = " ".join(str(value).split())
    if name in LISTS:
        return [part.strip() for part in text.split(",") if part.strip()] or None
    if name in MOMENTS:
        return parse_moment(name, text) if text else None
    return text or None


def _join_values(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")
