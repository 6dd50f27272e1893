"""What stands in a form's fields: of a file's values, or as a person has sent it. Pure.

A text for most kinds; a dict by names for groups and maps; for lists a list of (id, what the item
holds), where the id is the item's place in the file, or begins with a letter for a new one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from newsroom.forms.fields import KEY, VALUE, Field
from newsroom.forms.moments import format_moment
from town_portal.core.text import nfc, remove_controls

ON, IDS, BLOCK = "?", "#", "@"
"""Names beside those of fields: whether an optional group is there, a list's items, a block."""
_TRUE = ("true", "yes", "on", "1", "t", "y")


class Unreadable(ValueError):
    """A file says something for which its form has no field."""


class Sent(Protocol):
    """A form as it arrived (Django's QueryDict)."""

    def get(self, name: str, default: str, /) -> Any:
        """Return the last value of a name."""

    def getlist(self, name: str, /) -> Sequence[Any]:
        """Return all values of a name."""


def typed_of(field: Field, value: Any) -> Any:
    """Return what a form shows of a value in a file; None is an absent one. Raises Unreadable."""
    if field.kind in ("group", "map"):
        _check(value, Mapping, field)
        inside = {it.name: typed_of(it, (value or {}).get(it.name)) for it in field.fields}
        return {**inside, ON: "on" if value is not None else ""}
    if field.kind == "list":
        assert field.item
        _check(value, list, field)
        return [(str(at), typed_of(field.item, it)) for at, it in enumerate(value or ())]
    if field.kind == "pairs":
        _check(value, Mapping, field)
        pairs = enumerate((value or {}).items())
        return [(str(at), {KEY: key, VALUE: str(it or "")}) for at, (key, it) in pairs]
    if field.kind == "placement":
        return _placed(field, value)
    return _text(field, value)


def count_fields(typed: Any) -> int:
    """Return how many fields a form has on the page."""
    if isinstance(typed, Mapping):
        return sum(map(count_fields, typed.values()))
    if isinstance(typed, list):
        return sum(1 + count_fields(inside) for _id, inside in typed)
    return 1


def _check(value: Any, kind: type[Any], field: Field) -> None:
    if value not in (None, "") and not isinstance(value, kind):
        raise Unreadable(field.label)


def _placed(field: Field, value: Any) -> dict[str, Any]:
    placed = {BLOCK: value} if isinstance(value, str) else {**(value or {})}
    name = placed.pop("block", placed.get(BLOCK))
    kind = kind_of(field, name)
    if kind is None:
        raise Unreadable(str(name))
    return {**typed_of(kind, placed), BLOCK: name}


def kind_of(field: Field, block: Any) -> Field | None:
    """Return the fields of a block in its place; None for one that does not exist."""
    return next((kind for kind in field.fields if kind.name == block), None)


def _text(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if field.kind in ("words", "point") and isinstance(value, list):
        return ", ".join(map(str, value))
    if not isinstance(value, str):
        raise Unreadable(field.label)
    if field.kind == "switch":
        return "on" if value.lower() in _TRUE else ""
    if field.shape.kind == "bool":
        return "true" if value.lower() in _TRUE else "false"
    if field.kind in ("day", "when"):
        return format_moment(value)
    return value.strip("\n")


def typed_in(field: Field, sent: Sent, path: str = "") -> Any:
    """Return what a person has typed into a form; ``path`` is the name of the field there."""
    if field.kind in ("group", "map"):
        return _group_in(field, sent, path)
    if field.kind in ("list", "pairs"):
        assert field.item
        ids = [str(number) for number in sent.getlist(name_in(path, IDS))]
        return [
            (number, typed_in(field.item, sent, name_in(path, number)))
            for number in dict.fromkeys(ids)
        ]
    if field.kind == "placement":
        kind = kind_of(field, sent.get(name_in(path, BLOCK), "")) or field.fields[0]
        return {**_group_in(kind, sent, path), BLOCK: kind.name}
    text = nfc(remove_controls(str(sent.get(path, "") or "").replace("\r\n", "\n")))
    return text.strip()


def _group_in(field: Field, sent: Sent, path: str) -> dict[str, Any]:
    inside = {it.name: typed_in(it, sent, name_in(path, it.name)) for it in field.fields}
    return {**inside, ON: sent.get(name_in(path, ON), "")}


def name_in(path: str, name: str) -> str:
    """Return the name of a field inside another."""
    return f"{path}.{name}" if path else name
