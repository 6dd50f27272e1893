"""The town map: geometry, lettering, markers, the written SVG, and data that is refused."""

import re
from itertools import combinations, pairwise
from math import hypot
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.unit.map_data import FORMS, ROOT, areas, drawn, made, points, real
from town_portal.blocks.contract import Form, Scene
from town_portal.blocks.examples import FIRST_DAY
from town_portal.blocks.town_map import Options, TownMap, View, prepare
from town_portal.blocks.town_map.drawing import STEPS, project_map
from town_portal.blocks.town_map.geojson import Point, Ring
from town_portal.blocks.town_map.lettering import LONGEST, list_breakings, tidy_breakings
from town_portal.blocks.town_map.markers import plan_markers
from town_portal.blocks.town_map.outline import OVERHANG, clip_ring, project_rings, simplify_ring
from town_portal.blocks.town_map.projection import (
    Bounds,
    Frame,
    compute_distance,
    compute_metres_per_degree,
    fit_projection,
)
from town_portal.core.data.tables import DEFAULT_TOWN
from town_portal.core.records import Site

FOLDER = ROOT / "plugins/town_portal/blocks/town_map"
EXAMPLES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "examples.yaml").read_text("utf-8"))
readable = st.characters(codec="utf-8", exclude_categories=["C"])


def view_of(data: TownMap, form: Form) -> View:
    """Return what the template is given."""
    view = prepare(Scene(DEFAULT_TOWN, Site(), data, Options(), form, FIRST_DAY))
    assert isinstance(view, View)
    return view


def render(data: TownMap, form: Form) -> str:
    """Return the block's HTML."""
    return drawn(view_of(data, form), form)


@pytest.mark.parametrize("form", FORMS)
def test_the_scale_bar_is_as_long_as_it_says(form: Form) -> None:
    """Five kilometres (0.04737 degrees of 105.56 km) are as long as the bar, within 1 %."""
    projection, bar = project_map(real(), form), view_of(real(), form).drawing.bar
    east, north = projection.middle
    x = projection.place((east + 0.04737, north))[0] - projection.place((east, north))[0]
    assert bar.label == "5 km"
    assert bar.length == pytest.approx(x, rel=0.01)


@given(st.text(readable, min_size=1, max_size=200).filter(str.split))
def test_any_name_can_be_set(name: str) -> None:
    """A name is set in one to three lines of limited length, never broken within ``thị xã``."""
    assert ("Trung tâm", "thị xã", "A B") in tidy_breakings("Trung tâm thị xã A B")
    for lines in list_breakings(name):
        assert 1 <= len(lines) <= 3
        assert len(" ".join(lines)) <= LONGEST


@pytest.mark.parametrize("form", FORMS)
def test_names_and_signs_of_the_town_do_not_collide(form: Form) -> None:
    """Both wards and most neighbours are named; no name covers another, a marker or the edge."""
    drawing = view_of(real(), form).drawing
    assert len(drawing.area_labels) == 2
    assert len(drawing.neighbour_labels) >= (6 if form == "page" else 0)
    boxes = [label.box for labels in drawing.labels.values() for label in labels]
    boxes += [marker.box for marker in drawing.markers]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert min(min(box.left, box.top) for box in boxes) >= 0
    assert all(box.right <= drawing.width and box.bottom <= drawing.map_height for box in boxes)


def test_one_centre_is_drawn_and_far_places_point_out_at_the_edge() -> None:
    """The centre is the one of map.yaml; Vinh is a pointer at the upper edge, with its distance."""
    projection = project_map(real(), "page")
    planned = plan_markers(real().places, projection)
    assert planned.spot == pytest.approx(projection.place((105.70191, 18.53424)), abs=0.06)
    names = [marker.places[0].name for marker in planned.markers]
    assert names == ["Vinh", "Nghi Xuân", "Đức Thọ", "Nghèn"]
    vinh = planned.markers[0]
    assert (vinh.text, vinh.far, vinh.y) == ("1", "15 km", 22)
    assert vinh.direction == pytest.approx(356, abs=1)


