"""Parts, chapters, sections and articles ("Chương", "Mục", "Điều") as headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from town_portal.authoring.importers.word.units import Paragraph, Unit

_KINDS = ("phần", "chương", "mục", "tiểu mục", "điều")
"""From the highest to the lowest."""
_DIVISION = re.compile(
    r"((?:Phần|Chương|Tiểu mục|Mục)(?=\s+(?:thứ\s|[IVXLC]+\b|\d))|"
    r"Điều(?=\s+\d+[a-zđ]?\s*(?:[.:]|$)))"
    r"\s+(?:thứ\s+\w+|\w+)\s*[.:]?",
    re.IGNORECASE,
)
_LONGEST = 200
_LONGEST_ARTICLE = 150
_ENDS = (".", ";", ":", ",")


def is_division(text: str) -> bool:
    """Tell whether a paragraph begins a chapter, a section or an article."""
    return _parse_division(text) is not None


def _parse_division(text: str) -> tuple[str, str] | None:
    """Return what a paragraph begins, and the words that say so; None for a plain one."""
    match = _DIVISION.match(text)
    if match is None or (len(text) > _LONGEST and match[1].lower() != "điều"):
        return None
    return match[1].lower(), match[0].strip()


def add_headings(found: Sequence[Unit]) -> list[Unit]:
    """Return the units with divisions as headings, a chapter's name on the line of its number.

    An article whose text goes on behind "Điều 1." is a heading and a paragraph.
    """
    levels = [unit.level for unit in found if isinstance(unit, Paragraph) and unit.level]
    kinds = {kind[0] for unit in found if (kind := _find_division(unit))}
    ranks = {
        item: at for at, item in enumerate((it for it in _KINDS if it in kinds), min(levels or [1]))
    }
    made: list[Unit] = []
    waiting = False
    for unit in found:
        kind = _find_division(unit)
        last = made[-1] if made else None
        if waiting and kind is None and isinstance(last, Paragraph) and _is_chapter_name(unit):
            made[-1] = _join_name(last, unit)
        elif kind is not None and isinstance(unit, Paragraph):
            made += _iter_headings(unit, kind[1], min(ranks[kind[0]], 5))
        else:
            made.append(unit)
        waiting = kind is not None and isinstance(unit, Paragraph) and unit.text == kind[1]
    return made


def _find_division(unit: Unit) -> tuple[str, str] | None:
    return _parse_division(unit.text) if isinstance(unit, Paragraph) and not unit.level else None


def _is_chapter_name(unit: Unit) -> bool:
    """Tell whether a paragraph below a chapter's number is its name."""
    if not isinstance(unit, Paragraph) or unit.level or len(unit.text) > _LONGEST:
        return False
    return unit.text.isupper() or unit.facts.bold or unit.facts.align == "center"


def _join_name(heading: Paragraph, name: Unit) -> Paragraph:
    if isinstance(name, Paragraph):
        heading.tag.append(" ")
        heading.tag.extend([content.extract() for content in list(name.tag.contents)])
        return replace(heading, text=f"{heading.text} {name.text}")
    return heading


def _iter_headings(unit: Paragraph, label: str, level: int) -> Iterator[Paragraph]:
    """Yield a division's heading, and the text that goes on in its paragraph."""
    is_whole = unit.text == label or (
        len(unit.text) <= _LONGEST_ARTICLE and (unit.facts.bold or not unit.text.endswith(_ENDS))
    )
    if is_whole:
        unit.tag.name = f"h{level}"
        for line in unit.tag.find_all("br"):
            line.replace_with(" ")
        yield replace(unit, level=level)
        return
    heading = BeautifulSoup("", "html.parser").new_tag(f"h{level}")
    heading.string = label
    _cut(unit.tag, len("".join(label.split())))
    yield Paragraph(heading, unit.facts, label, level)
    yield replace(unit, text=unit.text[len(label) :].strip())


def _cut(tag: Tag, letters: int) -> None:
    """Take so many letters, blanks not counted, from the beginning of a paragraph."""
    for node in list(tag.find_all(string=True)):
        text = str(node)
        at = 0
        while at < len(text) and (letters or text[at].isspace()):
            letters -= not text[at].isspace()
            at += 1
        node.replace_with(text[at:])
        if at < len(text):
            return
