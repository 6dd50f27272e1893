"""A month as people hang it on the wall, with what was published on each day. Pure."""

from calendar import Calendar as Weeks
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from town_portal.core import dates

MONDAY = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the month and how many articles it has; ``day`` 0 is one of another month."""

    day: int
    count: int = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """A month in weeks that begin on Monday."""

    year: int
    month: int
    weeks: tuple[tuple[Cell, ...], ...]

    @property
    def title(self) -> str:
        """The month in words."""
        return dates.month(self.year, self.month)

    def url(self, day: int) -> str:
        """Return the address of a day."""
        return f"{self.year}/{self.month:02d}/{day:02d}/"


def calendar(year: int, month: int, days: Iterable[tuple[str, int]]) -> Calendar:
    """Return the calendar of a month, given its days (ISO 8601) with their numbers of articles."""
    counts = Counter({int(day[8:]): count for day, count in days})
    weeks = Weeks(MONDAY).monthdayscalendar(year, month)
    cells = tuple(tuple(Cell(day, counts[day]) for day in week) for week in weeks)
    return Calendar(year, month, cells)
