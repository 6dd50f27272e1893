"""Figures with their goals, and the table in which they are printed. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

MISSED = "✗"
TEN_THOUSAND = 10_000
"""The number of articles for which goals are set."""


@dataclass(frozen=True)
class Goal:
    """What a figure must be at most, or at least."""

    limit: float
    is_minimum: bool = False

    def is_met(self, value: float) -> bool:
        """Tell whether a figure is as wanted; the limit itself is."""
        return value >= self.limit if self.is_minimum else value <= self.limit


def select_goals(count: int, goals: Mapping[str, Goal]) -> Mapping[str, Goal]:
    """Return the goals with 10,000 articles, none with another number."""
    return goals if count == TEN_THOUSAND else {}


@dataclass(frozen=True)
class Column:
    """One figure of each row: its key, its heading, its unit, its decimals."""

    key: str
    title: str
    unit: str = ""
    decimals: int = 0

    def format(self, value: float) -> str:
        """Return a figure as it is written in Vietnamese: ``1,5 KB``."""
        return f"{value:.{self.decimals}f} {self.unit}".strip().replace(".", ",")


@dataclass(frozen=True)
class TableRow:
    """What was measured of one thing: figures and goals by column, a figure may be missing."""

    name: str
    figures: Mapping[str, float]
    goals: Mapping[str, Goal] = field(default_factory=dict)
    notes: Sequence[str] = ()
    """Sentences that are printed below the table."""

    def misses(self, key: str) -> bool:
        """Tell whether a figure is there and not as wanted."""
        return (
            key in self.goals
            and key in self.figures
            and not self.goals[key].is_met(self.figures[key])
        )


@dataclass(frozen=True)
class FigureTable:
    """Rows under their headings; ``of`` says what a row is."""

    of: str
    columns: Sequence[Column]
    rows: Sequence[TableRow]

    def __str__(self) -> str:
        """Return the table for a terminal; a figure that misses its goal is marked."""
        head = [self.of, *(column.title for column in self.columns)]
        body = [
            [row.name, *(self._cell(row, column) for column in self.columns)] for row in self.rows
        ]
        widths = [max(map(_measure_width, cells)) for cells in zip(head, *body, strict=True)]
        notes = [f"  {row.name}: {note}" for row in self.rows for note in row.notes]
        return "\n".join([*(_format_line(cells, widths) for cells in (head, *body)), *notes])

    def _cell(self, row: TableRow, column: Column) -> str:
        value = row.figures.get(column.key)
        text = "" if value is None else column.format(value)
        return f"{text} {MISSED}" if row.misses(column.key) else text

    def missed_goals(self) -> Iterator[str]:
        """Yield a sentence about each figure that misses its goal."""
        for row in self.rows:
            for column in self.columns:
                if row.misses(column.key):
                    goal = row.goals[column.key]
                    sign = "≥" if goal.is_minimum else "≤"
                    figure = column.format(row.figures[column.key])
                    limit = column.format(goal.limit)
                    yield f"{row.name}: {column.title} {figure}, mục tiêu {sign} {limit}"


def _format_line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return one line: the first cell stands left, the figures right."""
    gaps = [" " * (wide - _measure_width(text)) for text, wide in zip(cells, widths, strict=True)]
    figures = [gap + text for text, gap in zip(cells[1:], gaps[1:], strict=True)]
    return "  ".join([cells[0] + gaps[0], *figures]).rstrip()


def _measure_width(text: str) -> int:
    """Return how many places of a terminal a text takes; marks over letters take none."""
    return sum(not unicodedata.combining(letter) for letter in text)
