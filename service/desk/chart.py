"""A bar for each day, measured for an SVG. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, STEP, BAR = 600, 160, 20, 14
"""The picture, and its bars, in the units of its viewBox; 30 days fill it."""


@dataclass(frozen=True)
class ChartBar:
    """A day, its visits, and where its bar stands; one visit is seen as a line."""

    day: date
    n: int
    x: int
    y: int
    height: int


def build_bars(days: Sequence[tuple[date, int]]) -> list[ChartBar]:
    """Return the bars of the days, the highest as high as the picture."""
    highest = max((n for _, n in days), default=0)
    found = []
    for place, (day, n) in enumerate(days):
        height = max(2, round(n * HEIGHT / highest)) if n else 0
        found.append(ChartBar(day, n, place * STEP + (STEP - BAR) // 2, HEIGHT - height, height))
    return found
