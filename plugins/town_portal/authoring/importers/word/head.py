"""An article's title and lead among its first paragraphs. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from town_portal.authoring.importers.word.captions import LONGEST, Usual
from town_portal.authoring.importers.word.day import is_line
from town_portal.authoring.importers.word.units import Paragraph, Shots, Unit

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
class HeadPlaces:
    """Which units (their places) are the title and the lead, and how sure it is (0 to 1)."""

    title: tuple[int, ...] = ()
    lead: int | None = None
    title_sure: float = 0
    lead_sure: float = 0


def find_head(found: Sequence[Unit], common: Usual) -> HeadPlaces:
    """Return where title and lead are among an article's units."""
    places = [at for at, unit in enumerate(found) if isinstance(unit, Paragraph)][:_LOOKED_AT]
    title, sure = _find_title(found, places, common)
    if title is None:
        return HeadPlaces()
    whole = (title, *_find_continuation(found, title))
    lead, lead_sure = _find_lead(found, whole[-1] + 1, common)
    return HeadPlaces(whole, lead, sure, lead_sure)


def _find_title(
    found: Sequence[Unit], places: list[int], common: Usual
) -> tuple[int | None, float]:
    words = [(at, unit) for at in places if isinstance(unit := found[at], Paragraph)]
    named = next((at for at, item in words if item.facts.style.startswith(_TITLES)), None)
    if named is not None:
        return named, 1
    heading = _find_heading(words, common)
    if heading is not None:
        return heading, 0.95
    early = list(takewhile(lambda pair: not _is_long(pair[1]), words[:4]))
    apart = [
        item
        for item in early
        if _is_conspicuous(item[1], common) and not _is_caption(found, item[0])
    ]
    if apart:
        return max(apart, key=lambda pair: pair[1].facts.size)[0], 0.85
    text = words[0][1].text if len(words) > 1 else ""
    is_open = 0 < len(text) <= 200 and not text.endswith(_ENDS) and not is_line(text)
    return (words[0][0], 0.5) if is_open else (None, 0)


def _find_heading(words: list[tuple[int, Paragraph]], common: Usual) -> int | None:
    """Return the place of the heading that is the title; None where headings are of parts."""
    highest = [at for at, item in words if item.level == 1] or [
        at for at, item in words[:1] if item.level
    ]
    before = [item for at, item in words if highest and at < highest[0]]
    if not highest or any(map(_is_long, before)):
        return None
    is_of_part = len(highest) > 1 and any(_is_conspicuous(item, common) for item in before)
    return None if is_of_part else highest[0]


def _is_long(unit: Paragraph) -> bool:
    return len(unit.text) > LONGEST


def _is_conspicuous(unit: Paragraph, common: Usual) -> bool:
    facts = unit.facts
    centred = facts.align == "center" and common.align != "center"
    large = facts.size > common.size > 0
    is_title = len(unit.text) <= LONGEST and not is_line(unit.text)
    return is_title and (facts.bold or centred or large) and not unit.text.endswith(".")


def _is_caption(found: Sequence[Unit], at: int) -> bool:
    """Tell whether a paragraph rather belongs to the photograph before it."""
    before = found[at - 1] if at else None
    unit = found[at]
    return isinstance(before, Shots) and isinstance(unit, Paragraph) and not unit.facts.bold


def _find_continuation(found: Sequence[Unit], at: int) -> list[int]:
    """Return the places of paragraphs that go on with a title."""
    first = found[at]
    places: list[int] = []
    length = len(first.text) if isinstance(first, Paragraph) else 0
    for place in range(at + 1, min(at + 4, len(found))):
        unit = found[place]
        if not isinstance(unit, Paragraph) or not isinstance(first, Paragraph):
            break
        length += len(unit.text) + 1
        is_next = _is_title_label(first) and place == at + 1 and _is_below(unit, first)
        if length > LONGEST_TITLE or unit.level or not (is_next or _is_like(unit, first)):
            break
        places.append(place)
    return places


def _is_title_label(unit: Paragraph) -> bool:
    return unit.text.strip(" .:").upper() in _KINDS


def _is_below(unit: Paragraph, first: Paragraph) -> bool:
    return unit.facts.bold or unit.facts.align == first.facts.align == "center"


def _is_like(unit: Paragraph, first: Paragraph) -> bool:
    """Tell whether a paragraph looks like the title before it, and not like a text."""
    one, other = unit.facts, first.facts
    same = (one.style, one.align, one.size, one.bold) == (
        *(other.style, other.align, other.size, other.bold),
    )
    return same and (other.style.startswith(_TITLES) or unit.text.isupper())


def _find_lead(found: Sequence[Unit], at: int, common: Usual) -> tuple[int | None, float]:
    """Return the place of the lead, which follows the title at once."""
    while at < len(found) and _is_day(found[at]):
        at += 1
    unit = found[at] if at < len(found) else None
    if not isinstance(unit, Paragraph) or unit.level:
        return None, 0
    if unit.facts.style.startswith(_LEADS):
        return at, 1
    more = any(
        isinstance(item, Paragraph) and len(item.text) > _SHORTEST_LEAD for item in found[at + 1 :]
    )
    marked = unit.facts.bold or (unit.facts.italic and not common.italic)
    fits = _SHORTEST_LEAD <= len(unit.text) <= LONGEST_LEAD and unit.facts.align != "right"
    is_whole = unit.text.endswith(_ENDS) or len(unit.text) > 100
    return (at, 0.9) if more and marked and fits and is_whole else (None, 0)


def _is_day(unit: Unit) -> bool:
    return isinstance(unit, Paragraph) and is_line(unit.text)
