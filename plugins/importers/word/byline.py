"""Who wrote and who photographed, as the last lines of an article say. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plugins.importers.byline import EDGES, parsed
from plugins.importers.word.units import Words

LONGEST = 140
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


def byline(last: list[Words]) -> Byline:
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
