"""The map as data for the script: boundaries, names and places, in one file of GeoJSON layers."""

import json
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from town_portal.blocks.contract import MadeFile
from town_portal.blocks.town_map.drawing import draw_map, project_map
from town_portal.blocks.town_map.geojson import Feature, MultiPolygon, Point, Polygon, Ring
from town_portal.blocks.town_map.listing import Area, PlaceEntry, list_areas, list_entries
from town_portal.blocks.town_map.markers import plan_markers
from town_portal.blocks.town_map.models import KINDS, TownMap
from town_portal.blocks.town_map.projection import compute_bounds
from town_portal.core.dates import format_day
from town_portal.core.text import upper_first

URL = "ban-do/ban-do.json"
DECIMALS = 5
"""Of a degree: a metre."""

Json = dict[str, Any]


def make_layer_files(data: TownMap) -> tuple[MadeFile, ...]:
    """Return the file, to be made where it is needed; the same data gives the same bytes."""

    def make() -> bytes:
        return json.dumps(build_layers(data), ensure_ascii=False, separators=(",", ":")).encode()

    return (MadeFile(URL, make),)


def build_layers(data: TownMap) -> Json:
    """Return the layers: ``areas``, ``neighbours`` and ``places``, each a FeatureCollection.

    What is not known of a thing is left out. Places without coordinates are not among them.
    """
    projection = project_map(data, "page")
    planned = plan_markers(data.places, projection)
    drawing = draw_map(data, "page", planned, projection)
    labels = (*drawing.area_labels, *drawing.neighbour_labels)
    spots = {" ".join(label.texts): projection.at(label.x, label.y) for label in labels}
    known = zip(list_areas(data), data.areas.features, strict=True)
    around = data.neighbours.features if data.neighbours else ()
    return {
        "areas": _build_collection(
            _build_feature(feature, spots, _describe_area(area)) for area, feature in known
        ),
        "neighbours": _build_collection(_build_feature(feature, spots, {}) for feature in around),
        "places": _build_collection(
            _build_spot(
                entry.place.coordinates, _describe_place(entry, measured=planned.centre is not None)
            )
            for entry in list_entries(data, planned, projection)
            if entry.place.coordinates
        ),
    }


def _build_collection(features: Iterable[Json]) -> Json:
    return {"type": "FeatureCollection", "features": list(features)}


def _build_feature(feature: Feature, spots: Mapping[str, Point], facts: Json) -> Json:
    """Return an area; its name stands where the drawing has it, if it has room there."""
    known = feature.properties
    middle = compute_bounds(point for ring in feature.geometry.rings for point in ring).middle
    label = _round_point(spots.get(known.name, known.label_point or middle))
    return {
        "type": "Feature",
        "properties": _drop_unknown({**facts, "name": known.name, "label": label}),
        "geometry": _build_geometry(feature.geometry),
    }


def _describe_area(area: Area) -> Json:
    return {
        "id": area.id,
        "area": area.size,
        "merged_from": area.merged_from,
        "since": format_day(area.since) if area.since else "",
    }


def _describe_place(entry: PlaceEntry, *, measured: bool) -> Json:
    place, away = entry.place, entry.away if measured else ""
    return {
        "id": entry.id,
        "name": place.name,
        "number": entry.number,
        "kind": KINDS[place.kind],
        "is_centre": entry.is_centre,
        "address": place.address,
        "where": f"{upper_first(away)}." if away else "",
        "note": place.note,
        "source": place.source,
    }


def _build_spot(point: Point, facts: Json) -> Json:
    geometry = {"type": "Point", "coordinates": _round_point(point)}
    return {"type": "Feature", "properties": _drop_unknown(facts), "geometry": geometry}


def _drop_unknown(facts: Json) -> Json:
    return {name: value for name, value in facts.items() if value}


def _build_geometry(shape: Polygon | MultiPolygon) -> Json:
    if isinstance(shape, Polygon):
        return {
            "type": shape.type,
            "coordinates": [_round_ring(ring) for ring in shape.coordinates],
        }
    parts = [[_round_ring(ring) for ring in part] for part in shape.coordinates]
    return {"type": shape.type, "coordinates": parts}


def _round_ring(ring: Ring) -> list[list[float]]:
    """Return a ring without points that rounding puts onto the one before."""
    points = [_round_point(point) for point in ring]
    kept = [point for before, point in pairwise(points) if point != before]
    return [points[0], *kept] if len(kept) > 2 else points


def _round_point(point: Point) -> list[float]:
    return [round(value, DECIMALS) for value in point]
