"""Pelican's own lists tell which page looks at them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import Environment

from plugins._kit.seenlist import SeenList
from plugins._kit.watch import Watch
from plugins.incremental.lists import KIND, watch_lists

Sights = set[tuple[str, str]]


def watched(**context: Any) -> tuple[dict[str, Any], Watch]:
    """Return a context whose lists are watched."""
    watch = Watch()
    watch_lists(context, watch)
    return context, watch


def sights_of(template: str, **given: Any) -> tuple[str, Sights]:
    """Return what a template gives, and what it looked at."""
    context, watch = watched(**given)
    with watch.frame() as sights:
        text = Environment(autoescape=True).from_string(template).render(context)
    return text, sights


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{% for tag in tags %}{{ tag }}{% endfor %}", "ab"),
        ("{{ tags|length }}", "2"),
        ("{{ tags[0] }}", "a"),
        ("{{ tags[1:]|join }}", "b"),
        ("{{ tags|first }}", "a"),
        ("{{ tags|reverse|join }}", "ba"),
        ("{{ tags|sort(reverse=true)|join }}", "ba"),
        ("{{ 'a' in tags }}", "True"),
        ("{{ (tags + ['c'])|join }}", "abc"),
        ("{{ tags == [] }}", "False"),
        ("{{ tags.count('b') }}", "1"),
        ("{{ tags.copy()|join }}", "ab"),
        ("{{ tags|string|length }}", "10"),
        ("{% if tags %}x{% endif %}", "x"),
    ],
)
def test_a_template_that_looks_at_a_list_is_noted(template: str, text: str) -> None:
    """It gets what it always got, and the look at that one list is noted."""
    found = sights_of(template, tags=["a", "b"], articles=["c"])
    assert found == (text, {(KIND, "tags")})


def test_a_template_that_looks_at_none_is_not_noted() -> None:
    """Other values of the context are part of what all pages depend on."""
    assert sights_of("{{ title }}", tags=["a"], title="T") == ("T", set())


def test_only_lists_are_watched() -> None:
    """Texts, tuples, dictionaries and lists of other kinds are left as they are."""

    class Own(list[int]):
        pass

    given = {"text": "a", "pair": (1, 2), "table": {"a": 1}, "own": Own()}
    context, _ = watched(**given, listed=[1])
    assert {name: context[name] is value for name, value in given.items()} == dict.fromkeys(
        given, True
    )
    assert isinstance(context["listed"], SeenList)


@pytest.mark.parametrize("change", [["a"], ["b", "a"], ["a", "b", "c"], [], ["a", ["b"]]], ids=repr)
def test_another_list_is_seen_as_another(change: list[Any]) -> None:
    """Members and their order count."""
    looks = [watched(tags=tags)[1].look((KIND, "tags")) for tags in (["a", "b"], change)]
    assert looks[0] != looks[1]


def test_an_equal_list_is_seen_as_the_same() -> None:
    """In another build, where it is another object."""
    looks = [watched(tags=["a", {"b": 1}])[1].look((KIND, "tags")) for _ in range(2)]
    assert looks[0] == looks[1]


def test_a_list_that_is_gone_is_empty() -> None:
    """A plugin that gave it may have been taken away."""
    assert watched()[1].look((KIND, "tags")) == watched(tags=[])[1].look((KIND, "tags"))


def test_a_list_of_unknown_things_is_something_to_see() -> None:
    """Nobody can say whether it is the same in another build; within one build it is."""
    things: list[Callable[[], None]] = [lambda: None]
    _, watch = watched(things=things)
    assert watch.look((KIND, "things")) == watch.look((KIND, "things")) != ""
