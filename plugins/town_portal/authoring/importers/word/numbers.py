"""The numbers and marks that Word writes before paragraphs, which stand nowhere in the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from town_portal.authoring.importers.word.package import Node, get_child_value
from town_portal.authoring.importers.word.styles import Styles

DEEPEST = 4
"""Levels below the first that a list keeps; mammoth knows five in all."""
_PLAIN = re.compile(r"%\d[.)]?")
_DEEPER = re.compile(r"list (?:bullet|number) ([2-5])")
"""Styles of which each is a list of its own, shown as a deeper level."""
_LEVEL = re.compile(r"%(\d)")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LONGEST_LABEL = 100
"""Characters of the pattern of a label (``Điều %1.``)."""
LARGEST = 32_767
"""The largest number that Word counts from; a list that says more is counted from there."""


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """A paragraph's place in a list.

    ``number`` is the item's in a plainly numbered list, None for a bullet; ``label`` is what
    stands before the text where it is neither (``Điều 3.``, ``a)``); ``shown`` what Word shows of
    a number (``3)``).
    """

    level: int
    number: int | None = None
    label: str = ""
    shown: str = ""


@dataclass
class Numbers:
    """Counts the numbered paragraphs of a document, in their order."""

    root: Node | None
    styles: Styles
    _counts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Read which lists there are."""
        root = self.root if self.root is not None else ()
        self._abstract = {
            entry.get("w:abstractNumId"): entry for entry in root if entry.tag == "w:abstractNum"
        }
        self._lists = {entry.get("w:numId"): entry for entry in root if entry.tag == "w:num"}
        self._begun: set[str] = set()

    def item(self, paragraph: Node) -> NumberedItem | None:
        """Return a paragraph's place in a list, and count it; None outside of lists."""
        key = self.styles.get_value(paragraph, "w:numPr", "w:numId")
        said = self.styles.get_value(paragraph, "w:numPr", "w:ilvl") or "0"
        level = _parse_number(said, 0)
        given = self._lists.get(key)
        abstract = get_child_value(given, "w:abstractNumId")
        linked = get_child_value(self._abstract.get(abstract), "w:numStyleLink")
        if linked in self.styles.styles:
            key = get_child_value(self.styles.styles[linked].paragraph, "w:numPr", "w:numId")
            abstract = get_child_value(self._lists.get(key), "w:abstractNumId")
        levels = _read_levels(self._abstract.get(abstract))
        if key is None or abstract is None or level not in levels:
            return None
        self._begin(key, abstract, given)
        self._count(abstract, level, levels)
        item = self._described(abstract, level, levels)
        named = _DEEPER.fullmatch(self.styles.name(paragraph))
        return replace(item, level=max(item.level, int(named[1]) - 1)) if named else item

    def _begin(self, key: str, abstract: str, given: Node | None) -> None:
        """Begin anew where a list says so when it is met for the first time."""
        if key in self._begun:
            return
        self._begun.add(key)
        for node in given if given is not None else ():
            start = _parse_number(get_child_value(node, "w:startOverride"), -1)
            level = _parse_number(node.get("w:ilvl"), -1)
            if start >= 0 and level >= 0:
                self._counts[abstract, level] = start - 1

    def _count(self, abstract: str, level: int, levels: dict[int, Node]) -> None:
        for each in range(level + 1):
            if (abstract, each) not in self._counts and each in levels:
                start = _parse_number(get_child_value(levels[each], "w:start"), 1)
                self._counts[abstract, each] = start - (each == level)
        self._counts[abstract, level] += 1
        for deeper in [key for key in self._counts if key[0] == abstract and key[1] > level]:
            del self._counts[deeper]

    def _described(self, abstract: str, level: int, levels: dict[int, Node]) -> NumberedItem:
        kind = get_child_value(levels[level], "w:numFmt") or "decimal"
        text = (get_child_value(levels[level], "w:lvlText") or "")[:LONGEST_LABEL]
        if kind in ("bullet", "none") and "%" not in text:
            return NumberedItem(level)

        def format_level(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            kind = get_child_value(levels.get(at), "w:numFmt") or "decimal"
            return format_list_number(self._counts[abstract, at], kind)

        shown = _LEVEL.sub(format_level, text).strip()
        if kind.startswith("decimal") and _PLAIN.fullmatch(text):
            return NumberedItem(level, self._counts[abstract, level], shown=shown)
        return NumberedItem(level, label=shown, shown=shown)


def _read_levels(abstract: Node | None) -> dict[int, Node]:
    found = [entry for entry in abstract if entry.tag == "w:lvl"] if abstract is not None else []
    return {
        level: entry
        for entry in found
        if (level := _parse_number(entry.get("w:ilvl", "0"), -1)) >= 0
    }


def _parse_number(text: str | None, otherwise: int) -> int:
    """Return a number from 0 to LARGEST; ``otherwise`` if the text is not a number."""
    if not text or not text.isdecimal():
        return otherwise
    return min(int(text[:10]), LARGEST)


def format_list_number(number: int, kind: str) -> str:
    """Return a number as a list writes it: ``lowerLetter`` gives a, b, …, aa."""
    if kind.endswith("Letter"):
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif kind.endswith("Roman"):
        text = format_roman(number)
    else:
        return "" if kind in ("bullet", "none") else str(number)
    return text.upper() if kind.startswith("upper") else text


def format_roman(number: int) -> str:
    """Return a number from 1 on in small Roman letters."""
    text = ""
    for size, letters in _ROMAN:
        text += letters * (number // size)
        number %= size
    return text
