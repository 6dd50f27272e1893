"""Names as lines of text: how wide they are, how they break, which rectangle they fill."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from town_portal.core.text import shorten_text

SIZE = 16.0
"""Of all text in the drawing, in units; shown 328 px wide or more it is never under 15 px."""
LEADING = 1.15
"""From one line to the next, in sizes."""
LONGEST = 48
"""Characters of a name in the drawing; the lists beside it give it in full."""
MOST_LINES = 3

_GLUE = "\u00a0"
_COMPOUNDS = ("thị xã", "thị trấn", "thành phố", "trung tâm")
_NARROW = frozenset(f"ijlfrtI.,:;'|!()[] -·{_GLUE}")
_WIDE = frozenset("mwMW@%—…")
_WIDTHS = (0.34, 0.59, 0.72, 0.92)
"""Of narrow, other, capital and wide letters in sizes: more than the fonts in use take."""


@dataclass(frozen=True)
class LabelBox:
    """A rectangle in units, y downward."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "LabelBox") -> bool:
        """Tell whether the two share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def grown(self, by: float) -> "LabelBox":
        """Return the rectangle with ``by`` units more on each side."""
        return LabelBox(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True)
class LabelLine:
    """A line of a label and how far its baseline lies below the label's middle, in sizes."""

    text: str
    down: float


@dataclass(frozen=True)
class MapLabel:
    """Text around ``y`` (its middle); ``x`` is its start, middle or end as ``anchor`` says."""

    texts: tuple[str, ...]
    x: float
    y: float
    anchor: Literal["start", "middle", "end"] = "middle"

    @property
    def lines(self) -> tuple[LabelLine, ...]:
        """The lines; written in sizes, so that smaller text keeps the label's middle."""
        first = 0.35 - (len(self.texts) - 1) * LEADING / 2
        return tuple(
            LabelLine(text, round(first + index * LEADING, 3))
            for index, text in enumerate(self.texts)
        )

    @property
    def box(self) -> LabelBox:
        """The rectangle that the text fills at most."""
        wide, high = measure_lines(self.texts)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return LabelBox(left, self.y - high / 2, left + wide, self.y + high / 2)


def measure_text(text: str) -> float:
    """Return the greatest width of a line of text, in units."""
    bare = unicodedata.normalize("NFD", text)
    return SIZE * sum(_measure_letter(char) for char in bare if not unicodedata.combining(char))


def _measure_letter(char: str) -> float:
    if char in _NARROW:
        return _WIDTHS[0]
    if char in _WIDE or ord(char) > 0x2E7F:
        return _WIDTHS[3]
    return _WIDTHS[2] if char.isupper() else _WIDTHS[1]


def measure_lines(texts: tuple[str, ...]) -> tuple[float, float]:
    """Return the width and height of lines of text, in units."""
    return max(measure_text(text) for text in texts), SIZE * LEADING * len(texts)


def break_lines(words: Sequence[str], count: int) -> tuple[str, ...]:
    """Return ``words`` in at most ``count`` lines, the longest as short as can be."""
    cuts = combinations(range(1, len(words)), min(count, len(words)) - 1)
    ways = (_join_lines(words, cut) for cut in cuts)
    return min(ways, key=lambda lines: (max(map(measure_text, lines)), lines))


def _join_lines(words: Sequence[str], cut: tuple[int, ...]) -> tuple[str, ...]:
    ends = (0, *cut, len(words))
    return tuple(" ".join(words[a:b]) for a, b in pairwise(ends))


def list_breakings(name: str) -> Iterable[tuple[str, ...]]:
    """Return the ways to set ``name``, the best first, each once: tidy ones, then any."""
    words = shorten_text(" ".join(name.split()), LONGEST).split(" ")
    loose = (break_lines(words, count) for count in range(1, MOST_LINES + 1))
    return dict.fromkeys((*tidy_breakings(name), *loose))


def tidy_breakings(name: str) -> Iterable[tuple[str, ...]]:
    """Return the ways to set ``name`` that keep together what belongs together.

    These are compounds like ``thị xã`` and the last two words, since most names of places have
    two syllables.
    """
    text = shorten_text(" ".join(name.split()), LONGEST)
    for compound in _COMPOUNDS:
        for form in (compound, compound.capitalize()):
            text = text.replace(f"{form} ", f"{form.replace(' ', _GLUE)} ")
    words = _GLUE.join(text.rsplit(" ", 1)).split(" ")
    ways = (break_lines(words, count) for count in range(1, MOST_LINES + 1))
    return dict.fromkeys(tuple(line.replace(_GLUE, " ") for line in lines) for lines in ways)


def list_signpost_breakings(name: str, far: str) -> Iterable[tuple[str, ...]]:
    """Return the ways to set a name with a distance, which takes a line of its own if need be."""
    if not far:
        return tidy_breakings(name)
    ways = list(tidy_breakings(name))
    return [(f"{ways[0][0]} {far}",), *((*lines, far) for lines in ways)]


def iter_labels_beside(texts: tuple[str, ...], marker: LabelBox) -> Iterable[MapLabel]:
    """Yield the label at the right and left of a marker, then above and below it."""
    x, y = (marker.left + marker.right) / 2, (marker.top + marker.bottom) / 2
    wide, high = measure_lines(texts)
    yield MapLabel(texts, round(marker.right + 3, 1), y, "start")
    yield MapLabel(texts, round(marker.left - 3, 1), y, "end")
    for shift in (0, 1, -1, 2, -2, 3, -3):
        for level in (marker.top - 3 - high / 2, marker.bottom + 3 + high / 2):
            yield MapLabel(texts, round(x + shift * wide / 6, 1), round(level, 1))