@given(st.lists(points, min_size=1, max_size=8))
def test_markers_always_lie_on_the_map(spots: list[Point]) -> None:
    """Wherever places are, their markers lie within the drawing."""
    data = made(places=[{"name": "Nơi", "kind": "cho", "coordinates": spot} for spot in spots])
    projection = project_map(data, "page")
    for marker in plan_markers(data.places, projection).markers:
        assert 0 <= marker.x <= projection.width
        assert 0 <= marker.y <= projection.height


SWAPPED = [[18.5, 105.7], [18.5, 105.8], [18.6, 105.8], [18.5, 105.7]]
OPEN = [[105.7, 18.5], [105.8, 18.5], [105.8, 18.6], [105.7, 18.6]]
BROKEN = [[105.7, 18.5], [105.8, float("nan")], [105.8, 18.6], [105.7, 18.5]]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"areas": areas(SWAPPED)}, "kinh độ trước"),
        ({"areas": areas(OPEN)}, "chưa khép kín"),
        ({"areas": areas(OPEN[:2])}, "ít nhất bốn điểm"),
        ({"areas": areas(BROKEN)}, "phải là số"),
        ({"areas": areas([105.7, 18.5], "Point")}, "hình vùng"),
        ({"areas": areas(OPEN, name="")}, "properties.name"),
        ({"areas": "map/khong-co.geojson"}, "không tìm thấy tệp"),
        ({"places": [{"name": "A", "coordinates": ["18.5", "105.7"]}]}, "kinh độ trước"),
        ({"places": [{"name": "A", "coordinates": "105.7, 18.5"}]}, "đúng hai số"),
        ({"places": [{"name": "A", "kind": "trung-tam"}] * 2}, "chỉ một nơi"),
    ],
)
def test_unsound_data_is_refused(fields: Any, fault: str) -> None:
    """What is wrong with boundaries and places is said in Vietnamese."""
    with pytest.raises(ValidationError, match=fault):
        made(**fields)


@pytest.mark.parametrize("item", EXAMPLES, ids=lambda item: item["name"])
@pytest.mark.parametrize("form", FORMS)
def test_examples_are_well_formed(item: dict[str, Any], form: Form) -> None:
    """Examples are valid XML with unique ids; what names hold never becomes markup or style."""
    root = ET.fromstring(f"<div>{render(made(**item['data']), form)}</div>")
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        assert element.tag not in {"script", "style", "em", "b", "i"}
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


@pytest.mark.parametrize(("form", "limit"), [("page", 25_000), ("box", 10_000)])
def test_drawings_are_small_alike_and_load_nothing(form: Form, limit: int) -> None:
    """Two builds give the same bytes, within 25 and 10 KB; nothing is loaded from elsewhere."""
    html = render(real(), form)
    assert html == render(real(), form)
    assert len(html[: html.rindex("</svg>")].encode()) < limit
    loading = re.sub(r'<a [^>]*rel="external noopener">', "", html)  # what a reader may follow
    assert not re.search(r'\bsrc=|url\(|href="(https?:)?//', loading)


FRAME = Frame(328, 260, 460, 52)
sheet_points = st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000))
rings = st.lists(sheet_points, min_size=3, max_size=30).map(lambda found: (*found, found[0]))


def sides(ring: Any) -> set[frozenset[tuple[int, int]]]:
    """Return the sides of an open ring, without their direction."""
    return {frozenset(side) for side in pairwise((*ring, *ring[:1]))}


def test_lengths_are_those_of_the_ellipsoid() -> None:
    """A degree is as long as published tables say; Vinh is 0.13913 degrees north, 0.00959 west."""
    assert compute_metres_per_degree(0) == pytest.approx((111_319.5, 110_574.3), abs=0.5)
    assert compute_metres_per_degree(45) == pytest.approx((78_846.8, 111_131.8), abs=0.5)
    vinh = compute_distance((105.70191, 18.53424), (105.69232, 18.67337))
    assert vinh == pytest.approx(hypot(0.13913 * 110_690, 0.00959 * 105_540), rel=0.001)


def test_north_is_up_and_lengths_are_equal_in_both_directions() -> None:
    """A kilometre north goes up, a kilometre east to the right, both equally far."""
    projection = fit_projection(Bounds(105.6, 18.4, 105.8, 18.6), FRAME)
    across, along = compute_metres_per_degree(18.5)
    x, y = projection.place((105.7, 18.5))
    right = projection.place((105.7 + 1000 / across, 18.5))[0] - x
    up = y - projection.place((105.7, 18.5 + 1000 / along))[1]
    assert [right, up] == pytest.approx([1000 * projection.scale] * 2)


