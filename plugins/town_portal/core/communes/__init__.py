"""All communes, wards and special zones in force: names, neighbours, former communes, borders.

They are read from the data files in this folder; README.md names sources, licences and dates.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

INDEX = Path(__file__).with_name("index.json.gz")
"""Names, provinces, neighbours and former communes of all units."""
BORDERS = Path(__file__).with_name("borders")
"""One file a province: polygons of rings, each ring a list of steps east and north."""
DEGREE = 100_000
"""Steps in a degree; one is about a metre."""

KINDS = ("Phường", "Xã", "Đặc khu", "Thị trấn", "Huyện")
"""What the names of units begin with."""


def strip_kind(name: str) -> str:
    """Return a unit's name without its kind: ``Thành Sen`` of ``Phường Thành Sen``."""
    for kind in KINDS:
        if name.startswith(f"{kind} "):
            return name[len(kind) + 1 :]
    return name


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A unit until 30/6/2025 that went into one in force, with its district of that time.

    ``province`` is empty where it is still the same; ``is_part`` tells that the unit was divided
    among several.
    """

    name: str
    district: str
    province: str
    is_part: bool


@dataclass(frozen=True, slots=True)
class Commune:
    """A unit in force; ``area`` in square kilometres, ``label_point`` longitude and latitude.

    ``neighbours`` are the codes of the units that touch it.
    """

    code: str
    name: str
    province: str
    area: float
    label_point: tuple[float, float]
    neighbours: tuple[str, ...]
    former: tuple[FormerUnit, ...]
    province_code: str

    @property
    def kind(self) -> str:
        """Its kind in small letters: ``phường``, ``xã`` or ``đặc khu``."""
        return self.name.removesuffix(self.short_name).strip().lower()

    @property
    def short_name(self) -> str:
        """Its name without the kind."""
        return strip_kind(self.name)


@lru_cache(1)
def _index() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gzip.decompress(INDEX.read_bytes()))
    return found


def _make(code: str, values: list[Any]) -> Commune:
    name, province, area, point, neighbours, former = values
    return Commune(
        code,
        name,
        _index()["provinces"][province],
        area,
        (point[0], point[1]),
        tuple(neighbours),
        tuple(FormerUnit(item[0], item[1], item[2], bool(item[3])) for item in former),
        province,
    )


def read_commune(code: str) -> Commune | None:
    """Return the unit of a code of five digits; None where no unit in force has it."""
    values = _index()["units"].get(code)
    return _make(code, values) if values else None


def list_communes() -> Iterator[Commune]:
    """Yield all units in force in the order of the codes of their provinces, then of their own."""
    for code, values in _index()["units"].items():
        yield _make(code, values)


@lru_cache(4)
def _load_borders(province: str) -> dict[str, Any]:
    text = gzip.decompress((BORDERS / f"{province}.json.gz").read_bytes())
    found: dict[str, Any] = json.loads(text)
    return found


def read_feature(commune: Commune) -> dict[str, Any]:
    """Return a unit as a GeoJSON feature (WGS 84, five decimals), named by its full name."""
    polygons = _load_borders(commune.province_code)[commune.code]
    rings = [[_decode_ring(steps) for steps in polygon] for polygon in polygons]
    is_one = len(rings) == 1
    return {
        "type": "Feature",
        "id": commune.code,
        "properties": {
            "name": commune.name,
            "area_km2": commune.area,
            "label_point": list(commune.label_point),
        },
        "geometry": {
            "type": "Polygon" if is_one else "MultiPolygon",
            "coordinates": rings[0] if is_one else rings,
        },
    }


def _decode_ring(steps: list[int]) -> list[list[float]]:
    east = north = 0
    points: list[list[float]] = []
    for x, y in zip(steps[::2], steps[1::2], strict=True):
        east, north = east + x, north + y
        points.append([east / DEGREE, north / DEGREE])
    return points
