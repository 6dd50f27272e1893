"""The data package of all communes: names, neighbours, former communes and borders."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from tools import communes as tool
from town_portal.core.communes import (
    Commune,
    FormerUnit,
    list_communes,
    read_commune,
    read_feature,
)

TOWN = "Thị xã Hồng Lĩnh"
# The list of the General Statistics Office of 01/3/2025 and the public list of the rearrangement.
HONG_LINH = {
    "18115": {
        ("Phường Bắc Hồng", TOWN),
        ("Phường Trung Lương", TOWN),
        ("Phường Đức Thuận", TOWN),
        ("Xã Xuân Lam", "Huyện Nghi Xuân"),
    },
    "18118": {("Phường Nam Hồng", TOWN), ("Phường Đậu Liêu", TOWN), ("Xã Thuận Lộc", TOWN)},
}


def _read(code: str) -> Commune:
    found = read_commune(code)
    assert found
    return found


def test_all_units_in_force_are_there() -> None:
    """There are 3,321 units of 34 provinces, 13 of them special zones, each with its kind."""
    units = list(list_communes())
    assert len({unit.code for unit in units}) == 3321
    assert len({unit.province for unit in units}) == 34
    assert Counter(unit.kind for unit in units) == {"phường": 697, "xã": 2611, "đặc khu": 13}
    assert all(re.fullmatch(r"\d{5}", unit.code) and unit.short_name for unit in units)


@pytest.mark.parametrize("code", HONG_LINH)
def test_former_communes_agree_with_another_source(code: str) -> None:
    """The two wards of Hồng Lĩnh are made of the communes that an independent list names."""
    unit = _read(code)
    assert {(item.name, item.district) for item in unit.former} == HONG_LINH[code]
    assert not any(item.is_part or item.province for item in unit.former)


def test_a_divided_commune_stands_under_all_its_successors() -> None:
    """A former commune is in one unit as a whole, or in several as a part."""
    places: dict[tuple[str, str, str], list[bool]] = {}
    for unit in list_communes():
        assert unit.former
        for item in unit.former:
            key = (item.name, item.district, item.province or unit.province)
            places.setdefault(key, []).append(item.is_part)
    assert len(places) == 10040
    assert all(all(parts) if len(parts) > 1 else not parts[0] for parts in places.values())


def test_an_island_district_became_a_zone() -> None:
    """A district without communes stands in the list by its own name."""
    zone = next(commune for commune in list_communes() if commune.name == "Đặc khu Lý Sơn")
    assert zone.former == (FormerUnit("Huyện Lý Sơn", "", "", False),)
    assert zone.neighbours == ()


def test_neighbours_know_each_other() -> None:
    """Who touches a unit is touched by it."""
    units = {commune.code: set(commune.neighbours) for commune in list_communes()}
    assert all(code in units[other] for code, near in units.items() for other in near)


def test_borders_are_closed_and_shared() -> None:
    """A border is GeoJSON of closed rings with five decimals; neighbours share its points."""

    def points(code: str) -> list[tuple[float, float]]:
        feature = read_feature(_read(code))
        assert feature["geometry"]["type"] == "Polygon"
        (ring,) = feature["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
        assert all(one != other for one, other in pairwise(ring))
        assert all(round(value, 5) == value for point in ring for value in point)
        return [(x, y) for x, y in ring]

    north, south = points("18115"), points("18118")
    assert len({*north} & {*south}) > 10
    assert _read("18115").label_point == (105.69258, 18.56101)


def test_every_unit_has_a_border_in_viet_nam() -> None:
    """The border of each unit surrounds its label point's neighbourhood, longitude first."""
    for unit in list_communes():
        shape = read_feature(unit)["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        spots = [point for polygon in parts for point in polygon[0]]
        assert all(102 < x < 118 and 6 < y < 24 for x, y in spots), unit.name
        x, y = unit.label_point
        assert min(spot[0] for spot in spots) <= x <= max(spot[0] for spot in spots), unit.name
        assert min(spot[1] for spot in spots) <= y <= max(spot[1] for spot in spots), unit.name


def test_names_place_tones_as_people_do() -> None:
    """A name is written in one way: ``Hòa``, not ``Hoà``."""
    names = [commune.name for commune in list_communes()] + [
        commune.province for commune in list_communes()
    ]
    assert not [name for name in names if re.search(r"o[àáảãạ]\b", name)]


def test_no_unit_has_an_unknown_code() -> None:
    """A code that no unit in force has gives nothing."""
    assert read_commune("00000") is None


def test_a_name_keeps_its_kind_of_the_newer_source() -> None:
    """Two sources' names are merged only where they differ in the place of a tone or in case."""
    assert tool.merge_names("Xã Yên Hoà", "Xã Yên Hòa") == "Xã Yên Hòa"
    assert tool.merge_names("xã Bắc Sơn", "Xã Bắc Sơn") == "Xã Bắc Sơn"
    assert tool.merge_names("Phường Lộc Ninh", "Xã Lộc Ninh") == "Phường Lộc Ninh"


def test_a_unit_that_one_source_lacks_stops_the_tool() -> None:
    """A row that fits no unit in force by code or by name is told, not left out."""
    rows = [("06970", "Xã Ba Chẽ", "22", "tinh", "xabache", "Tỉnh Quảng Ninh")]
    assert tool.match_codes({"06978": ["Xã Ba Chẽ", "22"]}, rows) == {"tinh/xabache": "06978"}
    with pytest.raises(tool.Unfit, match="06970 Xã Ba Chẽ"):
        tool.match_codes({"06978": ["Xã Khác", "22"]}, rows)


def test_a_ring_is_packed_as_steps() -> None:
    """A ring becomes steps of a hundred-thousandth of a degree, the first from zero."""
    ring = [[105.1, 18.2], [105.10001, 18.19999], [105.1, 18.2]]
    assert tool.pack_ring(ring) == [10510000, 1820000, 1, -1, -1, 1]
