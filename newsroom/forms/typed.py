"""What stands in a form's fields: of a file's values, or as a person has sent it. Pure.

A text for most kinds; a dict by names for groups and maps; for lists a list of (id, what the item
holds), where the id is the item's place in the file, or begins with a letter for a new one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from newsroom.forms.fields import KEY, VALUE, FormField
from newsroom.forms.moments import format_moment
from town_portal.core.text import normalize_text, remove_controls

ON, IDS, BLOCK = "?", "#", "@"
"""Names beside those of fields: whether an optional group is there, a list's items, a block."""
_TRUE = ("true", "yes", "on", "1", "t", "y")


class NoFieldFor(ValueError):
    """A file says something for which its form has no field."""


class Sent(Protocol):
    """A form as it arrived (Django's QueryDict)."""

    def get(self, name: str, default: str, /) -> Any:
        """Return the last value of a name."""

    def getlist(self, name: str, /) -> Sequence[Any]:
        """Return all values of a name."""


def format_typed(field: FormField, value: Any) -> Any:
    """Return what a form shows of a value in a file; None is an absent one. Raises Unreadable."""
    if field.kind in ("group", "map"):
        _check(value, Mapping, field)
        inside = {
            item.name: format_typed(item, (value or {}).get(item.name)) for item in field.fields
        }
        return {**inside, ON: "on" if value is not None else ""}
    if field.kind == "list":
        assert field.item
        _check(value, list, field)
        return [(str(at), format_typed(field.item, item)) for at, item in enumerate(value or ())]
    if field.kind == "pairs":
        _check(value, Mapping, field)
        pairs = enumerate((value or {}).items())
        return [(str(at), {KEY: key, VALUE: str(item or "")}) for at, (key, item) in pairs]
    if field.kind == "placement":
        return _format_placement(field, value)
    return _format_text(field, value)


def count_fields(typed: Any) -> int:
    """Return how many fields a form has on the page."""
    if isinstance(typed, Mapping):
        return sum(map(count_fields, typed.values()))
    if isinstance(typed, list):
        return sum(1 + count_fields(inside) for _id, inside in typed)
    return 1


def _check(value: Any, kind: type[Any], field: FormField) -> None:
    if value not in (None, "") and not isinstance(value, kind):
        raise NoFieldFor(field.label)


def _format_placement(field: FormField, value: Any) -> dict[str, Any]:
    placed = {BLOCK: value} if isinstance(value, str) else {**(value or {})}
    name = placed.pop("block", placed.get(BLOCK))
    kind = find_block_fields(field, name)
    if kind is None:
        raise NoFieldFor(str(name))
    return {**format_typed(kind, placed), BLOCK: name}


def find_block_fields(field: FormField, block: Any) -> FormField | None:
    """Return the fields of a block in its place; None for one that does not exist."""
    return next((kind for kind in field.fields if kind.name == block), None)


def _format_text(field: FormField, value: Any) -> str:
    if value is None:
        return ""
    if field.kind in ("words", "point") and isinstance(value, list):
        return ", ".join(map(str, value))
    if not isinstance(value, str):
        raise NoFieldFor(field.label)
    if field.kind == "switch":
        return "on" if value.lower() in _TRUE else ""
    if field.shape.kind == "bool":
        return "true" if value.lower() in _TRUE else "false"
    if field.kind in ("day", "when"):
        return format_moment(value)
    return value.strip("\n")


def read_typed(field: FormField, sent: Sent, path: str = "") -> Any:
    """Return what a person has typed into a form; ``path`` is the name of the field there."""
    if field.kind in ("group", "map"):
        return _read_group(field, sent, path)
    if field.kind in ("list", "pairs"):
        assert field.item
        ids = [str(number) for number in sent.getlist(make_inner_name(path, IDS))]
        return [
            (number, read_typed(field.item, sent, make_inner_name(path, number)))
            for number in dict.fromkeys(ids)
        ]
    if field.kind == "placement":
        kind = (
            find_block_fields(field, sent.get(make_inner_name(path, BLOCK), "")) or field.fields[0]
        )
        return {**_read_group(kind, sent, path), BLOCK: kind.name}
    text = normalize_text(remove_controls(str(sent.get(path, "") or "").replace("\r\n", "\n")))
    return text.strip()


def _read_group(field: FormField, sent: Sent, path: str) -> dict[str, Any]:
    inside = {
        item.name: read_typed(item, sent, make_inner_name(path, item.name)) for item in field.fields
    }
    return {**inside, ON: sent.get(make_inner_name(path, ON), "")}


def make_inner_name(path: str, name: str) -> str:
    """Return the name of a field inside another."""
    return f"{path}.{name}" if path else name
