"""Names of a town's places and people, found by how they sound without their tones. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from town_portal.authoring.proofreading.language.syllables import (
    TONES,
    drop_accents,
    list_syllables,
    strip_tone,
)

LOWER = "".join(
    unicodedata.normalize("NFC", f"{letter}{tone}")
    for letter in "aăâeêioôơuưybcdđghklmnpqrstvxfjwz"
    for tone in (TONES if letter in "aăâeêioôơuưy" else ("",))
)
"""Vietnamese small letters: no range of Unicode has them without the capitals between."""
UPPER = LOWER.upper()
_SYLLABLE = rf"[{UPPER}][{LOWER}]+"
NAME = re.compile(rf"(?<![\w.-]){_SYLLABLE}(?: {_SYLLABLE})+(?![\w-])")
"""Two or more words with a capital each."""
_KINDS = (
    "Phường Xã Tỉnh Thành Huyện Thị Đền Chùa Núi Làng Suối Số Sông Hội Trường Đường Khu Cầu Chợ Hồ "
    "Phố Dinh Ngã Bộ Sở Ban Phòng Ủy Uỷ Cổng Đoàn Đảng Ông Bà Anh Chị"
)
UNITS = frozenset(_KINDS.split())
"""Words before a name that are no part of it."""
_HEARD = {"ng": "n", "nh": "n", "tr": "ch", "x": "s", "gi": "d", "r": "d", "l": "n"}
_ALIKE = re.compile(r"(?:ng|nh)\b|\b(?:tr|x|gi(?=[aeou])|r|l)")
"""Ends and beginnings of syllables that are taken for each other."""
_TWICE = re.compile(r"(\w)\1")
SHORTEST, LONGEST = 2, 4
"""Syllables of a name."""
_IGNORED = frozenset(("source", "url", "link", "links", "english", "name_en", "license", "live"))
"""Keys of data files whose values are no names of the town."""


@dataclass(frozen=True)
class NameIndex:
    """Names, by their letters without tones, and by how they sound to most ears."""

    names: frozenset[str] = frozenset()
    by_letters: Mapping[str, str] = field(default_factory=dict)
    by_sound: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str]) -> NameIndex:
        """Return the index; two names with the same letters are both left out of the search."""
        kept = frozenset(names)
        return cls(kept, _group_by(drop_tones, kept), _group_by(simplify_sound, kept))

    def meant(self, written: str) -> str:
        """Return the name that is nearly what is written; empty without one.

        It differs in tones only, or one syllable sounds alike or cannot be spelt. The last
        syllable of a full name is a person's own: two that sound alike may be two people.
        """
        if written in self.names:
            return ""
        name = self.by_letters.get(drop_tones(written), "")
        if name:
            return name
        name = self.by_sound.get(simplify_sound(written), "")
        if not name or len(odd := list_differing_syllables(written, name)) != 1:
            return ""
        words, last = written.split(), len(written.split()) - 1
        is_own = len(words) > SHORTEST and odd == [last] and is_syllable(words[last])
        return "" if is_own else name


def _group_by(key: Callable[[str], str], names: Iterable[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in sorted(names):
        found[key(name)] = "" if key(name) in found else name
    return {key: name for key, name in found.items() if name}


NO_NAMES = NameIndex()


def drop_tones(name: str) -> str:
    """Return a name in small letters without tones; ``ă``, ``ơ`` and the like are kept."""
    return " ".join(strip_tone(word)[0] for word in name.lower().split())


def simplify_sound(name: str) -> str:
    """Return a name in bare letters, without what many ears do not tell apart."""
    return _ALIKE.sub(lambda match: _HEARD[match[0]], _TWICE.sub(r"\1", drop_accents(name.lower())))


def is_syllable(word: str) -> bool:
    """Tell whether a word can be spelt in Vietnamese."""
    return word.lower() in list_syllables()


def iter_names(value: object, key: str = "") -> Iterator[str]:
    """Yield the names in a data file's values, each with and without the kind before it."""
    if key in _IGNORED:
        return
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from iter_names(item, str(name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from iter_names(item)
    elif isinstance(value, str):
        for match in NAME.finditer(value):
            yield from _iter_parts(match[0].split())


def _iter_parts(words: list[str]) -> Iterator[str]:
    while words and words[0] in UNITS and len(words) > SHORTEST:
        words = words[1:]
    if SHORTEST <= len(words) <= LONGEST and all(map(is_syllable, words)):
        yield " ".join(words)


def iter_name_runs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the names of a text with their places, without a kind or title before them."""
    for match in NAME.finditer(text):
        start, words = match.start(), match[0].split()
        while len(words) > SHORTEST and words[0] in UNITS:
            start += len(words[0]) + 1
            words = words[1:]
        if len(words) <= LONGEST:
            yield start, " ".join(words)


def list_differing_syllables(one: str, other: str) -> list[int]:
    """Return on which syllables two names differ that have the same letters without tones."""
    words = zip(one.split(), other.split(), strict=True)
    return [index for index, (left, right) in enumerate(words) if left != right]


def iter_similar_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of different names that have the same letters without tones."""
    yield from (
        pair
        for pair in pairwise(sorted({*names}, key=lambda name: (drop_tones(name), name)))
        if drop_tones(pair[0]) == drop_tones(pair[1])
    )
