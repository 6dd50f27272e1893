"""The visit total of the portal, how many read now (by script), the visits of the last days."""

from dataclasses import dataclass
from datetime import date
from itertools import dropwhile

from town_portal.blocks.contract import Block, NoOptions, Scene
from town_portal.core import dates
from town_portal.core.data.loading import Model
from town_portal.core.records import Counted
from town_portal.core.text import lower_first

DAYS = 30
STEP, HIGH = 20, 120
"""Width of a day and height of the busiest one in the drawing, in its own units."""


@dataclass(frozen=True)
class DayBar:
    """A day: its visits, and its bar in the drawing."""

    day: date
    count: int
    x: int
    height: int

    @property
    def y(self) -> int:
        """Where the bar begins, from the top."""
        return HIGH - self.height


@dataclass(frozen=True)
class View:
    """The total and up to when it was counted, in words.

    ``is_live`` tells that a script asks for newer numbers; ``bars`` are the last days, on the page,
    and ``is_day_open`` tells that the last of them was not over.
    """

    total: int
    as_of: str
    is_live: bool = False
    bars: tuple[DayBar, ...] = ()
    is_day_open: bool = False

    @property
    def width(self) -> int:
        """The width of the drawing; each day has the same."""
        return STEP * len(self.bars)

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return HIGH

    @property
    def busiest(self) -> DayBar:
        """The day with the most visits, the first of several."""
        return max(self.bars, key=lambda bar: bar.count)


def build_bars(counted: Counted) -> tuple[DayBar, ...]:
    """Return the last days; a day that has visits has a bar that is seen.

    Days without visits before the first one that has some are left out: nobody counted then. One
    day alone is nothing to compare.
    """
    days = list(dropwhile(lambda item: not item[1], sorted(counted.days)[-DAYS:]))
    if len(days) < 2:
        return ()
    most = max(count for _, count in days)
    return tuple(
        DayBar(day, count, STEP * number, -(-HIGH * count // most))
        for number, (day, count) in enumerate(days)
    )


def prepare(scene: Scene[Model, NoOptions]) -> View | None:
    """Return what the live service told last, else the town's start; None without both."""
    visits, counted = scene.town.visits, scene.site.counted
    is_live = scene.town.live is not None
    if counted and counted.total >= (visits.start if visits else 1):
        as_of = f"{dates.format_day(counted.at)}, {dates.format_clock(counted.at)}"
        shown = build_bars(counted) if scene.form == "page" else ()
        is_open = bool(shown) and shown[-1].day == counted.at.date()
        return View(counted.total, as_of, is_live, shown, is_open)
    if visits is None:
        return None
    year, month = map(int, visits.as_of.split("-"))
    return View(visits.start, lower_first(dates.format_month(year, month)), is_live)


BLOCK = Block(
    "visitors", "Thống kê", prepare, steady=False, more=("thong-ke/", "Xem thống kê truy cập")
)
