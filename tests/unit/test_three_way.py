"""Merging two changes of one text, paragraph by paragraph."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.merging.three_way import Piece, Row, merge

WORDS = st.sampled_from(["một hai ba", "bốn năm sáu", "một hai bảy", "tám", "chín mười", "* * *"])
TEXTS = st.lists(WORDS, max_size=7)


def pieces(texts: list[str]) -> list[Piece]:
    """Return paragraphs."""
    return [Piece(text, f"<p>{text}</p>") for text in texts]


def merged(base: list[str], mine: list[str], theirs: list[str]) -> list[Row]:
    """Return the rows of a merge."""
    return merge(pieces(base), pieces(mine), pieces(theirs))


def texts(rows: list[Row], choice: str = "") -> list[str]:
    """Return the paragraphs of the merged text."""
    return [piece.markdown for row in rows for piece in row.apply_choice(choice)]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "after"),
    [
        ("a b c|d e f", "a b x|d e f", "a b c|d e y", "a b x|d e y"),
        ("a b c|d e f", "a b c|mới|d e f", "a b c|d e y", "a b c|mới|d e y"),
        ("a b c|d e f", "a b c|d e f|mới", "a b x|d e f", "a b x|d e f|mới"),
        ("a b c|d e f|g", "d e f|g", "a b c|d e f", "d e f"),
        ("a b c", "a b x", "a b x", "a b x"),
        ("một|hai|ba", "một|2|ba", "1|hai|ba", "1|2|ba"),
        ("", "mới", "", "mới"),
    ],
)
def test_changes_of_different_paragraphs_merge_by_themselves(
    base: str, mine: str, theirs: str, after: str
) -> None:
    """Neighbours too, whoever added, rewrote or took out one."""
    rows = merged(*(list(filter(None, text.split("|"))) for text in (base, mine, theirs)))
    assert "conflict" not in [row.kind for row in rows]
    assert "|".join(texts(rows)) == after


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        (["a b c d", "e"], ["a b c x", "e"], ["a b c y", "e"]),
        (["a b c", "d e f"], ["a b c"], ["a b c", "d e y"]),
        (["a b c"], ["a b c", "của An"], ["a b c", "của Bình"]),
    ],
)
def test_what_both_have_changed_is_a_conflict_with_both_texts(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    """Rewritten twice, rewritten and taken out, two additions at one place: a person chooses."""
    rows = merged(base, mine, theirs)
    assert [row.kind for row in rows].count("conflict") == 1
    assert (texts(rows, "mine"), texts(rows, "theirs")) == (mine, theirs)
    assert not Counter([*mine, *theirs]) - Counter([*texts(rows, "both"), *base])


@given(TEXTS, TEXTS, TEXTS)
def test_no_paragraph_of_either_is_missing(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    """All rows together are the whole of all three texts; what only one changed is taken over."""
    rows = merged(base, mine, theirs)
    for name, given_texts in (("base", base), ("mine", mine), ("theirs", theirs)):
        found = [piece.markdown for row in rows for piece in getattr(row, name)]
        assert found == given_texts
    assert texts(merged(base, mine, base)) == mine
    assert texts(merged(base, base, theirs)) == theirs
    assert texts(merged(base, mine, mine)) == mine
