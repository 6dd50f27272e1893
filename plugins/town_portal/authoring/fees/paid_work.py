"""What an article is as work: its words, its photographs, the people behind both. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bs4 import BeautifulSoup

from town_portal.core.data.fee_rates import FeeRates
from town_portal.features.photos.models import Figure

NOBODY = "Chưa ghi tên"
"""Stands where an article names no author, a photograph no photographer."""
WRITING, PHOTOGRAPHS = "Viết bài", "Chụp ảnh"
_BETWEEN = re.compile(r"\s+[-–—]\s+|\s*[,;/&+]\s*|\s+và\s+", re.IGNORECASE)
_SOURCE = "nguồn:"
_LABEL = re.compile(r"(?:tin|bài|ảnh)(?:\s*,\s*(?:bài|ảnh))*\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PaidWork:
    """An article as work; ``photographers`` are those of each photograph that is to be paid."""

    day: date
    title: str
    category: str
    category_title: str
    authors: tuple[str, ...]
    words: int
    photographers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FeeLine:
    """What one person did for one article.

    ``quantity``: the person's share of the article, or number of photographs; several who did
    something together share it equally, and its ``words``.
    """

    day: date
    title: str
    category: str
    person: str
    role: str
    quantity: Fraction
    words: Fraction
    coefficient: float

    def amount(self, unit: int) -> Fraction:
        """Return what it is worth: whole đồng, halves rounded up; without a unit, coefficients."""
        exact = self.quantity * Fraction(str(self.coefficient))
        return Fraction(int(exact * unit + Fraction(1, 2))) if is_money(unit) else exact


def is_money(unit: int) -> bool:
    """Tell whether a unit is worth something: as long as it is 0 or 1, nobody has said what."""
    return unit > 1


def split_people(text: str | None) -> tuple[str, ...]:
    """Return the people in a field: ``Anh Minh - Thu Hà`` are two, also with commas or "và"."""
    named = _LABEL.sub("", text or "", count=1)
    names = (" ".join(name.split()).rstrip(".") for name in _BETWEEN.split(named))
    return tuple(dict.fromkeys(name for name in names if name)) or (NOBODY,)


def count_words(html: str, summary: str = "") -> int:
    """Return how many words Word would count: syllables, numbers, signs that stand alone.

    Title and captions are not counted.
    """
    text = BeautifulSoup(html, "html.parser").get_text()
    return len(text.split()) + len(summary.split())


def list_photographers(
    figures: Iterable[Figure], otherwise: str | None
) -> tuple[tuple[str, ...], ...]:
    """Return the photographers of each photograph: its credit's, else the article's.

    A photograph that stands there twice counts once; one with "Nguồn: …" is somebody else's and
    does not count, nor does a decorative one or a small sign in a sentence.
    """
    counted = {
        figure.source: figure
        for figure in figures
        if figure.kind == "figure" and not figure.is_decorative
    }
    return tuple(
        split_people(figure.credit or otherwise)
        for figure in counted.values()
        if not figure.credit.lower().startswith(_SOURCE)
    )


def iter_lines(work: PaidWork, rates: FeeRates) -> Iterator[FeeLine]:
    """Yield what each person did for an article."""
    about = work.day, work.title, work.category_title
    share = Fraction(1, len(work.authors))
    for person in work.authors:
        rate = rates.of_category(work.category)
        yield FeeLine(*about, person, WRITING, share, work.words * share, rate)
    taken: dict[str, Fraction] = {}
    for together in work.photographers:
        for person in together:
            taken[person] = taken.get(person, Fraction()) + Fraction(1, len(together))
    for person, count in taken.items():
        yield FeeLine(*about, person, PHOTOGRAPHS, count, Fraction(), rates.photograph)
