"""Which syllables are in use, which stand side by side, and how often in newspapers.

``lexicon.gz`` is made by tools/lexicon.py: a line for each syllable with its count and what may
follow it. The lines are taken apart when they are asked for.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from town_portal.core.content_files.opening import read_bytes

FILE = Path(__file__).with_name("lexicon.gz")
_RARE = 0.25
"""Counts for a word that no newspaper had."""
_UNSEEN = 0.3
_NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(slots=True)
class LexiconRow:
    """How often a syllable stands, and what follows it: counts of words; None for other pairs."""

    count: int
    words: dict[str, int | None] = field(default_factory=dict)

    def format(self, first: str) -> str:
        """Return the line of the file."""
        pairs = (f"{item}{'*' if n is None else n or ''}" for item, n in self.words.items())
        return " ".join((first, str(self.count), *pairs))


@cache
def _read_lines() -> Mapping[str, str]:
    text = gzip.decompress(read_bytes(FILE)).decode("utf-8")
    return {first: rest for first, _, rest in (item.partition(" ") for item in text.split("\n"))}


@cache
def count_syllables() -> int:
    """Return how many syllables were counted."""
    return sum(int(line.partition(" ")[0]) for line in _read_lines().values())


def list_syllables_in_use() -> Mapping[str, str]:
    """Return a collection of all syllables in use, in small letters."""
    return _read_lines()


@cache
def get_frequency(syllable: str) -> float:
    """Return how often a syllable was counted; a little for one that was not."""
    return int(_read_lines().get(syllable, "0").partition(" ")[0]) + _UNSEEN


@cache
def get_followers(first: str) -> Mapping[str, float]:
    """Return what may stand after a syllable, with the weight of the word they make; 0 if none."""
    found = {}
    for item in _read_lines().get(first, "").split(" ")[1:]:
        last = item.rstrip("*0123456789")
        tail = item[len(last) :]
        found[last] = 0.0 if tail == "*" else int(tail or 0) + _RARE
    return found or _NOTHING


def get_weight(first: str, last: str) -> float:
    """Return how strong a word two syllables make; 0 where they make none."""
    return get_followers(first).get(last, 0.0)


def is_known(first: str, last: str) -> bool:
    """Tell whether two syllables are known to stand side by side."""
    return last in get_followers(first)
