"""Where an article says who made it: in its last lines, else in a line inside. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from town_portal.authoring.importers.byline import EDGES, parsed
from town_portal.authoring.importers.word.captions import Usual, certainty
from town_portal.authoring.importers.word.units import Shots, Unit, Words

LONGEST = 140
_LINES = 3
"""Paragraphs at the end that may be the byline."""
_AFTER = re.compile(r"theo\s+(?=[A-ZĐÀ-Ỹ])", re.IGNORECASE)
_NAME = re.compile(r"[A-ZĐÀ-Ỹ][\w.]*(?:\s+[A-ZĐÀ-Ỹ][\w.]*){0,5}")


@dataclass(frozen=True, slots=True)
class Byline:
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


def byline_of(found: Sequence[Unit], common: Usual) -> tuple[Byline, list[Unit]]:
    """Return who made an article, and its units without the paragraphs that say so."""
    last: list[Words] = []
    for unit in reversed(found):
        if not isinstance(unit, Words) or len(last) == _LINES:
            break
        last.insert(0, unit)
    made_by = _at_end(last)
    if made_by.lines and len(found) > made_by.lines:
        at = len(found) - made_by.lines
        if not _is_of_photograph(found, at, made_by, common):
            return made_by, list(found[:at])
    return _inside(found)


def _is_of_photograph(found: Sequence[Unit], at: int, made_by: Byline, common: Usual) -> bool:
    """Tell whether "Ảnh: …" at the end is said of the last photograph only."""
    if made_by.author or (made_by.source and not made_by.photographer):
        return False
    before = found[at - 1]
    if isinstance(before, Shots):
        return True
    further = found[at - 2] if at > 1 else None
    return (
        isinstance(before, Words)
        and isinstance(further, Shots)
        and certainty(before, further.facts, common) > 0
    )


def _inside(found: Sequence[Unit]) -> tuple[Byline, list[Unit]]:
    """Return the last line inside an article that names who wrote it, below the title at least."""
    for at in reversed(range(1, len(found))):
        unit = found[at]
        if not isinstance(unit, Words) or len(unit.text) > LONGEST or unit.level:
            continue
        roles = parsed(unit.text)
        if "author" in roles and not isinstance(found[at - 1], Shots):
            made_by = Byline(**roles, lines=1, said=(unit.text,))
            return made_by, [*found[:at], *found[at + 1 :]]
    return Byline(), list(found)


def _at_end(last: list[Words]) -> Byline:
    """Return what the last paragraphs of an article (in their order) say of its makers."""
    found: dict[str, str] = {}
    said: list[str] = []
    for unit in reversed(last):
        roles = parsed(unit.text) if len(unit.text) <= LONGEST and not unit.level else {}
        if not roles or roles.keys() & found.keys():
            break
        found = {**roles, **found}
        said.insert(0, unit.text)
    if said:
        return Byline(**found, lines=len(said), said=tuple(said))
    return _unlabelled(last[-1]) if last else Byline()


def _unlabelled(unit: Words) -> Byline:
    """Return what a last line without a label says: a source after "Theo", or only a name."""
    facts, text = unit.facts, unit.text.strip().strip("()").strip(EDGES)
    is_apart = facts.align in ("right", "end") or facts.bold or facts.italic
    if not is_apart or len(text) > 80 or unit.level:
        return Byline()
    after = _AFTER.match(text)
    if after and len(text.split()) <= 12:
        return Byline(source=text[after.end() :], lines=1, said=(unit.text,), guess=unit.text)
    if facts.align in ("right", "end") and all(
        map(_NAME.fullmatch, re.split(r"\s*[-–,&]\s*", text))
    ):
        return Byline(author=text, lines=1, said=(unit.text,), guess=unit.text)
    return Byline()
