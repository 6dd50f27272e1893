"""A month as people hang it on the wall, with what was published on each day. Pure."""

from calendar import Calendar as Weeks
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from town_portal.core import dates

MONDAY = 0


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the month and how many articles it has; ``day`` 0 is one of another month."""

    day: int
    count: int = 0


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    """A month in weeks that begin on Monday."""

    year: int
    month: int
    weeks: tuple[tuple[DayCell, ...], ...]

    @property
    def title(self) -> str:
        """The month in words."""
        return dates.format_month(self.year, self.month)

    def url(self, day: int) -> str:
        """Return the address of a day."""
        return f"{self.year}/{self.month:02d}/{day:02d}/"


def build_calendar(year: int, month: int, days: Iterable[tuple[str, int]]) -> MonthCalendar:
    """Return the calendar of a month, given its days (ISO 8601) with their numbers of articles."""
    counts = Counter({int(day[8:]): count for day, count in days})
    weeks = Weeks(MONDAY).monthdayscalendar(year, month)
    cells = tuple(tuple(DayCell(day, counts[day]) for day in week) for week in weeks)
    return MonthCalendar(year, month, cells)
