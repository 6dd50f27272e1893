"""Sums over lines: by person, by category, by month. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from town_portal.authoring.fees.work import PHOTOGRAPHS, WRITING, Line
from town_portal.core import dates
from town_portal.core.text import alphabetical

Key = Callable[[Line], str]


@dataclass(frozen=True, slots=True)
class Total:
    """What the lines of one name come to; ``amount`` in đồng, without a unit in coefficients."""

    name: str
    articles: Fraction
    words: Fraction
    photographs: Fraction
    amount: Fraction


def month(line: Line) -> str:
    """Return the month of a line: ``Tháng 12/2020``."""
    return dates.month(line.day.year, line.day.month)


def by_person(lines: Sequence[Line], unit: int) -> list[Total]:
    """Return the totals of all people in the order of the alphabet."""
    found = _totals(lines, unit, lambda line: line.person)
    return sorted(found, key=lambda total: alphabetical(total.name))


def by_category(lines: Sequence[Line], unit: int) -> list[Total]:
    """Return the totals of all categories in the order of the alphabet."""
    found = _totals(lines, unit, lambda line: line.category)
    return sorted(found, key=lambda total: alphabetical(total.name))


def by_month(lines: Sequence[Line], unit: int) -> list[Total]:
    """Return the totals of all months, the first first."""
    return _totals(sorted(lines, key=lambda line: line.day), unit, month)


def whole(lines: Sequence[Line], unit: int) -> Total:
    """Return the total of all lines."""
    return next(iter(_totals(lines, unit, lambda _: "Tổng cộng")), _total("Tổng cộng", (), unit))


def _totals(lines: Iterable[Line], unit: int, key: Key) -> list[Total]:
    grouped: dict[str, list[Line]] = {}
    for line in lines:
        grouped.setdefault(key(line), []).append(line)
    return [_total(name, group, unit) for name, group in grouped.items()]


def _total(name: str, lines: Sequence[Line], unit: int) -> Total:
    return Total(
        name,
        sum((line.quantity for line in lines if line.role == WRITING), Fraction()),
        sum((line.words for line in lines), Fraction()),
        sum((line.quantity for line in lines if line.role == PHOTOGRAPHS), Fraction()),
        sum((line.amount(unit) for line in lines), Fraction()),
    )
