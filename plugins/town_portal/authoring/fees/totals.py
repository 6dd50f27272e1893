"""Sums over lines: by person, by category, by month. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from town_portal.authoring.fees.paid_work import PHOTOGRAPHS, WRITING, FeeLine
from town_portal.core import dates
from town_portal.core.text import make_sort_key

Key = Callable[[FeeLine], str]


@dataclass(frozen=True, slots=True)
class FeeTotal:
    """What the lines of one name come to; ``amount`` in đồng, without a unit in coefficients."""

    name: str
    articles: Fraction
    words: Fraction
    photographs: Fraction
    amount: Fraction


def format_month(line: FeeLine) -> str:
    """Return the month of a line: ``Tháng 12/2020``."""
    return dates.format_month(line.day.year, line.day.month)


def total_by_person(lines: Sequence[FeeLine], unit: int) -> list[FeeTotal]:
    """Return the totals of all people in the order of the alphabet."""
    found = _build_totals(lines, unit, lambda line: line.person)
    return sorted(found, key=lambda total: make_sort_key(total.name))


def total_by_category(lines: Sequence[FeeLine], unit: int) -> list[FeeTotal]:
    """Return the totals of all categories in the order of the alphabet."""
    found = _build_totals(lines, unit, lambda line: line.category)
    return sorted(found, key=lambda total: make_sort_key(total.name))


def total_by_month(lines: Sequence[FeeLine], unit: int) -> list[FeeTotal]:
    """Return the totals of all months, the first first."""
    return _build_totals(sorted(lines, key=lambda line: line.day), unit, format_month)


def total_all(lines: Sequence[FeeLine], unit: int) -> FeeTotal:
    """Return the total of all lines."""
    return next(
        iter(_build_totals(lines, unit, lambda _: "Tổng cộng")), _build_total("Tổng cộng", (), unit)
    )


def _build_totals(lines: Iterable[FeeLine], unit: int, key: Key) -> list[FeeTotal]:
    grouped: dict[str, list[FeeLine]] = {}
    for line in lines:
        grouped.setdefault(key(line), []).append(line)
    return [_build_total(name, group, unit) for name, group in grouped.items()]


def _build_total(name: str, lines: Sequence[FeeLine], unit: int) -> FeeTotal:
    return FeeTotal(
        name,
        sum((line.quantity for line in lines if line.role == WRITING), Fraction()),
        sum((line.words for line in lines), Fraction()),
        sum((line.quantity for line in lines if line.role == PHOTOGRAPHS), Fraction()),
        sum((line.amount(unit) for line in lines), Fraction()),
    )
