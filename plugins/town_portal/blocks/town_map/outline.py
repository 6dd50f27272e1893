"""Outlines for the drawing: cut to what is seen, put on a grid, written as SVG path data.

Neighbouring areas share their borders. The grid treats a point alike in whichever ring and
direction it comes, so that borders still fall together afterwards.
"""

from collections.abc import Callable, Iterable

from town_portal.blocks.town_map.geojson import Point, Ring, Rings

GridPoint = tuple[int, int]
GridRing = tuple[GridPoint, ...]

OVERHANG = 6.0
"""How far outlines go on beyond the drawing's edge, in units, so that the cut is not seen."""


def clip_ring(ring: Ring, width: float, height: float) -> Ring:
    """Return the part of a closed ring within the drawing and its overhang (Sutherland-Hodgman).

    Points inside stay as they are. The result is closed, or empty where nothing is inside.
    """
    open_ring = list(ring[:-1])
    for axis, limit, sign in (
        (0, -OVERHANG, 1.0),
        (0, width + OVERHANG, -1.0),
        (1, -OVERHANG, 1.0),
        (1, height + OVERHANG, -1.0),
    ):
        open_ring = list(_cut(open_ring, axis, limit, sign))
    return (*open_ring, open_ring[0]) if open_ring else ()


def _cut(points: list[Point], axis: int, limit: float, sign: float) -> Iterable[Point]:
    """Yield the open ring ``points`` where ``sign * (coordinate - limit)`` is not negative."""
    for index, point in enumerate(points):
        before = points[index - 1]
        inside = sign * (point[axis] - limit) >= 0
        if inside != (sign * (before[axis] - limit) >= 0):
            yield _find_crossing(before, point, axis, limit)
        if inside:
            yield point


def _find_crossing(start: Point, end: Point, axis: int, limit: float) -> Point:
    share = (limit - start[axis]) / (end[axis] - start[axis])
    other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def simplify_ring(ring: Ring, step: float) -> GridRing:
    """Return a closed ring on a grid of ``step`` units, in grid steps, without its last point.

    Points that fall together become one; points on a straight line between their neighbours are
    dropped. Rings that shrink to a line or a point come back empty.
    """
    points = [(round(x / step), round(y / step)) for x, y in ring]
    points = [point for index, point in enumerate(points) if point != points[index - 1]]
    kept = tuple(
        point
        for index, point in enumerate(points)
        if not _is_between(points[index - 1], point, points[(index + 1) % len(points)])
    )
    return kept if len(kept) > 2 else ()


def _is_between(start: GridPoint, point: GridPoint, end: GridPoint) -> bool:
    """Tell whether ``point`` lies straight on the way from ``start`` to ``end``."""
    ax, ay = point[0] - start[0], point[1] - start[1]
    bx, by = end[0] - point[0], end[1] - point[1]
    return ax * by == ay * bx and ax * bx + ay * by > 0


def format_path_data(rings: Iterable[GridRing]) -> str:
    """Return the ``d`` of a path, with whole numbers of grid steps; holes by ``evenodd``."""
    return "".join(_format_subpath(ring) for ring in rings if ring)


def _format_subpath(ring: GridRing) -> str:
    start, *rest = ring
    steps = []
    for before, point in zip(ring, rest, strict=False):
        steps += [point[0] - before[0], point[1] - before[1]]
    return f"M{_format_numbers(start)}l{_format_numbers(steps)}z"


def _format_numbers(values: Iterable[int]) -> str:
    """Return the numbers with a blank only where no minus sign parts them."""
    return " ".join(str(value) for value in values).replace(" -", "-")


def project_rings(rings: Rings, place: Callable[[Point], Point]) -> Rings:
    """Return the rings in units of the drawing."""
    return tuple(tuple(place(point) for point in ring) for ring in rings)
