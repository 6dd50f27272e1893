"""What is looked at while a page is rendered is noted, and can be looked at again."""

from __future__ import annotations

import pytest

from plugins._kit.watch import Once, Watch


@pytest.fixture
def watch() -> Watch:
    """A watch that nobody has told of anything."""
    return Watch()


def test_what_is_seen_in_a_frame_is_noted(watch: Watch) -> None:
    """A frame holds each look once, with its kind and name."""
    with watch.frame() as sights:
        watch.see("asset", "a.css")
        watch.see("asset", "a.css")
        watch.see("now")
    assert sights == {("asset", "a.css"), ("now", "")}


def test_nothing_is_noted_outside_of_frames(watch: Watch) -> None:
    """What is looked at before and after a page is no look of the page."""
    watch.see("before")
    with watch.frame() as sights:
        pass
    watch.see("after")
    assert sights == set()


def test_frames_one_after_the_other_are_apart(watch: Watch) -> None:
    """What one page saw, the next one has not seen."""
    with watch.frame() as first:
        watch.see("a")
    with watch.frame() as second:
        watch.see("b")
    assert (first, second) == ({("a", "")}, {("b", "")})


def test_a_frame_around_another_sees_the_same(watch: Watch) -> None:
    """The outer frame holds what the inner one saw, not the other way round."""
    with watch.frame() as outer:
        watch.see("outer")
        with watch.frame() as inner:
            watch.see("inner")
        watch.see("later")
    assert inner == {("inner", "")}
    assert outer == {("outer", ""), ("inner", ""), ("later", "")}


def test_a_frame_that_fails_is_closed(watch: Watch) -> None:
    """After a page that could not be rendered, the frame around it notes on."""

    def broken() -> None:
        with watch.frame():
            watch.see("inner")
            raise ValueError("hỏng")

    with watch.frame() as outer:
        with pytest.raises(ValueError, match="hỏng"):
            broken()
        watch.see("outer")
    assert outer == {("inner", ""), ("outer", "")}


def test_a_function_notes_what_it_is_asked_for(watch: Watch) -> None:
    """Templates get the same answer as before; the look is noted and can be repeated."""
    look = watch.function("asset", str.upper)
    with watch.frame() as sights:
        assert look("a.css") == "A.CSS"
    assert sights == {("asset", "a.css")}
    assert watch.look(("asset", "a.css")) == "A.CSS"
    assert look.__name__ == "upper"


def test_looking_again_gives_what_is_there_now(watch: Watch) -> None:
    """A sight is looked at anew each time, as text."""
    found = {"x": 1}
    watch.source("count", found.get)
    assert watch.look(("count", "x")) == "1"
    found["x"] = 2
    assert watch.look(("count", "x")) == "2"


def test_looking_again_notes_nothing(watch: Watch) -> None:
    """To ask whether a page is up to date is not to render it."""
    look = watch.function("asset", str.upper)
    with watch.frame() as sights:
        watch.look(("asset", "a"))
    assert sights == set()
    assert look("a") == "A"


def test_what_nobody_tells_of_is_nothing(watch: Watch) -> None:
    """A kind that no plugin of this build knows is no fault."""
    assert watch.look(("gone", "a")) == ""


def test_a_value_is_made_once(watch: Watch) -> None:
    """The first who asks has it made; each key has its own."""
    once, made = Once(watch), list[str]()

    def make() -> str:
        made.append("a")
        return "a"

    assert [once.get(1, make), once.get(1, make), once.get(2, lambda: "b")] == ["a", "a", "b"]
    assert made == ["a"]


def test_a_value_made_once_may_be_nothing(watch: Watch) -> None:
    """None is a value like others and not asked for again."""
    once = Once(watch)
    assert once.get("a", lambda: None) is None
    assert once.get("a", lambda: 1) is None


def test_who_takes_a_value_sees_what_its_making_saw(watch: Watch) -> None:
    """Also a page that came later, and a page that only had a part of it made."""
    once = Once(watch)
    pages: list[set[tuple[str, str]]] = []
    for _ in range(2):
        with watch.frame() as sights:
            once.get("menu", lambda: once.get("town", lambda: watch.see("table", "town")))
        pages.append(sights)
    with watch.frame() as part:
        once.get("town", lambda: None)
    assert pages == [{("table", "town")}] * 2
    assert part == {("table", "town")}


def test_a_value_made_before_all_pages_is_seen_by_them(watch: Watch) -> None:
    """What was prepared outside of any frame is no secret to later frames."""
    once = Once(watch)
    once.get("a", lambda: watch.see("now"))
    with watch.frame() as sights:
        once.get("a", lambda: None)
    assert sights == {("now", "")}
