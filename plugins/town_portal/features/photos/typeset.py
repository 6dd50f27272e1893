"""A title set in lines: letters as large as fits, lines of about equal length. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

LEADING = 1.3
"""From one baseline to the next, in ems: room for the stacked accents of capitals (Ế, Ộ)."""

Measure = Callable[[str], float]
"""Gives the width of words in ems."""


@dataclass(frozen=True, slots=True)
class TypeArea:
    """Where words go: width and height in pixels, at most so many lines, sizes to be tried."""

    width: int
    height: int
    lines: int
    sizes: Sequence[int]


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines and the size of their letters in pixels."""

    size: int
    lines: tuple[str, ...]


def set_lines(text: str, measure: Measure, place: TypeArea) -> Setting:
    """Return ``text`` in the largest size that fits; at the smallest, what is too much is cut."""
    words = text.split()
    for size in sorted(place.sizes, reverse=True):
        width, limit = place.width / size, _limit(place, size)
        if max(map(measure, words), default=0) > width:
            continue
        lines = break_lines(words, measure, width)
        if len(lines) <= limit:
            return Setting(size, balance_lines(words, measure, width))
    size = min(place.sizes)
    width, limit = place.width / size, _limit(place, size)
    lines = break_lines(_split_pieces(words, measure, width), measure, width)
    return Setting(size, _shorten_lines(lines, limit, measure, width))


def _limit(place: TypeArea, size: int) -> int:
    return max(1, min(place.lines, int(place.height / (size * LEADING))))


def break_lines(words: Iterable[str], measure: Measure, width: float) -> tuple[str, ...]:
    """Return lines of words, each filled as far as ``width`` (ems) allows."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def balance_lines(words: Sequence[str], measure: Measure, width: float) -> tuple[str, ...]:
    """Return as many lines as ``break_lines`` makes, with the longest one as short as can be."""
    lines = best = break_lines(words, measure, width)
    low, high = max(map(measure, words), default=0), width
    while high - low > 0.05:
        middle = (low + high) / 2
        lines = break_lines(words, measure, middle)
        if len(lines) <= len(best):
            best, high = lines, middle
        else:
            low = middle
    return best


def _split_pieces(words: Iterable[str], measure: Measure, width: float) -> list[str]:
    """Return the words; one that is wider than a line comes in pieces."""
    found: list[str] = []
    for word in words:
        piece = ""
        for letter in word:
            if piece and measure(piece + letter) > width:
                found.append(piece)
                piece = ""
            piece += letter
        found.append(piece)
    return found


def _shorten_lines(
    lines: tuple[str, ...], limit: int, measure: Measure, width: float
) -> tuple[str, ...]:
    """Return at most ``limit`` lines; dots tell that there is more."""
    if len(lines) <= limit:
        return lines
    last = lines[limit - 1]
    while last and measure(f"{last}…") > width:
        last = last[:-1].rstrip(" ,;:–-")
    return (*lines[: limit - 1], f"{last}…")
