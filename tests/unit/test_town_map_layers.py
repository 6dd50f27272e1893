"""The town map's list, its ids and the data that the large map is made of."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.map_data import ROOT, drawn, real
from town_portal.blocks.examples import Example, build_scene, load_examples
from town_portal.blocks.town_map import BLOCK, PlacesView, TownMap, View, prepare
from town_portal.blocks.town_map.drawing import project_map
from town_portal.blocks.town_map.layers import URL, build_layers, make_layer_files
from town_portal.blocks.town_map.listing import iter_anchors
from town_portal.blocks.town_map.models import KINDS

EXAMPLES = load_examples(ROOT / "plugins/town_portal/blocks/town_map")


def shown(example: Example, **changes: Any) -> View | PlacesView | None:
    """Return what the template is given."""
    return prepare(build_scene(example.model_copy(update=changes), BLOCK))


def render(example: Example, **changes: Any) -> str:
    """Return the block's HTML."""
    return drawn(shown(example, **changes), changes.get("form", example.form))


@given(st.lists(st.sampled_from(["Chợ", "chợ", "Chợ 2", "Đền Cả", "“…”", "漢"]), max_size=9))
def test_ids_are_unlike_each_other_and_stable(names: list[str]) -> None:
    """Each entry has its own id, and one that follows does not change those before it."""
    told = ["Đền Đô Đài (đền Bùi Cầm Hổ)", "Chợ", "Chợ", "…"]
    expected = ["noi-den-do-dai-den-bui-cam-ho", "noi-cho", "noi-cho-2", "noi"]
    assert list(iter_anchors(told)) == expected
    found = list(iter_anchors(names))
    assert len(set(found)) == len(names)
    assert found[:-1] == list(iter_anchors(names[:-1]))
    assert all(re.fullmatch(r"noi(-[a-z0-9]+)*", one) for one in found)


def test_the_box_leads_to_the_entries_of_the_page() -> None:
    """Each name in the box links to an id that stands once on the page of the same data."""
    example = next(one for one in EXAMPLES if "tên trùng nhau" in one.name)
    page = render(example, form="page", options={})
    links = re.findall(r'href="../ban-do/#([^"]+)"', render(example))
    assert links == ["noi-b-den-b-lang", "noi", "noi-cho-lang", "noi-cho-lang-2"]
    assert all(page.count(f'<li id="{link}">') == 1 for link in links)


def test_the_layers_hold_what_the_list_says() -> None:
    """Ids and numbers are those of the page; cards have the area, the day and what was merged."""
    found = build_layers(real())
    page = render(EXAMPLES[0], data=real())
    everything = [*found["areas"]["features"], *found["places"]["features"]]
    assert all(f'<li id="{one["properties"]["id"]}">' in page for one in everything)
    assert [one["properties"].get("number") for one in found["places"]["features"]] == [
        *(None, 1, 2, 3, 4)
    ]
    ward, vinh = everything[0]["properties"], everything[3]["properties"]
    assert (ward["area"], ward["since"]) == ("35,31 km²", "01/7/2025")
    assert ward["merged_from"].endswith("phường Trung Lương và xã Xuân Lam (huyện Nghi Xuân)")
    places = found["places"]["features"]
    assert len(places) == sum(bool(place.coordinates) for place in real().places)
    assert [one["properties"].get("is_centre") for one in places] == [True, *[None] * 4]
    assert vinh["name"] == "Vinh"
    assert vinh["kind"] == KINDS["khu-dan-cu"]
    assert vinh["where"] == "Cách trung tâm khoảng 15 km đường chim bay về phía bắc."


def test_the_layers_are_the_same_bytes_each_time_and_small() -> None:
    """Two builds give equal bytes of at most 100 KB, with five decimals."""
    (first,), (second,) = make_layer_files(real()), make_layer_files(real())
    assert first.url == second.url == URL
    data = first.make()
    assert data == second.make()
    assert len(data) < 100_000
    assert not re.search(rb"\.\d{6}", data)


def test_names_stand_on_the_large_map_where_the_drawing_has_them() -> None:
    """A name's spot, back on the drawing, is the middle of its label there."""
    found = {
        item["properties"]["name"]: item["properties"]["label"]
        for layer in ("areas", "neighbours")
        for item in build_layers(real())[layer]["features"]
    }
    view = shown(EXAMPLES[0], data=real())
    assert isinstance(view, View)
    labels = (*view.drawing.area_labels, *view.drawing.neighbour_labels)
    assert len(labels) > 5
    projection = project_map(real(), "page")
    for label in labels:
        longitude, latitude = found[" ".join(label.texts)]
        assert projection.place((longitude, latitude)) == pytest.approx((label.x, label.y), abs=0.1)


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.data])
def test_layers_of_any_example_are_json(example: Example) -> None:
    """All examples make a file, closed rings in it; every thing has a name, every area a spot."""
    data = TownMap.model_validate(example.data)
    found = json.loads(make_layer_files(data)[0].make())
    assert set(found) == {"areas", "neighbours", "places"}
    for feature in (*found["areas"]["features"], *found["neighbours"]["features"]):
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        assert all(ring[0] == ring[-1] and len(ring) > 3 for part in parts for ring in part)
        assert feature["properties"]["name"]
        assert len(feature["properties"]["label"]) == 2
