"""A month as people hang it on the wall, with what was published on each day. Pure."""

from calendar import Calendar as Weeks
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plugins._kit import dates
from plugins._kit.records import Article

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


def calendar(articles: Sequence[Article]) -> Calendar:
    """Return the calendar of the one month that all of these articles are of; there is one."""
    year, month = articles[0].date.year, articles[0].date.month
    counts = Counter(article.date.day for article in articles)
    weeks = Weeks(MONDAY).monthdayscalendar(year, month)
    cells = tuple(tuple(Cell(day, counts[day]) for day in week) for week in weeks)
    return Calendar(year, month, cells)
