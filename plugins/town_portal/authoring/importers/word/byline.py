"""Where an article says who made it: in its last lines, else in a line inside. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from town_portal.authoring.importers.byline import EDGES, parse_byline
from town_portal.authoring.importers.word.captions import Usual, rate_caption
from town_portal.authoring.importers.word.units import Paragraph, Shots, Unit

LONGEST = 140
_LINES = 3
"""Paragraphs at the end that may be the byline."""
_AFTER = re.compile(r"theo\s+(?=[A-ZĐÀ-Ỹ])", re.IGNORECASE)
_NAME = re.compile(r"[A-ZĐÀ-Ỹ][\w.]*(?:\s+[A-ZĐÀ-Ỹ][\w.]*){0,5}")


@dataclass(frozen=True, slots=True)
class WordByline:
    """The people an article names, and what must be looked at.

    ``lines`` tells how many paragraphs at the end are the byline; ``guess`` is the line of which
    it is not sure.
    """

    author: str = ""
    photographer: str = ""
    source: str = ""
    lines: int = 0
    said: tuple[str, ...] = field(default=())
    guess: str = ""


def take_byline(found: Sequence[Unit], common: Usual) -> tuple[WordByline, list[Unit]]:
    """Return who made an article, and its units without the paragraphs that say so."""
    last: list[Paragraph] = []
    for unit in reversed(found):
        if not isinstance(unit, Paragraph) or len(last) == _LINES:
            break
        last.insert(0, unit)
    made_by = _parse_last_paragraphs(last)
    if made_by.lines and len(found) > made_by.lines:
        at = len(found) - made_by.lines
        if not _is_of_photograph(found, at, made_by, common):
            return made_by, list(found[:at])
    return _take_last_line(found)


def _is_of_photograph(found: Sequence[Unit], at: int, made_by: WordByline, common: Usual) -> bool:
    """Tell whether "Ảnh: …" at the end is said of the last photograph only."""
    if made_by.author or (made_by.source and not made_by.photographer):
        return False
    before = found[at - 1]
    if isinstance(before, Shots):
        return True
    further = found[at - 2] if at > 1 else None
    return (
        isinstance(before, Paragraph)
        and isinstance(further, Shots)
        and rate_caption(before, further.facts, common) > 0
    )


def _take_last_line(found: Sequence[Unit]) -> tuple[WordByline, list[Unit]]:
    """Return the last line inside an article that names who wrote it, below the title at least."""
    for at in reversed(range(1, len(found))):
        unit = found[at]
        if not isinstance(unit, Paragraph) or len(unit.text) > LONGEST or unit.level:
            continue
        roles = parse_byline(unit.text)
        if "author" in roles and not isinstance(found[at - 1], Shots):
            made_by = WordByline(**roles, lines=1, said=(unit.text,))
            return made_by, [*found[:at], *found[at + 1 :]]
    return WordByline(), list(found)


def _parse_last_paragraphs(last: list[Paragraph]) -> WordByline:
    """Return what the last paragraphs of an article (in their order) say of its makers."""
    found: dict[str, str] = {}
    said: list[str] = []
    for unit in reversed(last):
        roles = parse_byline(unit.text) if len(unit.text) <= LONGEST and not unit.level else {}
        if not roles or roles.keys() & found.keys():
            break
        found = {**roles, **found}
        said.insert(0, unit.text)
    if said:
        return WordByline(**found, lines=len(said), said=tuple(said))
    return _parse_unlabelled(last[-1]) if last else WordByline()


def _parse_unlabelled(unit: Paragraph) -> WordByline:
    """Return what a last line without a label says: a source after "Theo", or only a name."""
    facts, text = unit.facts, unit.text.strip().strip("()").strip(EDGES)
    is_apart = facts.align in ("right", "end") or facts.bold or facts.italic
    if not is_apart or len(text) > 80 or unit.level:
        return WordByline()
    after = _AFTER.match(text)
    if after and len(text.split()) <= 12:
        return WordByline(source=text[after.end() :], lines=1, said=(unit.text,), guess=unit.text)
    if facts.align in ("right", "end") and all(
        map(_NAME.fullmatch, re.split(r"\s*[-–,&]\s*", text))
    ):
        return WordByline(author=text, lines=1, said=(unit.text,), guess=unit.text)
    return WordByline()
