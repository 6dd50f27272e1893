"""The identity of values: what is equal has the same, what differs has another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from town_portal.core.identity import SIZE, UnknownKind, compute_identity

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HAMLET = ZoneInfo("Asia/Ho_Chi_Minh")
plain = st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.dates()
values = st.recursive(
    plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=6
)


@dataclass(frozen=True)
class Pair:
    """Two values."""

    left: Any
    right: Any


@dataclass(frozen=True)
class Other:
    """The same two values under another name."""

    left: Any
    right: Any


@dataclass(frozen=True)
class Named:
    """A value that knows its identity."""

    identity: str
    hidden: Any = None


@given(values, values)
def test_values_that_differ_have_different_identities(one: Any, other: Any) -> None:
    """Two values have one identity just when they are the same, kinds of numbers kept apart."""
    assert (compute_identity(one) == compute_identity(other)) == (repr(one) == repr(other))
    assert len(bytes.fromhex(compute_identity(one))) == SIZE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([["a"], "b"], [["a", "b"]]),
        ([[], []], [[[]]]),
        ({"a": {"b": 1}}, {"a": "b"}),
        ({"a", "b"}, ["a", "b"]),
        (Path("a"), "a"),
        (time(7), time(8)),
        (NOON, NOON.replace(tzinfo=None)),
        (NOON, NOON.astimezone(HAMLET)),
        (NOON, NOON + timedelta(microseconds=1)),
        (UTC, HAMLET),
        (timezone(timedelta(hours=7)), timezone(timedelta(hours=8))),
        (Pair(1, 2), Pair(2, 1)),
        (Pair(1, 2), Other(1, 2)),
        (Pair(1, 2), [1, 2]),
        (Pair(Pair(1, 2), 3), Pair(1, Pair(2, 3))),
        (Named("n"), Named("m")),
        (Named("", 1), Named("", 2)),
        ({"a", "b"}, {"a"}),
    ],
)
def test_what_is_alike_is_not_the_same(one: object, other: object) -> None:
    """Kind, order, nesting and time zone count."""
    assert compute_identity(one) != compute_identity(other)


def function(text: str) -> Any:
    """Return the function that is written so."""
    names: dict[str, Any] = {"__name__": "filters"}
    exec(text, names)
    return names["f"]


FUNCTIONS = [
    "def f(t): return t + 'a'",
    "def f(t): return t + 'b'",
    "def f(t): return t + 1",
    "def f(t): return g(t)",
    "def f(t): return h(t)",
    "def f(t): return t.g",
    "def f(t): return lambda: t + 'a'",
    "def f(t): return lambda: t + 'b'",
]


def test_a_function_is_what_is_written_in_it() -> None:
    """Its texts and numbers, the names that it uses, the functions in it."""
    found = [compute_identity(function(text)) for text in FUNCTIONS]
    assert found == [compute_identity(function(text)) for text in FUNCTIONS]
    assert len(set(found)) == len(FUNCTIONS)


@pytest.mark.parametrize("head", ["def f(t, k=1)", "def f(t, *, k=1)"])
def test_a_function_that_holds_values_has_no_identity(head: str) -> None:
    """They may be anything."""
    with pytest.raises(UnknownKind, match="function"):
        compute_identity(function(f"{head}: return k"))


def test_equal_values_have_one_identity() -> None:
    """In whatever order a set came to be; a value that knows its identity is not looked into."""
    words = [f"từ {number}" for number in range(50)]
    assert compute_identity(set(words)) == compute_identity(frozenset(reversed(words)))
    assert compute_identity([Pair((1,), {"a": NOON})]) == compute_identity(
        [Pair((1,), {"a": NOON})]
    )
    assert compute_identity(Named("n", object())) == compute_identity(Named("n", 2))


@pytest.mark.parametrize("value", [object(), len, [1, {"a": object()}], {object()}, iter("a")])
def test_what_nobody_knows_has_no_identity(value: object) -> None:
    """An unknown kind raises, however deep it lies, and is named."""
    with pytest.raises(
        UnknownKind, match=r"^(object|builtin_function_or_method|str_ascii_iterator)$"
    ):
        compute_identity(value)
