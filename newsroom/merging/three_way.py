"""Merge two changes of one text, paragraph by paragraph. Pure.

`merge3` compares which paragraphs there are and in which order; a paragraph that one side rewrote
counts as the paragraph that it was, so that neighbours which two people changed do not collide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from merge3 import Merge3

Kind = Literal["same", "mine", "theirs", "both", "conflict"]
ALIKE = 0.5
"""Two paragraphs that share so many of their words are the same one, rewritten."""


@dataclass(frozen=True)
class Piece:
    """A paragraph, list, table or gallery: its Markdown, by which it is compared, and its HTML."""

    markdown: str
    html: str


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """A place of the text in the common base and in both versions; who has changed it.

    ``both`` is the same change on both sides. Each of the three may be empty.
    """

    kind: Kind
    base: Pieces
    mine: Pieces
    theirs: Pieces

    def apply_choice(self, choice: str = "") -> Pieces:
        """Return what stands here in the merged text; a conflict wants mine, theirs or both."""
        if self.kind == "conflict":
            return {"mine": self.mine, "theirs": self.theirs, "both": self.mine + self.theirs}[
                choice
            ]
        return self.theirs if self.kind == "theirs" else self.mine


def merge(base: Sequence[Piece], mine: Sequence[Piece], theirs: Sequence[Piece]) -> list[Row]:
    """Return the places of the merged text in their order."""
    one, other = _Side(base, mine), _Side(base, theirs)
    regions = Merge3(
        [str(number) for number in range(len(base))], one.tokens(other), other.tokens(one)
    ).merge_regions()
    rows: list[Row] = []
    at = (0, 0, 0)
    for start in _unchanged([*regions], len(base)):
        ends = (start, one.place(start), other.place(start))
        gap = [
            tuple(pieces[begin:end])
            for pieces, begin, end in zip((base, mine, theirs), at, ends, strict=True)
        ]
        rows += _rows(*gap)
        if start < len(base):
            rows.append(_row((base[start],), (mine[ends[1]],), (theirs[ends[2]],)))
        at = (ends[0] + 1, ends[1] + 1, ends[2] + 1)
    return rows


def _unchanged(regions: Sequence[tuple[object, ...]], count: int) -> Iterator[int]:
    """Yield the paragraphs of the base that are in all three, at last their number."""
    for kind, start, end, *_ in regions:
        if kind == "unchanged":
            assert isinstance(start, int)
            assert isinstance(end, int)
            yield from range(start, end)
    yield count


def _rows(base: Pieces, mine: Pieces, theirs: Pieces) -> Iterator[Row]:
    """Yield what stands between two common paragraphs: in a conflict, what is alike is apart."""
    whole = _row(base, mine, theirs)
    if whole.kind != "conflict":
        yield from [whole] if any((base, mine, theirs)) else ()
        return
    one, other = ([piece.markdown for piece in side] for side in (mine, theirs))
    for _, a1, a2, b1, b2 in SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        yield _row(base, mine[a1:a2], theirs[b1:b2])
        base = ()


def _row(base: Pieces, mine: Pieces, theirs: Pieces) -> Row:
    was, one, other = (tuple(piece.markdown for piece in pieces) for pieces in (base, mine, theirs))
    kind: Kind = "conflict"
    if one == other:
        kind = "same" if one == was else "both"
    elif was in (one, other):
        kind = "theirs" if one == was else "mine"
    return Row(kind, base, mine, theirs)


class _Side:
    """One of the two versions, and which of its pieces is which of the base."""

    def __init__(self, base: Sequence[Piece], pieces: Sequence[Piece]) -> None:
        self._base, self._pieces = base, pieces
        self._places = dict(_aligned(base, pieces))
        self._owners = {place: number for number, place in self._places.items()}

    def place(self, number: int) -> int:
        """Return where a paragraph of the base stands here; behind the last one, the end."""
        return self._places[number] if number < len(self._base) else len(self._pieces)

    def tokens(self, other: _Side) -> list[str]:
        """Return a name for each piece: that of the base, or its own where it is new.

        What was rewritten here and taken out on the other side is new, so that it is not lost.
        """
        names = []
        for place, piece in enumerate(self._pieces):
            owner = self._owners.get(place)
            is_kept = owner is not None and (
                owner in other._places or self._base[owner].markdown == piece.markdown
            )
            names.append(str(owner) if is_kept else f"+{piece.markdown}")
        return names


def _aligned(base: Sequence[Piece], pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield which piece each paragraph of the base has become, in order."""
    before, after = ([piece.markdown for piece in side] for side in (base, pieces))
    for kind, a1, a2, b1, b2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(a1, a2), range(b1, b2), strict=True)
        elif kind == "replace":
            yield from _rewritten(before, after, (a1, a2), (b1, b2))


def _rewritten(
    before: Sequence[str], after: Sequence[str], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of paragraphs that share words; what lies between two pairs by its number."""
    start, pairs = old[0], []
    for place in range(*new):
        shares = [(_share(before[at], after[place]), -at) for at in range(start, old[1])]
        share, at = max(shares, default=(0.0, 0))
        if share >= ALIKE:
            pairs.append((-at, place))
            start = -at + 1
    left, right = old[0], new[0]
    for at, place in [*pairs, (old[1], new[1])]:
        if at - left == place - right:
            yield from zip(range(left, at), range(right, place), strict=True)
        if at < old[1]:
            yield at, place
        left, right = at + 1, place + 1


def _share(one: str, other: str) -> float:
    """Return the share of common words in the longer of two texts."""
    first, second = set(one.split()), set(other.split())
    return len(first & second) / max(len(first), len(second), 1)
