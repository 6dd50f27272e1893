"""The map as numbers and words, ready for the template to write as SVG."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, hypot
from types import MappingProxyType

from town_portal.blocks.contract import Form
from town_portal.blocks.town_map.geojson import Feature, Point
from town_portal.blocks.town_map.lettering import (
    LEADING,
    SIZE,
    LabelBox,
    MapLabel,
    list_signpost_breakings,
    measure_text,
)
from town_portal.blocks.town_map.markers import RADIUS, Marker, MarkerPlan
from town_portal.blocks.town_map.models import TownMap
from town_portal.blocks.town_map.outline import (
    clip_ring,
    format_path_data,
    project_rings,
    simplify_ring,
)
from town_portal.blocks.town_map.projection import Frame, Projection, compute_bounds, fit_projection
from town_portal.blocks.town_map.scale_bar import ScaleBar, choose_scale_bar
from town_portal.blocks.town_map.sheet import MapSheet, place_names
from town_portal.blocks.town_map.words import format_area, join_words
from town_portal.core.text import lower_first, upper_first

FRAMES: Mapping[Form, Frame] = MappingProxyType(
    {"page": Frame(328, 260, 460, 52), "box": Frame(328, 200, 264, 12)}
)
STEPS: Mapping[Form, float] = MappingProxyType({"page": 0.5, "box": 1.0})
"""The grid of the outlines, in units."""
STRIP = 36.0
"""The strip under the map with the scale bar, in units, without the lines of the validity."""


@dataclass(frozen=True)
class Drawing:
    """An SVG of ``width`` by ``height`` units, the map being its upper ``map_height``.

    Outlines are path data in grid steps of ``step`` units; all else is in units.
    """

    title: str
    description: str
    width: float
    map_height: float
    step: float
    areas: tuple[str, ...]
    neighbours: tuple[str, ...]
    area_labels: tuple[MapLabel, ...]
    neighbour_labels: tuple[MapLabel, ...]
    marker_labels: tuple[MapLabel, ...]
    markers: tuple[Marker, ...]
    spot: Point | None
    bar: ScaleBar
    validity: MapLabel

    @property
    def height(self) -> float:
        """The whole height, in units."""
        return round(self.map_height + STRIP + SIZE * LEADING * len(self.validity.texts), 1)

    @property
    def labels(self) -> Mapping[str, tuple[MapLabel, ...]]:
        """All labels on the map by the kind of thing they name."""
        return {
            "neighbour": self.neighbour_labels,
            "area": self.area_labels,
            "marker": self.marker_labels,
        }


def project_map(data: TownMap, form: Form) -> Projection:
    """Return the projection that shows the areas as large as the form allows."""
    areas = data.areas.features
    points = (point for item in areas for ring in item.geometry.rings for point in ring)
    return fit_projection(compute_bounds(points), FRAMES[form])


def draw_map(data: TownMap, form: Form, planned: MarkerPlan, projection: Projection) -> Drawing:
    """Return the drawing. The small form names the areas and leaves numbered places out."""
    whole = form == "page"
    neighbours = data.neighbours.features if data.neighbours else ()
    markers = planned.markers if whole else ()
    borders = _iter_border_points((*data.areas.features, *neighbours), projection)
    sheet = MapSheet(projection, _list_sign_boxes(planned.spot, markers), borders)
    # Signs cannot move, so their names choose before those of the areas, which can.
    marker_labels = _place_marker_names(sheet, planned) if whole else ()
    area_labels = place_names(sheet, data.areas.features, always=True)
    return Drawing(
        title=f"Bản đồ {_join_names(data.areas.features)}",
        description=describe_map(data, planned, whole),
        width=projection.width,
        map_height=projection.height,
        step=STEPS[form],
        areas=_draw_outlines(data.areas.features, projection, STEPS[form]),
        neighbours=_draw_outlines(neighbours, projection, STEPS[form]),
        area_labels=area_labels,
        neighbour_labels=place_names(sheet, neighbours, always=False) if whole else (),
        marker_labels=marker_labels,
        markers=markers,
        spot=planned.spot,
        bar=choose_scale_bar(projection.scale, projection.width),
        validity=_place_validity(upper_first(data.valid), projection),
    )


def _list_sign_boxes(spot: Point | None, markers: Sequence[Marker]) -> list[LabelBox]:
    signs = [marker.box for marker in markers]
    return [*signs, LabelBox(*spot, *spot).grown(RADIUS)] if spot else signs


def _place_marker_names(sheet: MapSheet, planned: MarkerPlan) -> tuple[MapLabel, ...]:
    """Return the names of numbered markers; the legend tells what the centre's sign means."""
    found = (
        sheet.name_marker(list_signpost_breakings(marker.places[0].name, marker.far), marker.box)
        for marker in planned.markers
        if len(marker.places) == 1
    )
    return tuple(label for label in found if label)


def _iter_border_points(features: Sequence[Feature], projection: Projection) -> Iterator[Point]:
    """Yield points along the outlines, 3 units apart at most."""
    for feature in features:
        for ring in project_rings(feature.geometry.rings, projection.place):
            for (ax, ay), (bx, by) in pairwise(ring):
                count = ceil(hypot(bx - ax, by - ay) / 3) or 1
                for step in range(count):
                    yield ax + (bx - ax) * step / count, ay + (by - ay) * step / count


def _draw_outlines(
    features: Sequence[Feature], projection: Projection, step: float
) -> tuple[str, ...]:
    found = (_draw_outline(feature, projection, step) for feature in features)
    return tuple(data for data in found if data)


def _draw_outline(feature: Feature, projection: Projection, step: float) -> str:
    rings = project_rings(feature.geometry.rings, projection.place)
    seen = (clip_ring(ring, projection.width, projection.height) for ring in rings)
    return format_path_data(simplify_ring(ring, step) for ring in seen)


def _join_names(features: Sequence[Feature]) -> str:
    return join_words(lower_first(feature.properties.name) for feature in features)


def _describe_area(feature: Feature) -> str:
    known = feature.properties
    name = lower_first(known.name)
    return f"{name} ({format_area(known.area_km2)})" if known.area_km2 else name


def describe_map(data: TownMap, planned: MarkerPlan, whole: bool) -> str:
    """Return what there is to see, in sentences, for those who do not see it."""
    sentences = [f"Bản đồ vẽ {join_words(map(_describe_area, data.areas.features))}, {data.valid}."]
    if data.neighbours:
        sentences.append(f"Giáp ranh, tô xám: {_join_names(data.neighbours.features)}.")
    if planned.centre:
        sentences.append(f"Ngôi sao đánh dấu {lower_first(planned.centre.name)}.")
    if whole and planned.markers:
        sentences.append("Các số trên bản đồ là số trong danh sách địa điểm.")
    return " ".join((*sentences, "Hướng bắc ở phía trên."))


def _place_validity(valid: str, projection: Projection) -> MapLabel:
    """Return the sentence about the validity, in as many lines as the width asks for."""
    lines = [""]
    for word in valid.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and measure_text(longer) > projection.width:
            lines.append(word)
        else:
            lines[-1] = longer
    middle = projection.height + STRIP + SIZE * LEADING * len(lines) / 2 - 4
    return MapLabel(tuple(lines), 0, round(middle, 1), "start")
