"""Places with coordinates as markers: the centre, numbered ones, pointers at the edge.

A place outside the drawing gets a pointer at the edge in its direction, so that a town keeps its
size in the drawing however far away its neighbours are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin

from town_portal.blocks.town_map.geojson import Point
from town_portal.blocks.town_map.lettering import LabelBox, measure_text
from town_portal.blocks.town_map.models import KINDS, Place
from town_portal.blocks.town_map.projection import (
    Projection,
    compute_bearing,
    compute_distance,
    format_direction,
)

RADIUS = 10.0
"""Of a marker, in units."""
INSET = 22.0
"""From the edge to the middle of a pointer's number, in units."""
CLOSE = 20.0
"""Markers nearer to each other than this, in units, become one with all their numbers."""


@dataclass(frozen=True)
class Marker:
    """A marker at x, y; ``direction`` (degrees) is set where it points out of the drawing.

    ``far`` then is the distance from the centre, where there is one.
    """

    x: float
    y: float
    numbers: tuple[int, ...]
    places: tuple[Place, ...]
    direction: float | None = None
    far: str = ""

    @property
    def text(self) -> str:
        """Its numbers, at most three of them written out: ``2``, ``2, 5``, ``2–6``, ``1, 3…``."""
        first, last = self.numbers[0], self.numbers[-1]
        if len(self.numbers) > 2 and last - first == len(self.numbers) - 1:
            return f"{first}–{last}"
        if len(self.numbers) > 3:
            return f"{first}, {self.numbers[1]}…"
        return ", ".join(map(str, self.numbers))

    @property
    def half(self) -> float:
        """Half of its width, in units."""
        return max(RADIUS, measure_text(self.text) / 2 + 4)

    @property
    def reach(self) -> float:
        """From its middle to the foot of its arrow, in units."""
        side = abs(sin(radians(self.direction or 0)))
        return round(RADIUS + 1 + (self.half - RADIUS) * side, 1)

    @property
    def box(self) -> LabelBox:
        """The rectangle that it fills."""
        return LabelBox(self.x - self.half, self.y - RADIUS, self.x + self.half, self.y + RADIUS)


@dataclass(frozen=True)
class MarkerPlan:
    """Where every place goes: numbers by place, the centre, and the markers."""

    numbers: Mapping[Place, int]
    centre: Place | None
    spot: Point | None
    markers: tuple[Marker, ...]


def sort_places(places: Sequence[Place]) -> list[Place]:
    """Return the places by kind, in the order of the lists."""
    order = list(KINDS)
    return sorted(places, key=lambda place: order.index(place.kind))


def plan_markers(places: Sequence[Place], projection: Projection) -> MarkerPlan:
    """Return the markers of all places that have coordinates; the centre has a sign of its own."""
    located = [place for place in sort_places(places) if place.coordinates]
    centre = next((place for place in located if place.kind == "trung-tam"), None)
    seen = bool(centre and projection.has_point(_get_point(centre), RADIUS))
    numbered = [place for place in located if not (seen and place is centre)]
    start = _get_point(centre) if centre and seen else projection.middle
    markers: list[Marker] = []
    for index, place in enumerate(numbered, 1):
        _add(markers, _place_marker(place, index, start, projection))
    return MarkerPlan(
        {place: index for index, place in enumerate(numbered, 1)},
        centre if seen else None,
        _round_point(projection.place(start)) if seen else None,
        tuple(markers),
    )


def _get_point(place: Place) -> Point:
    if place.coordinates is None:
        raise ValueError("a place without coordinates has no point")
    return place.coordinates


def _round_point(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)


def _place_marker(place: Place, number: int, start: Point, projection: Projection) -> Marker:
    point = _get_point(place)
    if projection.has_point(point, RADIUS):
        return Marker(*_round_point(projection.place(point)), (number,), (place,))
    direction = compute_bearing(start, point)
    edge = _find_edge(projection.place(start), direction, projection)
    far = "" if start == projection.middle else format_kilometres(compute_distance(start, point))
    return Marker(*_round_point(edge), (number,), (place,), round(direction), far)


def _find_edge(start: Point, direction: float, projection: Projection) -> Point:
    """Return where the way from ``start`` in a direction meets the drawing's inset edge."""
    across, down = sin(radians(direction)), -cos(radians(direction))
    ways = [
        (limit - at) / step
        for at, step, size in (
            (start[0], across, projection.width),
            (start[1], down, projection.height),
        )
        for limit in (INSET, size - INSET)
        if abs(step) > 1e-9
    ]
    way = min((way for way in ways if way >= 0), default=0.0)
    x, y = start[0] + way * across, start[1] + way * down
    return (
        min(max(x, INSET), projection.width - INSET),
        min(max(y, INSET), projection.height - INSET),
    )


def _add(markers: list[Marker], new: Marker) -> None:
    """Add a marker, or its number to one that stands in its place already."""
    for index, old in enumerate(markers):
        if max(abs(old.x - new.x), abs(old.y - new.y)) < CLOSE:
            inside = old.direction is None or new.direction is None
            markers[index] = replace(
                old,
                numbers=(*old.numbers, *new.numbers),
                places=(*old.places, *new.places),
                direction=None if inside else old.direction,
            )
            return
    markers.append(new)


def describe_distance(place: Place, centre: Place | None, projection: Projection) -> str:
    """Return how a place outside the drawing is reached, in words; nothing for one inside.

    That is ``cách trung tâm khoảng 15 km đường chim bay về phía bắc``, or the direction alone.
    """
    if place.coordinates is None or projection.has_point(place.coordinates, RADIUS):
        return ""
    start = centre.coordinates if centre else None
    bearing = compute_bearing(start or projection.middle, place.coordinates)
    way = f"về phía {format_direction(bearing)}"
    if start is None:
        return way
    far = format_kilometres(compute_distance(start, place.coordinates))
    return f"cách trung tâm khoảng {far} đường chim bay {way}"


def format_kilometres(metres: float) -> str:
    """Return a distance in words: ``15 km``."""
    return f"{max(1, round(metres / 1000))} km"
