"""What was measured, and what it must be. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Goal:
    """What a figure must be at most, or, with ``least``, at least."""

    limit: float
    least: bool = False

    def met(self, value: float) -> bool:
        """Tell whether a figure is as wanted."""
        return value >= self.limit if self.least else value <= self.limit


@dataclass(frozen=True)
class Column:
    """One figure of a table: its key in a row, its heading, its unit, its decimals."""

    key: str
    title: str
    unit: str = ""
    decimals: int = 0

    def text(self, value: float) -> str:
        """Give a figure as it is written in Vietnamese, with its unit."""
        return f"{value:.{self.decimals}f} {self.unit}".strip().replace(".", ",")


@dataclass(frozen=True)
class Row:
    """One page: its name, its figures and the goals of those that have one, by column."""

    name: str
    figures: Mapping[str, float]
    goals: Mapping[str, Goal]
    notes: Mapping[str, str] = field(default_factory=dict)
    """What else is to be told about the page, such as failed audits, each with its value."""

    def misses(self, key: str) -> bool:
        """Tell whether a figure is not as wanted."""
        return key in self.goals and not self.goals[key].met(self.figures[key])


def medians(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Give the median of each figure over some runs, which all have the same figures."""
    return {key: median(run[key] for run in runs) for key in runs[0]}


def missed(rows: Iterable[Row], columns: Sequence[Column]) -> list[str]:
    """Give a sentence about each figure that is not as wanted."""
    return [
        f"{row.name}: {column.title} {column.text(row.figures[column.key])}, "
        f"mục tiêu {bound(row.goals[column.key], column)}"
        for row in rows
        for column in columns
        if row.misses(column.key)
    ]


def bound(goal: Goal, column: Column) -> str:
    """Give a goal as it is written, as in “≤ 40 KB”."""
    return f"{'≥' if goal.least else '≤'} {column.text(goal.limit)}"


def grouped(rows: Iterable[Row]) -> list[str]:
    """Give a line for each thing that is noted of some rows, with their names and values."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for about, value in row.notes.items():
            found.setdefault(about, []).append(f"{row.name} ({value})" if value else row.name)
    return [f"{about}: {', '.join(names)}" for about, names in found.items()]
