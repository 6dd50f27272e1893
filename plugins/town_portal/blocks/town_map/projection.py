"""From degrees to the units of the drawing: a local equirectangular projection.

Good for a town: within 30 km of its middle, lengths are right to half a per cent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin, sqrt

from town_portal.blocks.town_map.geojson import Point

SEMI_MAJOR_AXIS = 6_378_137.0
"""Of the WGS 84 ellipsoid, in metres (NGA.STND.0036, EPSG:7030)."""
FLATTENING = 1 / 298.257223563
"""Of the WGS 84 ellipsoid (same source)."""

_COMPASS = ("bắc", "đông bắc", "đông", "đông nam", "nam", "tây nam", "tây", "tây bắc")


@dataclass(frozen=True)
class Bounds:
    """The smallest rectangle around points, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> Point:
        """Its middle: longitude, latitude."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2


@dataclass(frozen=True)
class Frame:
    """The room for a drawing, in SVG units; ``margin`` is kept free around the areas."""

    width: float
    least_height: float
    greatest_height: float
    margin: float


@dataclass(frozen=True)
class Projection:
    """Puts places into a drawing of ``width`` by ``height`` units, north up.

    ``middle`` (degrees) comes to the middle of the drawing; ``scale`` is units per metre.
    """

    middle: Point
    scale: float
    width: float
    height: float

    def place(self, point: Point) -> Point:
        """Return x (to the right) and y (downward) in units of the drawing."""
        east, north = compute_offset(self.middle, point, self.middle[1])
        return self.width / 2 + east * self.scale, self.height / 2 - north * self.scale

    def at(self, x: float, y: float) -> Point:
        """Return the place (degrees) that comes to x, y: the reverse of ``place``."""
        across, along = compute_metres_per_degree(self.middle[1])
        east, north = (x - self.width / 2) / self.scale, (self.height / 2 - y) / self.scale
        return self.middle[0] + east / across, self.middle[1] + north / along

    def has_point(self, point: Point, margin: float = 0) -> bool:
        """Tell whether the place is in the drawing, at least ``margin`` units from its edge."""
        x, y = self.place(point)
        across = margin <= x <= self.width - margin
        return across and margin <= y <= self.height - margin


def compute_metres_per_degree(latitude: float) -> Point:
    """Return the length of one degree of longitude and of latitude, in metres.

    A degree of longitude is the ellipsoid's prime vertical radius times the cosine of the
    latitude, a degree of latitude its meridian radius, both times pi/180.
    """
    squared = FLATTENING * (2 - FLATTENING)
    phi = radians(latitude)
    root = sqrt(1 - squared * sin(phi) ** 2)
    prime_vertical = SEMI_MAJOR_AXIS / root
    meridian = SEMI_MAJOR_AXIS * (1 - squared) / root**3
    return radians(1) * prime_vertical * cos(phi), radians(1) * meridian


def compute_offset(start: Point, end: Point, latitude: float) -> Point:
    """Return how far ``end`` lies east and north of ``start``, in metres."""
    across, along = compute_metres_per_degree(latitude)
    return (end[0] - start[0]) * across, (end[1] - start[1]) * along


def compute_distance(start: Point, end: Point) -> float:
    """Return the straight distance in metres; meant for some tens of kilometres."""
    return hypot(*compute_offset(start, end, (start[1] + end[1]) / 2))


def compute_bearing(start: Point, end: Point) -> float:
    """Return the direction from ``start`` to ``end``: 0 is north, 90 east, up to 360 degrees."""
    return degrees(atan2(*compute_offset(start, end, (start[1] + end[1]) / 2))) % 360


def format_direction(direction: float) -> str:
    """Return the Vietnamese word for a direction in degrees."""
    return _COMPASS[round(direction / 45) % 8]


def compute_bounds(points: Iterable[Point]) -> Bounds:
    """Return the bounds of the points; there must be one at least."""
    longitudes, latitudes = zip(*points, strict=True)
    return Bounds(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def fit_projection(bounds: Bounds, frame: Frame) -> Projection:
    """Return the projection that shows ``bounds`` as large as the frame allows."""
    across, along = compute_metres_per_degree(bounds.middle[1])
    wide = max((bounds.east - bounds.west) * across, 1.0)
    high = max((bounds.north - bounds.south) * along, 1.0)
    room = frame.greatest_height - 2 * frame.margin
    scale = min((frame.width - 2 * frame.margin) / wide, room / high)
    height = max(frame.least_height, high * scale + 2 * frame.margin)
    return Projection(bounds.middle, scale, frame.width, round(height))
