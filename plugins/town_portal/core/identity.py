"""What a value is, as a short text: equal values have equal identities, on every machine.

A page is rendered again only when the identity of what it shows has changed. A value may know its
own identity (an attribute ``identity``); a value of a kind unknown here has none.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date, time, tzinfo
from hashlib import blake2b
from pathlib import PurePath
from types import CodeType, EllipsisType, FunctionType
from typing import Any

SIZE = 16
"""Bytes of an identity: no two values of a site share one by chance."""

_PLAIN = (str, int, float, complex, bool, bytes, date, time, PurePath, EllipsisType)


class UnknownKind(TypeError):
    """A value of which nobody can say whether it is still the same."""


def compute_identity(*values: Any) -> str:
    """Return the identity of some values, as hexadecimal digits.

    Raises UnknownKind for what is neither plain data nor a dataclass nor a model nor knows its
    identity. A function is what is written in it: what it is made of besides is not looked at.
    """
    parts: list[str] = []
    for value in values:
        _describe(value, parts)
    return blake2b("\0".join(parts).encode(), digest_size=SIZE).hexdigest()


def _describe(value: Any, parts: list[str]) -> None:
    """Add what a value is; the length of a collection keeps its members apart from others'."""
    if type(value) is str:  # as most values are, and it knows no identity of its own
        parts.append(f"str {value!r}")
        return
    known = getattr(value, "identity", None)
    if isinstance(known, str) and known:
        parts.append(known)
    elif value is None or isinstance(value, _PLAIN):
        parts.append(f"{type(value).__name__} {value!r}")
    elif isinstance(value, tzinfo):
        parts.append(str(value))
    elif isinstance(value, FunctionType) and not _has_values(value):
        parts.append(f"{value.__module__} {value.__qualname__}")
        _describe(value.__code__, parts)
    else:
        kind, members = _list_members(value)
        parts.append(f"{kind} {len(members)}")
        for member in members:
            _describe(member, parts)


def _has_values(function: FunctionType) -> bool:
    return bool(function.__closure__ or function.__defaults__ or function.__kwdefaults__)


def _list_members(value: Any) -> tuple[str, Sequence[Any]]:
    """Return the kind of a value and what it is made of."""
    if isinstance(value, Mapping):
        return "mapping", [part for item in value.items() for part in item]
    if isinstance(value, list | tuple):
        return "sequence", value
    if isinstance(value, Set):
        return "set", sorted(compute_identity(item) for item in value)
    if isinstance(value, CodeType):  # not its lines, which change with a comment above
        return "code", [value.co_code, value.co_names, value.co_consts]
    name = type(value).__qualname__
    if is_dataclass(value):
        return name, [getattr(value, field.name) for field in fields(value)]
    if hasattr(type(value), "model_fields"):  # pydantic's; its private parts are no data
        return name, [getattr(value, field) for field in type(value).model_fields]
    raise UnknownKind(name)