@given(points, points)
def test_areas_always_fit_into_the_frame(one: Point, other: Point) -> None:
    """Whatever the area's bounds, its corners come into the drawing within the margins."""
    bounds = Bounds(*map(min, one, other), *map(max, one, other))
    projection = fit_projection(bounds, FRAME)
    assert FRAME.least_height <= projection.height <= FRAME.greatest_height
    for corner in ((bounds.west, bounds.south), (bounds.east, bounds.north)):
        x, y = projection.place(corner)
        assert FRAME.margin - 1 <= x <= FRAME.width - FRAME.margin + 1
        assert FRAME.margin - 1 <= y <= projection.height - FRAME.margin + 1


@pytest.mark.parametrize("form", FORMS)
def test_the_wards_share_their_border_and_lie_in_the_drawing(form: Form) -> None:
    """Simplified, the wards still have all sides of their border in common; none is cut off."""
    data = real()
    projection = project_map(data, form)
    outlines = [
        project_rings(item.geometry.rings, projection.place)[0] for item in data.areas.features
    ]
    north, south = (simplify_ring(outline, STEPS[form]) for outline in outlines)
    assert len(sides(north) & sides(south)) == len(set(north) & set(south)) - 1 >= 20
    for x, y in (point for outline in outlines for point in outline):
        assert 0 <= x <= projection.width
        assert 0 <= y <= projection.height


def test_points_on_a_line_and_double_points_are_dropped() -> None:
    """A square with more points than it needs becomes its corners; a tiny ring vanishes."""
    ring = ((0, 0), (5, 0), (5.1, 0.1), (10, 0), (10, 10), (0, 10), (0, 3), (0, 0))
    assert set(simplify_ring(ring, 0.5)) == {(0, 0), (20, 0), (20, 20), (0, 20)}
    assert simplify_ring(((1, 1), (1.1, 1), (1.1, 1.1), (1, 1)), 0.5) == ()


@given(rings)
def test_clipped_rings_stay_near_the_drawing(ring: Ring) -> None:
    """What is cut to the drawing is closed and within its overhang, without NaN."""
    found = clip_ring(ring, 328, 400)
    assert found[:1] == found[-1:]
    for x, y in found:
        assert -OVERHANG - 0.001 <= x <= 328 + OVERHANG + 0.001
        assert -OVERHANG - 0.001 <= y <= 400 + OVERHANG + 0.001


def test_a_code_is_enough_for_the_map_of_a_unit() -> None:
    """The code of a unit gives its border, neighbours, former communes, source and licence."""
    data = TownMap.model_validate({"commune": "18115"})
    (area,) = data.areas.features
    assert area.properties.name == "Phường Bắc Hồng Lĩnh"
    assert "Xã Xuân Lam (huyện Nghi Xuân)" in area.properties.merged_from
    assert data.neighbours
    assert {feature.properties.name for feature in data.neighbours.features} >= {
        "Phường Nam Hồng Lĩnh"
    }
    assert "chỉ để định hướng" in data.valid
    assert "MIT" in data.licence
    assert "một phần" in " ".join(
        name
        for code in ("00097", "00070")
        for feature in TownMap.model_validate({"commune": code}).areas.features
        for name in feature.properties.merged_from
    )


def test_an_island_has_a_map_without_neighbours() -> None:
    """A unit that nothing touches has a map of its own border, drawn in both forms."""
    data = TownMap.model_validate({"commune": "20333", "places": []})
    assert data.neighbours is None
    assert all("Hoàng Sa" in render(data, form) for form in FORMS)


def test_what_is_written_beside_a_code_is_taken() -> None:
    """A field of map.yaml wins over what the code gives; an empty one does not."""
    data = TownMap.model_validate({"commune": "18115", "valid": "theo quyết định", "source": ""})
    assert data.valid == "theo quyết định"
    assert "bando.com.vn" in data.source


def test_an_unknown_code_is_told() -> None:
    """A code that no unit has is refused with a sentence."""
    with pytest.raises(ValidationError, match="không có xã, phường, đặc khu nào mang mã “1”"):
        TownMap.model_validate({"commune": "1"})
