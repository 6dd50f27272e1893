"""Working days, as the site tells its holidays and the Saturdays that are worked. Pure."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Workdays:
    """Days off beside the weekends, and days of weekends that are worked."""

    holidays: Set[date] = frozenset()
    worked: Set[date] = frozenset()

    def is_one(self, day: date) -> bool:
        """Tell whether a day is worked."""
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.holidays)

    def after(self, day: date, number: int) -> date:
        """Return the working day that is so many after a day, which does not count itself."""
        left = number
        while left:
            day += _DAY
            left -= self.is_one(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Return how many working days come after `first` up to `last`; below 0 where that is past.

        In days past all days count: who is late is late on Sundays too.
        """
        if last < first:
            return (last - first).days
        days = (first + _DAY * (past + 1) for past in range((last - first).days))
        return sum(map(self.is_one, days))
