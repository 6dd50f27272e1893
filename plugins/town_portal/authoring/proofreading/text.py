"""What the rules look at: a text, its photographs, its words with their lines. Plain values."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from town_portal.authoring.proofreading.language.syllables import convert_to_old_style
from town_portal.authoring.proofreading.models import NOTHING, Proofreading
from town_portal.authoring.proofreading.names import NO_NAMES, NameIndex

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
"""A word with its letters only; what a hyphen joins is one."""
BREAK = "\f"
"""Begins a piece of prose that does not go on from the line above: a heading, an item, a cell."""


@lru_cache(maxsize=1 << 14)
def _lower_word(word: str) -> str:
    return convert_to_old_style(word.lower())


@dataclass(frozen=True, slots=True)
class TextShot:
    """A photograph in a text: its file's name and bytes, the line, what is said of it.

    ``is_figure`` is false for a picture inside a sentence, which has no caption. ``notices`` are
    sentences about its file; ``weight`` is the bytes that a browser fetches, 0 where not known.
    """

    name: str
    line: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    is_decorative: bool = False
    is_figure: bool = True
    size: int = 0
    weight: int = 0
    notices: tuple[str, ...] = ()


class Spot(NamedTuple):
    """A mistake in the words: its line, what to do, its place in the prose, the right words."""

    line: int
    sentence: str
    start: int = -1
    end: int = -1
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class TextProse:
    """The words of a text without Markdown, in pieces; ``starts`` are the pieces' first places.

    ``lines`` are the lines (from 1) of the file on which the pieces begin.
    """

    text: str = ""
    starts: tuple[int, ...] = (0,)
    lines: tuple[int, ...] = (1,)

    def line(self, place: int) -> int:
        """Return the line of the file on which a place of the words stands."""
        index = bisect_right(self.starts, place) - 1
        return self.lines[index] + self.text.count("\n", self.starts[index], place)

    @classmethod
    def of(cls, pieces: list[tuple[int, str]]) -> TextProse:
        """Return the prose of pieces, each with the line on which it begins."""
        starts, place = [], 0
        for _, text in pieces:
            starts.append(place)
            place += len(text) + 2
        words = "".join(f"{text}\n{BREAK}" for _, text in pieces)
        return cls(words, tuple(starts) or (0,), tuple(line for line, _ in pieces) or (1,))


@dataclass(frozen=True)
class ProofText:
    """An article or a page. ``summary`` is None for a page, which needs none.

    ``is_quoted`` tells that the title is somebody else's words; ``named`` are the photographs that
    its head names, cover and film's poster, which need no words. ``addresses`` are what its links
    lead to, with their lines; ``decomposed`` is the first line with letters in pieces (Unicode's
    form D), 0 where there is none; ``waived`` are the rules that it may break, with the lines that
    say so; ``town`` is what the town adds to the rules, ``names`` those of its
    places and people.
    """

    title: str = ""
    title_line: int = 1
    is_quoted: bool = False
    summary: str | None = None
    day: date | None = None
    photographer: str = ""
    shots: tuple[TextShot, ...] = ()
    named: tuple[TextShot, ...] = ()
    prose: TextProse = TextProse()
    addresses: tuple[tuple[str, int], ...] = ()
    decomposed: int = 0
    waived: Mapping[str, int] = field(default_factory=dict)
    town: Proofreading = NOTHING
    names: NameIndex = NO_NAMES

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where the words stand in the prose."""
        return [match.span() for match in WORD.finditer(self.prose.text)]

    @cached_property
    def words(self) -> list[str]:
        """The words in their order, as they are spelt."""
        prose = self.prose.text
        return [prose[start:end] for start, end in self.spans]

    @cached_property
    def joints(self) -> list[int]:
        """Which words only a blank or the end of a line parts from the next one."""
        prose, spans = self.prose.text, self.spans
        ends = enumerate(pairwise(spans))
        return [item for item, (one, other) in ends if prose[one[1] : other[0]] in (" ", "\n")]

    @cached_property
    def _joint_places(self) -> frozenset[int]:
        return frozenset(self.joints)

    def beside(self, index: int) -> tuple[str, str]:
        """Return the small words before and after one; empty where a sign stands between."""
        before = self.small[index - 1] if index - 1 in self._joint_places else ""
        return before, self.small[index + 1] if index in self._joint_places else ""

    @cached_property
    def different(self) -> frozenset[str]:
        """The same, each once."""
        return frozenset(self.words)

    @cached_property
    def small(self) -> list[str]:
        """The same in small letters, with tones in one style."""
        return [*map(_lower_word, self.words)]

    def place(self, word: str) -> int:
        """Return where a word first stands by itself in the prose; 0 where it does not."""
        match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self.prose.text)
        return match.start() if match else 0

    def line_of(self, word: str) -> int:
        """Return the line on which a word first stands."""
        return self.prose.line(self.place(word))

    def spot(self, span: tuple[int, int], sentence: str, replacement: str | None = None) -> Spot:
        """Return a mistake at a span of the prose."""
        return Spot(self.prose.line(span[0]), sentence, *span, replacement)

    def spot_of(self, word: str, sentence: str, replacement: str | None = None) -> Spot:
        """Return a mistake where a word first stands."""
        start = self.place(word)
        return self.spot((start, start + len(word)), sentence, replacement)
