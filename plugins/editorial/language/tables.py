"""The tables of words beside this module, read once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from plugins._kit import yamldoc
from plugins.editorial.language.syllables import bare

_FOLDER = Path(__file__).parent
GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*)"
"""What stands between two words of a paragraph: blanks, or the end of a line."""


_SOUND = {"ng": "n", "nh": "n", "tr": "ch", "x": "s"}
_ALIKE = re.compile(r"(?:ng|nh)\b|\b(?:tr|x)")
"""Ends and beginnings of syllables that are taken for each other."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A phrase that is taken for another: what was meant, why, and how it is found."""

    right: str
    why: str
    pattern: re.Pattern[str]


def _read(name: str) -> Any:
    return yamldoc.parse((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")).value


@cache
def loans() -> frozenset[str]:
    """Return foreign words in Vietnamese spelling, in small letters."""
    return frozenset(_read("loans")["words"].split())


@cache
def abbreviations() -> frozenset[str]:
    """Return the short forms that everybody knows."""
    return frozenset(_read("abbreviations")["words"].split())


@cache
def expansions() -> Mapping[str, str]:
    """Return the office's short forms that readers do not know, with what they mean."""
    found: Mapping[str, str] = _read("abbreviations")["expansions"]
    return found


@dataclass(frozen=True, slots=True)
class Compounds:
    """Common words of two syllables, and what is near them by their letters without accents."""

    words: frozenset[str]
    right: frozenset[str]
    free: frozenset[str]
    by_letters: Mapping[str, tuple[str, ...]]

    def meant(self, first: str, last: str) -> str:
        """Return the word that two small syllables miss by the accents of one; empty without."""
        pair = f"{first} {last}"
        if pair in self.words or pair in self.right:
            return ""
        for word in self.by_letters.get(_letters(pair), ()):
            one, other = word.split()
            is_same = (bare(first) == bare(one), bare(last) == bare(other))
            changed = last if is_same[0] else first
            if sum(is_same) == 1 and changed not in self.free:
                return word
        return ""


def _letters(words: str) -> str:
    """Return small words without any accent, and without what many ears do not tell apart."""
    plain = unicodedata.normalize("NFD", words.replace("đ", "d"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _ALIKE.sub(lambda match: _SOUND[match[0]], letters)


@cache
def compounds() -> Compounds:
    """Return the common words of two syllables."""
    found = _read("compounds")
    words = [" ".join(word.split()) for word in found["words"].split(",")]
    right = [" ".join(word.split()) for word in found["right"].split(",")]
    by_letters: dict[str, tuple[str, ...]] = {}
    for word in words:
        by_letters[_letters(word)] = (*by_letters.get(_letters(word), ()), word)
    free = frozenset(found["free"].split())
    return Compounds(frozenset(words), frozenset(right), free, by_letters)


@cache
def slips() -> Mapping[tuple[str, str], tuple[Slip, ...]]:
    """Return the phrases that are taken for others by their first two words."""
    found = _read("confusions")
    table: dict[tuple[str, str], tuple[Slip, ...]] = {}
    for group in found["groups"]:
        for pair in group["pairs"].split(", "):
            wrong, right = pair.split(" → ")
            first, second = wrong.split()[:2]
            slip = Slip(right, group["why"], _pattern(wrong, found["unless"].get(wrong, {})))
            table[first, second] = (*table.get((first, second), ()), slip)
    return table


def _pattern(wrong: str, unless: Mapping[str, str]) -> re.Pattern[str]:
    """Return what finds a phrase, but for the words with which it is right."""
    words = GAP.join(map(re.escape, wrong.split()))
    before = "".join(rf"(?<!\b{word} )" for word in unless.get("before", "").split("|") if word)
    after = unless.get("after")
    tail = rf"(?!{GAP}(?:{after})\b)" if after else ""
    return re.compile(rf"{before}\b{words}\b{tail}", re.IGNORECASE)
