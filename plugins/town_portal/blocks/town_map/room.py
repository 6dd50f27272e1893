"""Where in an area a label has room: the area as rows of intervals, searched row by row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from town_portal.blocks.town_map.geojson import Point, Rings
from town_portal.blocks.town_map.lettering import LabelBox

Interval = tuple[float, float]
Row = tuple[Interval, ...]

STEP = 4.0
"""From one row to the next, in units."""


@dataclass(frozen=True)
class Ground:
    """An area by its rows: row ``i`` is its inside at ``y = (i + 0.5) * STEP``, in units."""

    rows: tuple[Row, ...]

    def place(self, size: Point, taken: Sequence[LabelBox], wanted: Point | None) -> Point | None:
        """Return the middle for a box of ``size`` (width, height) in the area, off ``taken``.

        The middle is the one nearest to ``wanted``; without a wish it is where the box has most
        room to both sides. None where the box does not fit.
        """
        found = [
            choice
            for index in range(len(self.rows))
            for choice in self._choices(index, size, taken, wanted)
        ]
        return min(found)[1] if found else None

    def _choices(
        self, index: int, size: Point, taken: Sequence[LabelBox], wanted: Point | None
    ) -> Iterable[tuple[float, Point]]:
        y = (index + 0.5) * STEP
        reach = int(size[1] / 2 / STEP + 0.5)
        if index < reach or index + reach >= len(self.rows):
            return
        free: Row = self.rows[index]
        for row in self.rows[index - reach : index + reach + 1]:
            free = intersect_rows(free, row)
        free = shrink_row(free, size[0] / 2)
        for box in taken:
            if box.top < y + size[1] / 2 and y - size[1] / 2 < box.bottom:
                free = subtract_interval(free, (box.left - size[0] / 2, box.right + size[0] / 2))
        for start, end in free:
            if wanted is None:
                yield start - end, ((start + end) / 2, y)
            else:
                x = min(max(wanted[0], start), end)
                yield hypot(x - wanted[0], y - wanted[1]), (x, y)


def scan_ground(rings: Rings, size: Point) -> Ground:
    """Return the inside (even-odd) of the rings within a drawing of ``size`` units."""
    frame: Row = ((0.0, size[0]),)
    count = int(size[1] / STEP)
    return Ground(
        tuple(intersect_rows(frame, find_inside(rings, (i + 0.5) * STEP)) for i in range(count))
    )


def find_inside(rings: Rings, y: float) -> Row:
    """Return where the line at ``y`` runs inside the rings."""
    crossings = sorted(
        start[0] + (y - start[1]) / (end[1] - start[1]) * (end[0] - start[0])
        for ring in rings
        for start, end in pairwise(ring)
        if (start[1] > y) != (end[1] > y)
    )
    return tuple(zip(crossings[::2], crossings[1::2], strict=True))


def intersect_rows(one: Row, other: Row) -> Row:
    """Return what two rows have in common."""
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return tuple((start, end) for start, end in pairs if start < end)


def shrink_row(row: Row, by: float) -> Row:
    """Return the intervals, each shorter by ``by`` at both ends."""
    return tuple((start + by, end - by) for start, end in row if start + by < end - by)


def subtract_interval(row: Row, hole: Interval) -> Row:
    """Return the row without what lies inside ``hole``."""
    parts = (
        part
        for start, end in row
        for part in ((start, min(end, hole[0])), (max(start, hole[1]), end))
    )
    return tuple((start, end) for start, end in parts if start < end)
