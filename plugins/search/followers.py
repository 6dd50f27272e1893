"""Words that mostly stand behind one other word, as ``lĩnh`` behind ``hồng``. Pure.

In Vietnamese most words are of two syllables. Where a syllable follows another one often enough,
it takes far less room to tell after which of the other's places it stands than to tell its own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2

SOME = 8
"""So often at least must a word follow another one."""
WORTH = 128
"""So many bits at least must it spare,"""
SHARE = 0.1
"""and so large a part of what the leader takes, which may have to be fetched for it."""


@dataclass(frozen=True)
class Followers:
    """Where a word stands behind ``word``: the numbers of that one's places, and all others."""

    word: str
    after: list[int]
    alone: list[int]


def followers(places: Mapping[str, Sequence[int]], sequence: Sequence[str]) -> dict[str, Followers]:
    """Return what leads the words that have a leader; a leader has none itself.

    ``places`` are those of each word in ``sequence``, where "" is between paragraphs.
    """
    leaders: dict[str, str] = {}
    leading: set[str] = set()
    for _, word, other in _candidates(places, sequence):
        if word not in leaders and word not in leading and other not in leaders:
            leaders[word] = other
            leading.add(other)
    return {word: _split(leaders[word], word, places) for word in leaders}


def _candidates(
    places: Mapping[str, Sequence[int]], sequence: Sequence[str]
) -> list[tuple[int, str, str]]:
    """Return bits spared, word and leader, the best first."""
    found = []
    for (other, word), count in Counter(pairwise(sequence)).items():
        if count < SOME or not word or not other or word == other:
            continue
        spared = count * _each(places[word], sequence) - _told(count, len(places[other]))
        if spared > max(WORTH, SHARE * len(places[other]) * _each(places[other], sequence)):
            found.append((-int(spared), word, other))
    return sorted(found)


def _each(places: Sequence[int], sequence: Sequence[str]) -> float:
    """Return how many bits it takes to tell one of a word's places by itself."""
    return log2(len(sequence) / len(places)) + 1.44


def _told(count: int, whole: int) -> float:
    """Return how many bits it takes to tell ``count`` of ``whole``."""
    share = count / whole
    rest = (1 - share) * log2(1 - share) if share < 1 else 0
    return -whole * (share * log2(share) + rest)


def _split(leader: str, word: str, places: Mapping[str, Sequence[int]]) -> Followers:
    numbers = {place: number for number, place in enumerate(places[leader])}
    after, alone = [], []
    for place in places[word]:
        number = numbers.get(place - 1)
        if number is None:
            alone.append(place)
        else:
            after.append(number)
    return Followers(leader, after, alone)
