"""What is looked at while a page is rendered is noted, and can be looked at again."""

from __future__ import annotations

import pytest

from town_portal.build.dependencies import DependencyTracker, Once


@pytest.fixture
def watch() -> DependencyTracker:
    """A watch that nobody has told of anything."""
    return DependencyTracker()


def test_a_frame_around_another_sees_the_same(watch: DependencyTracker) -> None:
    """Not the other way round; and notes on when the inner one failed."""

    def broken() -> None:
        with watch.frame() as inner:
            watch.see("inner")
            assert inner == {("inner", "")}
            raise ValueError("hỏng")

    with watch.frame() as outer:
        watch.see("outer")
        with pytest.raises(ValueError, match="hỏng"):
            broken()
        watch.see("later")
    assert outer == {("outer", ""), ("inner", ""), ("later", "")}


def test_a_value_is_made_once(watch: DependencyTracker) -> None:
    """The first who asks has it made, also where it is nothing; each key has its own."""
    once = Once(watch)
    asked = [(1, "a"), (1, "c"), (2, "b"), (3, None), (3, "d")]
    found = [once.get(key, lambda value=value: value) for key, value in asked]  # type: ignore[misc]
    assert found == ["a", "a", "b", None, None]


def test_who_takes_a_value_sees_what_its_making_saw(watch: DependencyTracker) -> None:
    """Also a page that came later, one that only had a part of it, and where no page made it."""
    once = Once(watch)
    pages: list[set[tuple[str, str]]] = []
    for _ in range(2):
        with watch.frame() as sights:
            once.get("menu", lambda: once.get("town", lambda: watch.see("table", "town")))
        pages.append(sights)
    once.get("a", lambda: watch.see("now"))
    with watch.frame() as part:
        once.get("town", lambda: None)
        once.get("a", lambda: None)
    assert pages == [{("table", "town")}] * 2
    assert part == {("table", "town"), ("now", "")}
