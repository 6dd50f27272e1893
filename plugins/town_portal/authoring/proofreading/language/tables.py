"""The tables of words beside this module, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from town_portal.core.data import yamldoc

_FOLDER = Path(__file__).parent
GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*)"
"""What stands between two words of a paragraph: blanks, or the end of a line."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A phrase that is taken for another: what was meant, why, the words that excuse it."""

    wrong: str
    right: str
    why: str
    before: str = ""
    after: str = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds the phrase, but for the words with which it is right."""
        return _compile_pattern(self.wrong, self.before, self.after)


def _read(name: str) -> Any:
    return yamldoc.parse_yaml((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")).value


@cache
def load_loans() -> frozenset[str]:
    """Return foreign words in Vietnamese spelling, in small letters."""
    return frozenset(_read("loans")["words"].split())


@cache
def load_abbreviations() -> frozenset[str]:
    """Return the short forms that everybody knows."""
    return frozenset(_read("abbreviations")["words"].split())


@cache
def load_expansions() -> Mapping[str, str]:
    """Return the office's short forms that readers do not know, with what they mean."""
    found: Mapping[str, str] = _read("abbreviations")["expansions"]
    return found


@cache
def load_slips() -> Mapping[tuple[str, str], tuple[Slip, ...]]:
    """Return the phrases that are taken for others by their first two words."""
    found = _read("confusions")
    table: dict[tuple[str, str], tuple[Slip, ...]] = {}
    for group in found["groups"]:
        for pair in group["pairs"].split(", "):
            wrong, right = pair.split(" → ")
            first, second = wrong.split()[:2]
            slip = Slip(wrong, right, group["why"], **found["unless"].get(wrong, {}))
            table[first, second] = (*table.get((first, second), ()), slip)
    return table


@cache
def _compile_pattern(wrong: str, before: str, after: str) -> re.Pattern[str]:
    words = GAP.join(map(re.escape, wrong.split()))
    behind = "".join(rf"(?<!\b{word} )" for word in before.split("|") if word)
    tail = rf"(?!{GAP}(?:{after})\b)" if after else ""
    return re.compile(rf"{behind}\b{words}\b{tail}", re.IGNORECASE)
