"""Where an article says who made it: at its end, else in a line inside. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.importers.byline import parsed
from plugins.importers.word.byline import LONGEST, Byline, byline
from plugins.importers.word.captions import Usual, certainty
from plugins.importers.word.units import Shots, Unit, Words

_LINES = 3


def byline_of(found: Sequence[Unit], common: Usual) -> tuple[Byline, list[Unit]]:
    """Return who made an article, and its units without the paragraphs that say so."""
    last: list[Words] = []
    for unit in reversed(found):
        if not isinstance(unit, Words) or len(last) == _LINES:
            break
        last.insert(0, unit)
    made_by = byline(last)
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
