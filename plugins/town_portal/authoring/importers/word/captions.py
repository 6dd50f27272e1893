"""Which paragraph is the caption of which photograph. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median_high

from town_portal.authoring.importers.draft import Doubt
from town_portal.authoring.importers.word.book import Facts
from town_portal.authoring.importers.word.day import is_line
from town_portal.authoring.importers.word.tables import share_caption
from town_portal.authoring.importers.word.units import Paragraph, PhotoGroup, Shots, Unit
from town_portal.features.photos.credit import split_credit

LONGEST = 300
_SHORT = 160
_STYLES = ("caption", "chú thích", "illustration", "figure", "drawing", "ảnh", "hình")
_BEGINS = re.compile(
    r"(trong )?(ảnh|hình)( minh họa)?( \d+)?\s*[:.–-]|chú thích( ảnh)?\s*:|(ảnh|hình) \d+\b", re.I
)
_LETTER = re.compile(r"[^\W\d_]")
_ENDS = re.compile(r"[.!?:;…][”\"’')\]/.]*$")
SHARED = "{} ảnh đứng liền nhau dùng chung một chú thích “{}”; hãy xem có đúng không."
GUESSED = "Chú thích được đoán từ câu ngắn đứng ngay sau ảnh: “{}”; hãy xem có đúng không."
ABOVE = "Chú thích được lấy từ dòng đứng trên ảnh: “{}”; hãy xem có đúng không."
FEWER = "Có {} ảnh liền nhau nhưng chỉ có {} chú thích; hãy xem ảnh nào đi với chú thích nào."


@dataclass(frozen=True, slots=True)
class Usual:
    """How most of a document's text looks: what differs may be a caption.

    ``length`` is that of most of its paragraphs, by their letters.
    """

    align: str = ""
    italic: bool = False
    size: float = 0
    length: int = 0


def find_usual_look(found: Iterable[Unit]) -> Usual:
    """Return how most of the text looks, by its length."""
    weights: dict[Usual, int] = {}
    lengths: list[int] = []
    for unit in found:
        if isinstance(unit, Paragraph) and not unit.level:
            look = _look(unit.facts)
            weights[look] = weights.get(look, 0) + len(unit.text)
            lengths += [len(unit.text)] * len(unit.text)
    most = max(weights, key=lambda look: weights[look], default=Usual())
    return replace(most, length=median_high(lengths) if lengths else 0)


def _look(facts: Facts) -> Usual:
    return Usual(_get_side(facts), facts.italic, facts.size)


def _get_side(facts: Facts) -> str:
    return facts.align if facts.align in ("center", "right", "end") else ""


def rate_caption(unit: Paragraph, shots: Facts, common: Usual) -> float:
    """Return how sure it is that a paragraph after a photograph is its caption, from 0 to 1."""
    facts, text = unit.facts, unit.text
    if facts.style.startswith(_STYLES):
        return 1
    if unit.level or len(text) > LONGEST or not _LETTER.search(text):
        return 0
    is_open = not _ENDS.search(text)
    is_beside = facts.host == shots.host
    is_centred = _get_side(facts) == "center" != common.align
    is_short = len(text) <= _SHORT and len(text.split()) >= 3
    signs = (
        (0.95, facts.box and is_beside),
        (0.95, bool(_BEGINS.match(text))),
        (0.95, bool(split_credit(text)[1]) and _is_apart(unit, common)),
        (0.9, is_centred and not facts.bold),
        (0.9, facts.italic and not common.italic),
        (0.6, is_centred and is_open and is_short and not text.isupper()),
        (0.0, facts.bold and not is_beside),  # a heading between two parts of the text
        (0.8, 0 < facts.size < common.size),
        (0.8, is_beside and is_open),
        (0.6, is_short and (is_open or 2 * len(text) <= common.length)),
    )
    return next((sure for sure, holds in signs if holds), 0)


def _is_apart(unit: Paragraph, common: Usual) -> bool:
    """Tell whether a paragraph does not look like the text, or is too short to be of it."""
    facts = unit.facts
    return _look(facts) != replace(common, length=0) or len(unit.text) < 2 * _SHORT


def is_caption(unit: Paragraph, common: Usual) -> bool:
    """Tell whether a paragraph is a caption although no photograph stands before it."""
    facts, text = unit.facts, unit.text
    if facts.style.startswith(_STYLES):
        return True
    if unit.level or len(text) > LONGEST or facts.bold or is_line(text):
        return False
    differs = facts.italic != common.italic or _get_side(facts) != common.align
    has_credit = bool(split_credit(text)[1])
    begins = bool(_BEGINS.match(text)) and len(text.split()) > 2
    is_open = has_credit or not _ENDS.search(text)
    is_apart = differs and _get_side(facts) not in ("right", "end") and len(text.split()) >= 3
    return begins or (is_apart and is_open and bool(_LETTER.search(text)))


def is_credit(unit: Paragraph) -> bool:
    """Tell whether a paragraph says nothing but who made a photograph."""
    caption, credit = split_credit(unit.text)
    return bool(credit) and not caption and len(unit.text) <= _SHORT and not unit.facts.bold


@dataclass
class Pairing:
    """Photographs and captions being brought together."""

    found: Sequence[Unit]
    common: Usual
    made: list[Unit] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    guessed: int = 0
    """Captions of which it is not sure."""

    def run(self) -> list[Unit]:
        """Return the units with all photographs shown with their captions."""
        at = 0
        while at < len(self.found):
            unit = self.found[at]
            if isinstance(unit, Shots):
                at = self._group(at)
            else:
                self.made.append(unit)
                at += 1
        return self.made

    def _group(self, at: int) -> int:
        """Pair the photographs that begin at a place; return the place after their captions."""
        group: list[Shots] = []
        while at < len(self.found):
            unit = self.found[at]
            if not isinstance(unit, Shots):
                break
            group.append(unit)
            at += 1
        numbers = [picture for shots in group for picture in shots.pictures]
        captions, at = self._below(at, group[-1].facts, len(numbers))
        self._place(group, numbers, captions or self._above(group))
        return at

    def _below(self, at: int, shots: Facts, most: int) -> tuple[list[str], int]:
        """Return the captions that stand from a place on, ``most`` at most, and the place after."""
        captions: list[str] = []
        for unit in self.found[at : at + most]:
            sure = rate_caption(unit, shots, self.common) if isinstance(unit, Paragraph) else 0
            if not isinstance(unit, Paragraph) or sure == 0 or (captions and sure < 0.8):
                break
            self._note(unit, sure)
            captions.append(unit.text)
        at += len(captions)
        while captions and at < len(self.found):
            unit = self.found[at]
            if not isinstance(unit, Paragraph) or not self._goes_on(captions[-1], unit, shots):
                break
            is_apart = is_credit(unit) and captions[-1][-1].isalnum()
            captions[-1] = f"{captions[-1]}{'.' if is_apart else ''} {unit.text}"
            at += 1
        return captions, at

    def _goes_on(self, caption: str, unit: Paragraph, shots: Facts) -> bool:
        """Tell whether a paragraph is a caption's second line, or who made the photograph."""
        if is_credit(unit) and not split_credit(caption)[1]:
            return True
        is_middle = not _ENDS.search(caption) and unit.text[:1].islower()
        return is_middle and rate_caption(unit, shots, self.common) >= 0.8

    def _note(self, unit: Paragraph, sure: float) -> None:
        if sure < 0.8:
            self.guessed += 1
            self.doubts.append(Doubt("chú thích ảnh", GUESSED.format(unit.text)))

    def _above(self, group: list[Shots]) -> list[str]:
        """Take the caption that stands above photographs which have none below."""
        last = self.made[-1] if self.made else None
        if not isinstance(last, Paragraph):
            return []
        is_beside = last.facts.host == group[0].facts.host and len(last.text) <= LONGEST
        is_beside = is_beside and (last.facts.box or not _ENDS.search(last.text))
        if not is_beside and not is_caption(last, self.common):
            return []
        self.made.pop()
        self.guessed += 1
        self.doubts.append(Doubt("chú thích ảnh", ABOVE.format(last.text)))
        return [last.text]

    def _place(self, group: list[Shots], numbers: list[int], captions: list[str]) -> None:
        if not captions:
            self.made += [share_caption(list(shots.pictures), "") for shots in group]
        elif len(captions) == len(numbers):
            left = iter(captions)
            self.made += [
                PhotoGroup(tuple((picture, next(left)) for picture in s.pictures)) for s in group
            ]
        elif len(captions) == 1:
            about = Doubt("chú thích ảnh", SHARED.format(len(numbers), captions[0]))
            self.doubts.append(about)
            self.made.append(share_caption(numbers, captions[0]))
        else:
            words = FEWER.format(len(numbers), len(captions))
            self.doubts.append(Doubt("chú thích ảnh", words))
            empty = [""] * (len(numbers) - len(captions))
            self.made.append(PhotoGroup(tuple(zip(numbers, empty + captions, strict=True))))
