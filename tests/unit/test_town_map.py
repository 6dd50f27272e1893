"""The town map: lettering, markers, the written SVG, and data that is refused."""

import re
from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from plugins._kit.records import Site
from plugins._kit.tables import DEFAULT_TOWN
from plugins.blocks.contract import Form, Scene
from plugins.blocks.examples import FIRST_DAY
from plugins.blocks.town_map import Options, TownMap, View, prepare
from plugins.blocks.town_map.drawing import projection_of
from plugins.blocks.town_map.geojson import Point
from plugins.blocks.town_map.lettering import LONGEST, breakings, tidy_breakings
from plugins.blocks.town_map.markers import plan
from tests.unit.map_data import FORMS, ROOT, areas, drawn, made, points, real

FOLDER = ROOT / "plugins" / "blocks" / "town_map"
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
    projection, bar = projection_of(real(), form), view_of(real(), form).drawing.bar
    east, north = projection.middle
    x = projection.place((east + 0.04737, north))[0] - projection.place((east, north))[0]
    assert bar.label == "5 km"
    assert bar.length == pytest.approx(x, rel=0.01)


@given(st.text(readable, min_size=1, max_size=200).filter(str.split))
def test_any_name_can_be_set(name: str) -> None:
    """A name is set in one to three lines of limited length, never broken within ``thị xã``."""
    assert ("Trung tâm", "thị xã", "A B") in tidy_breakings("Trung tâm thị xã A B")
    for lines in breakings(name):
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
    projection = projection_of(real(), "page")
    planned = plan(real().places, projection)
    assert planned.spot == pytest.approx(projection.place((105.70191, 18.53424)), abs=0.06)
    names = [marker.places[0].name for marker in planned.markers]
    assert names == ["Vinh", "Nghi Xuân", "Đức Thọ", "Nghèn"]
    vinh = planned.markers[0]
    assert (vinh.text, vinh.far, vinh.y) == ("1", "15 km", 22)
    assert vinh.direction == pytest.approx(356, abs=1)


@pytest.mark.parametrize(("count", "text"), [(1, "1"), (2, "1, 2"), (3, "1–3"), (6, "1–6")])
def test_places_in_one_spot_share_a_marker(count: int, text: str) -> None:
    """Places too close to be told apart stand under one marker with all their numbers."""
    data = made(places=[{"name": f"Nơi {i}", "coordinates": [105.72, 18.52]} for i in range(count)])
    (found,) = plan(data.places, projection_of(data, "page")).markers
    assert found.text == text


@given(st.lists(points, min_size=1, max_size=8))
def test_markers_always_lie_on_the_map(spots: list[Point]) -> None:
    """Wherever places are, their markers lie within the drawing."""
    data = made(places=[{"name": "Nơi", "kind": "cho", "coordinates": spot} for spot in spots])
    projection = projection_of(data, "page")
    for marker in plan(data.places, projection).markers:
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
    """Two builds give the same bytes, within 25 and 10 KB, without any address elsewhere."""
    html = render(real(), form)
    assert html == render(real(), form)
    assert len(html[: html.rindex("</svg>")].encode()) < limit
    assert not re.search(r'\bsrc=|url\(|href="(https?:)?//', html)


def test_the_drawings_tell_what_they_show() -> None:
    """Each form says in words what is to be seen and from when it holds, with ids of its own."""
    seen: set[str] = set()
    for form in FORMS:
        html = render(real(), form)
        title, desc = re.findall(r"<(?:title|desc) id=\"[^>]+>([^<]+)</", html)
        assert title == "Bản đồ phường Bắc Hồng Lĩnh và phường Nam Hồng Lĩnh"
        for words in ("35,31 km²", "36,47 km²", "địa giới từ 01/7/2025", "xã Lam Thành"):
            assert words in desc
        assert "địa giới từ 01/7/2025</text>" in html
        ids = set(re.findall(r'\bid="([^"]+)"', html))
        assert ids.isdisjoint(seen)
        seen |= ids


def test_the_page_lists_every_place_and_the_box_leads_to_it() -> None:
    """The page has all places, distances, source and licence; the box a link to the page.

    A place without coordinates has no marker; one without anything says so.
    """
    page, box = (render(real(), form) for form in FORMS)
    far = "cách trung tâm khoảng 15 km đường chim bay về phía bắc"
    for words in (*(place.name for place in real().places), "MIT, © 2021", "sapnhap.bando", far):
        assert words in page
    assert '<a href="../ban-do/">' in box
    html = render(made(places=[{"name": "Đền Làng", "kind": "den"}]), "page")
    assert "town-map__marker" not in html
    assert "Chưa có địa chỉ và tọa độ." in html
