"""An article's title and lead among its first paragraphs. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from town_portal.authoring.importers.word.captions import LONGEST, Usual
from town_portal.authoring.importers.word.day import is_line
from town_portal.authoring.importers.word.units import Shots, Unit, Words

_TITLES = ("title", "tiêu đề", "tên bài", "tít")
_LEADS = ("subtitle", "lead", "sapo", "sa-pô", "tóm tắt", "phụ đề")
_KINDS = frozenset(
    ("THÔNG BÁO", "KẾ HOẠCH", "BÁO CÁO", "GIẤY MỜI", "LỊCH", "QUYẾT ĐỊNH", "CÔNG VĂN", "THƯ NGỎ")
)
"""Words above a title, which is the next paragraph."""
_LOOKED_AT = 8
LONGEST_TITLE = 300
_SHORTEST_LEAD = 40
LONGEST_LEAD = 1_000
_ENDS = (".", "!", "?", ":", ";")


@dataclass(frozen=True, slots=True)
class Head:
    """Which units (their places) are the title and the lead, and how sure it is (0 to 1)."""

    title: tuple[int, ...] = ()
    lead: int | None = None
    title_sure: float = 0
    lead_sure: float = 0


def head(found: Sequence[Unit], common: Usual) -> Head:
    """Return where title and lead are among an article's units."""
    places = [at for at, unit in enumerate(found) if isinstance(unit, Words)][:_LOOKED_AT]
    title, sure = _title(found, places, common)
    if title is None:
        return Head()
    whole = (title, *_more(found, title))
    lead, lead_sure = _lead(found, whole[-1] + 1, common)
    return Head(whole, lead, sure, lead_sure)


def _title(found: Sequence[Unit], places: list[int], common: Usual) -> tuple[int | None, float]:
    words = [(at, unit) for at in places if isinstance(unit := found[at], Words)]
    named = next((at for at, it in words if it.facts.style.startswith(_TITLES)), None)
    if named is not None:
        return named, 1
    heading = _heading(words, common)
    if heading is not None:
        return heading, 0.95
    early = list(takewhile(lambda pair: not _is_long(pair[1]), words[:4]))
    apart = [it for it in early if _stands_out(it[1], common) and not _is_caption(found, it[0])]
    if apart:
        return max(apart, key=lambda pair: pair[1].facts.size)[0], 0.85
    text = words[0][1].text if len(words) > 1 else ""
    is_open = 0 < len(text) <= 200 and not text.endswith(_ENDS) and not is_line(text)
    return (words[0][0], 0.5) if is_open else (None, 0)


def _heading(words: list[tuple[int, Words]], common: Usual) -> int | None:
    """Return the place of the heading that is the title; None where headings are of parts."""
    highest = [at for at, it in words if it.level == 1] or [at for at, it in words[:1] if it.level]
    before = [it for at, it in words if highest and at < highest[0]]
    if not highest or any(map(_is_long, before)):
        return None
    is_of_part = len(highest) > 1 and any(_stands_out(it, common) for it in before)
    return None if is_of_part else highest[0]


def _is_long(unit: Words) -> bool:
    return len(unit.text) > LONGEST


def _stands_out(unit: Words, common: Usual) -> bool:
    facts = unit.facts
    centred = facts.align == "center" and common.align != "center"
    large = facts.size > common.size > 0
    is_title = len(unit.text) <= LONGEST and not is_line(unit.text)
    return is_title and (facts.bold or centred or large) and not unit.text.endswith(".")


def _is_caption(found: Sequence[Unit], at: int) -> bool:
    """Tell whether a paragraph rather belongs to the photograph before it."""
    before = found[at - 1] if at else None
    unit = found[at]
    return isinstance(before, Shots) and isinstance(unit, Words) and not unit.facts.bold


def _more(found: Sequence[Unit], at: int) -> list[int]:
    """Return the places of paragraphs that go on with a title."""
    first = found[at]
    places: list[int] = []
    length = len(first.text) if isinstance(first, Words) else 0
    for place in range(at + 1, min(at + 4, len(found))):
        unit = found[place]
        if not isinstance(unit, Words) or not isinstance(first, Words):
            break
        length += len(unit.text) + 1
        is_next = _names_title(first) and place == at + 1 and _is_below(unit, first)
        if length > LONGEST_TITLE or unit.level or not (is_next or _is_like(unit, first)):
            break
        places.append(place)
    return places


def _names_title(unit: Words) -> bool:
    return unit.text.strip(" .:").upper() in _KINDS


def _is_below(unit: Words, first: Words) -> bool:
    return unit.facts.bold or unit.facts.align == first.facts.align == "center"


def _is_like(unit: Words, first: Words) -> bool:
    """Tell whether a paragraph looks like the title before it, and not like a text."""
    one, other = unit.facts, first.facts
    same = (one.style, one.align, one.size, one.bold) == (
        *(other.style, other.align, other.size, other.bold),
    )
    return same and (other.style.startswith(_TITLES) or unit.text.isupper())


def _lead(found: Sequence[Unit], at: int, common: Usual) -> tuple[int | None, float]:
    """Return the place of the lead, which follows the title at once."""
    while at < len(found) and _is_day(found[at]):
        at += 1
    unit = found[at] if at < len(found) else None
    if not isinstance(unit, Words) or unit.level:
        return None, 0
    if unit.facts.style.startswith(_LEADS):
        return at, 1
    more = any(isinstance(it, Words) and len(it.text) > _SHORTEST_LEAD for it in found[at + 1 :])
    marked = unit.facts.bold or (unit.facts.italic and not common.italic)
    fits = _SHORTEST_LEAD <= len(unit.text) <= LONGEST_LEAD and unit.facts.align != "right"
    is_whole = unit.text.endswith(_ENDS) or len(unit.text) > 100
    return (at, 0.9) if more and marked and fits and is_whole else (None, 0)


def _is_day(unit: Unit) -> bool:
    return isinstance(unit, Words) and is_line(unit.text)
