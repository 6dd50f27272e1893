"""Working days: Monday to Friday, without the holidays of holidays.yaml, with its make-up days."""

from datetime import date, timedelta
from functools import cached_property

from pydantic import Field, model_validator

from town_portal.core.data.fields import Day, FieldError, Text
from town_portal.core.data.loading import Law, Model, Table

LONGEST = 31
"""No holiday lasts longer, in days: a longer one is a slip of the pen."""
SATURDAY = 5


class Holiday(Model):
    """Days off under one title, from ``since`` to ``until``, both of them too."""

    title: Text
    since: Day
    until: Day

    @model_validator(mode="after")
    def _in_order(self) -> "Holiday":
        if self.until < self.since:
            raise FieldError("ngày cuối phải không trước ngày đầu", "until")
        if (self.until - self.since).days >= LONGEST:
            raise FieldError(f"không có ngày lễ nào nghỉ quá {LONGEST} ngày", "until")
        return self


class Holidays(Model):
    """The holidays; ``worked`` are days of a week's end on which people work instead."""

    holidays: tuple[Holiday, ...] = ()
    worked: tuple[Day, ...] = Field(default=())
    source: Text | None = None

    @model_validator(mode="after")
    def _worked_are_free(self) -> "Holidays":
        for index, day in enumerate(self.worked):
            if day.weekday() < SATURDAY:
                raise FieldError("ngày làm bù phải là thứ Bảy hoặc Chủ nhật", "worked", index)
        return self

    @cached_property
    def off(self) -> frozenset[date]:
        """Every day of the holidays, those of a week's end too."""
        return frozenset(
            holiday.since + timedelta(days=number)
            for holiday in self.holidays
            for number in range((holiday.until - holiday.since).days + 1)
        )

    @cached_property
    def added(self) -> frozenset[date]:
        """The days of a week's end on which people work."""
        return frozenset(self.worked)

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that have holidays."""
        return frozenset(day.year for day in self.off)


NONE = Holidays()
"""No holidays at all: only the week counts."""


def is_workday(day: date, holidays: Holidays) -> bool:
    """Tell whether public offices are open on ``day``."""
    return day in holidays.added or (day.weekday() < SATURDAY and day not in holidays.off)


def add_workdays(day: date, count: int, holidays: Holidays) -> date:
    """Return the working day that is number ``count`` after ``day``, which does not count.

    0 gives ``day`` itself; less than 0 counts back.
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_workday(day, holidays)
    return day


def count_workdays(since: date, until: date, holidays: Holidays) -> int:
    """Return how many working days come after ``since``, up to ``until`` and with it.

    Less than 0 where ``until`` is before ``since``: as many as have passed since then.
    """
    if until < since:
        return -count_workdays(until, since, holidays)
    days = (since + timedelta(days=number) for number in range(1, (until - since).days + 1))
    return sum(is_workday(day, holidays) for day in days)


def find_unknown_year(today: date, holidays: Holidays) -> int | None:
    """Return the year whose holidays are wanted and not there: this one, from October the next."""
    wanted = {today.year, (today + timedelta(days=92)).year}
    return min(wanted - holidays.years, default=None)


def _merge(own: Holidays | None, law: Holidays | None, _town: object) -> Holidays | None:
    """Return the holidays of every town and those of one town besides."""
    if law is None:
        return own
    own = own or NONE
    return Holidays(
        holidays=(*law.holidays, *own.holidays),
        worked=(*law.worked, *own.worked),
        source=own.source or law.source,
    )


HOLIDAYS = Table("holidays", Holidays, NONE, Law(Holidays, _merge))
