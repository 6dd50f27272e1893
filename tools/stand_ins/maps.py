"""Maps drawn from the real borders: the two wards, each of them, and the communes round them."""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.stand_ins.canvas import HEIGHT, INK, LINE, SLATE, WHITE, WIDTH, Canvas, Point

MAPS = Path(__file__).resolve().parents[2] / "content" / "data" / "map"
COLOURS = ("#B5CCE0", "#E3C3B4")  # the northern ward, the southern ward
NEIGHBOURS = ("#E9E3D6", "#DDE3D6", "#DEE2E8")  # no two of one colour touch
Feature = dict[str, Any]


@dataclass(frozen=True)
class View:
    """Which place stands where: units to one degree of latitude, a place, and its point."""

    scale: float
    middle: Point  # longitude, latitude
    at: Point

    def point(self, lon: float, lat: float) -> Point:
        """Return a place in picture units, north up."""
        narrow = math.cos(math.radians(self.middle[1]))
        return (
            self.at[0] + (lon - self.middle[0]) * narrow * self.scale,
            self.at[1] - (lat - self.middle[1]) * self.scale,
        )

    def ring(self, feature: Feature) -> list[Point]:
        """Return the outer ring of an area in picture units."""
        return [self.point(*place) for place in feature["geometry"]["coordinates"][0]]


def features(name: str) -> list[Feature]:
    """Return the areas of a file of the map data."""
    read = json.loads((MAPS / f"{name}-2025.geojson").read_text(encoding="utf-8"))
    found: list[Feature] = read["features"]
    return found


def short(feature: Feature) -> str:
    """Return an area's name without what kind of area it is."""
    return str(feature["properties"]["name"]).removeprefix("Phường ").removeprefix("Xã ")


def two_wards(c: Canvas) -> None:
    """Draw the two wards since 2025-07-01 from the map data, neighbours behind them."""
    view = View(6_600, (105.7150, 18.5300), (WIDTH / 2, HEIGHT / 2))
    for feature in features("neighbours"):
        c.shape(view.ring(feature), "#EAE7DF", WHITE)
    wards = features("hong-linh-wards")
    for feature, colour in zip(wards, COLOURS, strict=True):
        c.shape(view.ring(feature), colour, WHITE)
    for feature in wards:
        x, y = view.point(*feature["properties"]["label_point"])
        c.text(x, y + 40, short(feature), 46, INK)


def wards_and_neighbours(c: Canvas) -> None:
    """Draw the two wards and the eight communes that touch them, all with their names."""
    view = View(3_200, (105.7150, 18.5300), (c.width / 2, 350))
    around, wards = features("neighbours"), features("hong-linh-wards")
    for i, feature in enumerate(around):
        c.shape(view.ring(feature), NEIGHBOURS[i % len(NEIGHBOURS)], WHITE)
    for feature, colour in zip(wards, COLOURS, strict=True):
        c.shape(view.ring(feature), colour, WHITE)
    for feature in around:
        x, y = view.point(*feature["properties"]["label_point"])
        c.text(x, y + 8, short(feature), 25, SLATE)
        if feature["properties"]["province"] != "Tỉnh Hà Tĩnh":
            c.text(x, y + 32, f"({feature['properties']['province']})", 19, SLATE)
    for feature in wards:
        x, y = view.point(*feature["properties"]["label_point"])
        first, rest = short(feature).split(" ", 1)
        c.text(x, y, first, 27, INK)
        c.text(x, y + 30, rest, 27, INK)


def spans(feature: Feature) -> tuple[Point, Point]:
    """Return the westernmost and easternmost, then the southernmost and northernmost degree."""
    lons, lats = zip(*feature["geometry"]["coordinates"][0], strict=True)
    return (min(lons), max(lons)), (min(lats), max(lats))


def _one_ward(c: Canvas, index: int) -> None:
    """Draw one ward, its name and area above it; both wards at the same scale."""
    wards = features("hong-linh-wards")
    ward = wards[index]
    (west, east), (south, north) = spans(ward)
    middle = ((west + east) / 2, (south + north) / 2)
    widest = max(right - left for (left, right), _ in map(spans, wards))
    scale = (c.width - 60) / (widest * math.cos(math.radians(middle[1])))
    view = View(scale, middle, (c.width / 2, 630))
    for feature in (*features("neighbours"), *wards):
        c.shape(view.ring(feature), "#EFEDE7", WHITE)
    c.shape(view.ring(ward), COLOURS[index], SLATE)
    c.box(0, 0, c.width, 190, WHITE)
    c.box(0, 190, c.width, 3, LINE)
    c.text(c.width / 2, 92, short(ward), 62, INK)
    area = f"{ward['properties']['area_km2']:.2f} km²".replace(".", ",")
    c.text(c.width / 2, 156, area, 40, SLATE)


def northern_ward(c: Canvas) -> None:
    """Draw the ward of Bắc Hồng Lĩnh alone."""
    _one_ward(c, 0)


def southern_ward(c: Canvas) -> None:
    """Draw the ward of Nam Hồng Lĩnh alone."""
    _one_ward(c, 1)
