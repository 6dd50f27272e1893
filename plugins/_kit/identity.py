"""What a value is, as a short text: equal values have equal identities, on every machine.

A page is rendered again only when the identity of what it shows has changed. A value may know its
own identity (an attribute ``identity``); a value of a kind unknown here has none.
"""

from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date, time, tzinfo
from hashlib import blake2b
from pathlib import PurePath
from typing import Any

SIZE = 16
"""Bytes of an identity: no two values of a site share one by chance."""

_PLAIN = (str, int, float, bool, bytes, date, time, PurePath)


class UnknownKind(TypeError):
    """A value of which nobody can say whether it is still the same."""


def identity(*values: Any) -> str:
    """Return the identity of some values, as hexadecimal digits.

    Raises UnknownKind for what is neither plain data nor a dataclass nor knows its identity.
    """
    parts: list[str] = []
    for value in values:
        _describe(value, parts)
    return blake2b("\0".join(parts).encode(), digest_size=SIZE).hexdigest()


def _describe(value: Any, parts: list[str]) -> None:
    """Add what a value is; the length of a collection keeps its members apart from others'."""
    known = getattr(value, "identity", None)
    if isinstance(known, str) and known:
        parts.append(known)
    elif value is None or isinstance(value, _PLAIN):
        parts.append(f"{type(value).__name__} {value!r}")
    elif isinstance(value, tzinfo):
        parts.append(str(value))
    elif isinstance(value, Mapping):
        _describe_all("mapping", [x for item in value.items() for x in item], parts)
    elif isinstance(value, list | tuple):
        _describe_all("sequence", value, parts)
    elif isinstance(value, Set):
        _describe_all("set", sorted(identity(item) for item in value), parts)
    elif is_dataclass(value):
        members = [getattr(value, field.name) for field in fields(value)]
        _describe_all(type(value).__qualname__, members, parts)
    else:
        raise UnknownKind(type(value).__qualname__)


def _describe_all(kind: str, values: list[Any] | tuple[Any, ...], parts: list[str]) -> None:
    parts.append(f"{kind} {len(values)}")
    for value in values:
        _describe(value, parts)
