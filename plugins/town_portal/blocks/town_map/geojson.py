"""GeoJSON (RFC 7946) as the map needs it: named areas made of closed rings.

Positions are longitude, latitude in degrees (WGS 84), longitude first. What the map does not use
is ignored, since the files come from others; what it uses is checked.
"""

from collections.abc import Sequence
from math import isfinite
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema

from town_portal.core.data.fields import Day, JsonFile, Text
from town_portal.core.data.loading import Model

Point = tuple[float, float]
Ring = tuple[Point, ...]
Rings = tuple[Ring, ...]
"""One outline and its holes, or several of both: what is inside goes by the even-odd rule."""

LONGITUDES = (102.0, 118.0)
LATITUDES = (6.0, 24.0)
"""Viet Nam with its islands and seas, in degrees: enough to find numbers in the wrong order."""

_SHAPES = ("Polygon", "MultiPolygon")
_SHAPE_FAULT = f"phải là hình vùng ({', '.join(_SHAPES)}) với trường coordinates"


def _check_number(value: Any) -> float:
    if isinstance(value, bool):
        raise ValueError("tọa độ phải là số")
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("tọa độ phải là số, có dấu chấm thập phân, ví dụ 105.70191") from None
    if not isfinite(found):
        raise ValueError("tọa độ phải là số")
    return found


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _check_point(value: Any) -> Point:
    if not _is_list(value) or len(value) != 2:
        raise ValueError(
            "tọa độ phải có đúng hai số: [kinh độ, vĩ độ], ví dụ [105.70191, 18.53424]"
        )
    longitude, latitude = _check_number(value[0]), _check_number(value[1])
    if (
        not LONGITUDES[0] <= longitude <= LONGITUDES[1]
        or not LATITUDES[0] <= latitude <= LATITUDES[1]
    ):
        raise ValueError(
            f"tọa độ [{longitude:g}, {latitude:g}] không ở Việt Nam; "
            "hãy viết kinh độ trước (102 đến 118), vĩ độ sau (6 đến 24)"
        )
    return longitude, latitude


def _check_ring(value: Any) -> Ring:
    if not _is_list(value) or len(value) < 4:
        raise ValueError("mỗi đường bao cần ít nhất bốn điểm, điểm cuối trùng điểm đầu")
    ring = tuple(_check_point(item[:2] if _is_list(item) else item) for item in value)
    if ring[0] != ring[-1]:
        raise ValueError("đường bao chưa khép kín: điểm cuối phải trùng điểm đầu")
    return ring


def _check_shape(value: Any) -> Any:
    if isinstance(value, Polygon | MultiPolygon):
        return value
    known = isinstance(value, dict) and value.get("type") in _SHAPES
    if not known or not _is_list(value.get("coordinates")):
        raise ValueError(_SHAPE_FAULT)
    return value


Coordinates = Annotated[
    Point,
    PlainValidator(_check_point),
    WithJsonSchema({"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}),
]
"""One place: ``[longitude, latitude]`` in degrees."""
_CheckedRing = Annotated[Ring, PlainValidator(_check_ring), WithJsonSchema({"type": "array"})]
_Outline = Annotated[tuple[_CheckedRing, ...], Field(min_length=1)]


class _Foreign(Model):
    """A part of somebody else's file: fields that the map does not use may stand in it."""

    model_config = ConfigDict(extra="ignore")


class Polygon(_Foreign):
    """One area: its outline, then its holes."""

    type: Literal["Polygon"]
    coordinates: _Outline

    @property
    def rings(self) -> Rings:
        """All outlines and holes."""
        return self.coordinates


class MultiPolygon(_Foreign):
    """An area of several parts."""

    type: Literal["MultiPolygon"]
    coordinates: tuple[_Outline, ...] = Field(min_length=1)

    @property
    def rings(self) -> Rings:
        """All outlines and holes of all parts."""
        return tuple(ring for part in self.coordinates for ring in part)


class Properties(_Foreign):
    """What is known of an area; ``area_km2`` in square kilometres."""

    name: Text
    area_km2: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    label_point: Coordinates | None = None
    merged_from: tuple[Text, ...] = ()
    since: Day | None = None


class Feature(_Foreign):
    """A named area."""

    type: Literal["Feature"]
    properties: Properties
    geometry: Annotated[
        Polygon | MultiPolygon, Field(discriminator="type"), BeforeValidator(_check_shape)
    ]


class FeatureCollection(_Foreign):
    """A GeoJSON file."""

    type: Literal["FeatureCollection"]
    features: tuple[Feature, ...] = Field(min_length=1)


AreaFile = Annotated[FeatureCollection, JsonFile, WithJsonSchema({"type": ["string", "object"]})]
"""Written as the name of a GeoJSON file; examples may give its content instead."""
