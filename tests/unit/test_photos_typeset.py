"""How a title is broken into lines and how large its letters are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.photos.typeset import LEADING, Place, balanced, broken, set_lines

WORDS = st.lists(st.text("abcđễ", min_size=1, max_size=12), min_size=1, max_size=40)


def wide(text: str) -> float:
    """Give the width in ems when every letter is half an em."""
    return len(text) / 2


@given(WORDS, st.integers(3, 30))
def test_balanced_lines_are_as_many_and_no_longer(words: list[str], width: int) -> None:
    """Every word is kept in its order, and the longest line does not grow."""
    fit = max(width, *(wide(word) for word in words), 0)
    first, found = broken(words, wide, fit), balanced(words, wide, fit)
    assert " ".join(found).split() == words
    assert len(found) <= len(first)
    assert max(map(wide, found)) <= max(map(wide, first))


def test_lines_are_of_about_equal_length() -> None:
    """No single word is left alone in the last line."""
    assert broken(["aa"] * 5, wide, 5.5) == ("aa aa aa aa", "aa")
    assert balanced(["aa"] * 5, wide, 5.5) == ("aa aa aa", "aa aa")


@given(st.text("aé ", max_size=400))
@settings(deadline=None)
def test_a_title_fits_its_place(text: str) -> None:
    """Whatever it is, no line is wider, there are five at most, and they are not too high."""
    room = Place(1040, 400, 5, range(28, 85, 2))
    found = set_lines(text, wide, room)
    assert len(found.lines) <= 5
    assert all(wide(line) * found.size <= room.width + 1e-6 for line in found.lines)
    assert found.size * LEADING * len(found.lines) <= room.height


def test_a_short_title_is_large_and_a_long_one_is_cut() -> None:
    """The size goes down before anything is left out; dots tell what was."""
    room = Place(100, 60, 2, (10, 20))
    assert set_lines("ab cd", wide, room).size == 20
    found = set_lines("abcdefghi " * 9, wide, room)
    assert (found.size, found.lines) == (10, ("abcdefghi abcdefghi", "abcdefghi abcdefghi…"))
    assert set_lines("a" * 30, wide, room).lines == ("a" * 20, "a" * 10)
