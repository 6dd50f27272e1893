"""The data that the whole portal stands on."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from plugins._kit.kinds import KINDS
from plugins._kit.tables import (
    DEFAULT_TOWN,
    RESERVED,
    Categories,
    Menu,
    Streets,
    Town,
    tag_topic,
)


def town(**fields: str) -> Town:
    """Give a town with the four fields that each has."""
    needed = {"name": "Thị xã A", "address": "b", "time_zone": "UTC", "base_path": "/"}
    return Town.model_validate(needed | fields)


def categories(*keys: str) -> Categories:
    """Give categories with these keys."""
    return Categories.model_validate({"categories": [{"key": key, "title": key} for key in keys]})


def test_the_portals_title_is_made_of_the_name() -> None:
    """Without a title of its own the portal is called after the authority."""
    assert town().portal == "Cổng thông tin điện tử thị xã A"
    assert town(title="Cổng A").portal == "Cổng A"


@pytest.mark.parametrize(
    ("site", "path", "root", "base"),
    [
        ("https://a.vn", "/", "", "https://a.vn"),
        ("https://a.vn/", "/", "", "https://a.vn"),
        ("https://a.vn", "/cong/", "/cong", "https://a.vn/cong"),
        ("https://a.vn//", "/b/c/", "/b/c", "https://a.vn/b/c"),
    ],
)
def test_root_and_base_have_no_last_slash(site: str, path: str, root: str, base: str) -> None:
    """Addresses are made by joining with one slash, under any path."""
    place = town(site=site, base_path=path)
    assert (place.root, place.base) == (root, base)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(
            ("site", it)
            for it in ("https://*", "https://a.vn;script-src", "https://a.vn,x", "http://é")
        ),
        *(("base_path", it) for it in ('/a"}{/', "/a;b/", "/$x/", "/é/", "/a'/")),
    ],
)
def test_an_address_adds_nothing_to_policies_and_files_for_hosts(field: str, value: str) -> None:
    """A star would let every host's scripts in, a semicolon begin a directive."""
    with pytest.raises(ValidationError, match="chỉ gồm chữ không dấu"):
        town(**{field: value})


def test_without_a_site_there_is_no_base() -> None:
    """A portal whose address is not known has no full addresses, but a root."""
    place = town(base_path="/cong/")
    assert (place.base, place.root) == (None, "/cong")


@pytest.mark.parametrize("field", ["name", "address", "time_zone", "base_path"])
def test_four_fields_are_required(field: str) -> None:
    """Name, address, time zone and base path must be written."""
    with pytest.raises(ValidationError, match=field):
        town(**{field: ""})


def test_the_default_town_is_neutral() -> None:
    """Without town.yaml no town is named, and there are no numbers or addresses."""
    assert "Hồng Lĩnh" not in str(DEFAULT_TOWN)
    shown = (DEFAULT_TOWN.site, DEFAULT_TOWN.visits, DEFAULT_TOWN.telephone, DEFAULT_TOWN.valid)
    assert shown == (None, None, None, None)


def test_the_menu_has_eight_words_at_most() -> None:
    """A ninth word of the menu is refused."""
    item = {"title": "a", "to": "/"}
    assert len(Menu.model_validate({"items": [item] * 8}).items) == 8
    with pytest.raises(ValidationError):
        Menu.model_validate({"items": [item] * 9})
    assert Menu().items == ()


def test_a_category_stands_once() -> None:
    """Two categories with one key are refused; the key is told."""
    with pytest.raises(ValidationError, match="khóa “b” dùng cho hai chuyên mục"):
        categories("a", "b", "c", "b")


def test_a_file_without_categories_is_refused() -> None:
    """A list of categories with nothing in it is no list."""
    with pytest.raises(ValidationError):
        categories()


def test_a_tag_is_known_by_its_slug() -> None:
    """Tags written in different ways have one address."""
    assert tag_topic("Cải cách hành chính").url == "tu-khoa/cai-cach-hanh-chinh/"
    assert tag_topic("CẢI CÁCH").key == tag_topic("cải cách").key


def test_the_counting_starts_with_somebody() -> None:
    """A visit total of nothing is no total."""
    with pytest.raises(ValidationError):
        Town.model_validate(
            town().model_dump(exclude_none=True) | {"visits": {"start": 0, "as_of": "2020-12"}}
        )


def streets(tiles: str) -> Streets:
    """Give a street layer with tiles from an address."""
    return Streets(tiles=tiles, attribution="A")


def test_the_host_of_street_tiles() -> None:
    """What the page's policy must allow: scheme, host, port."""
    assert streets("https://tile.example:8080/{z}/{x}/{y}.png").host == "https://tile.example:8080"


@pytest.mark.parametrize(
    "tiles",
    [
        "https://a.vn/{z}/{x}.png",
        "https://{s}.a.vn/{z}/{x}/{y}",
        "https://a.vn;script-src/{z}/{x}/{y}",
    ],
)
def test_street_tiles_refused(tiles: str) -> None:
    """An address without its three numbers, and a host that would change the page's policy."""
    with pytest.raises(ValidationError, match="mảnh bản đồ"):
        streets(tiles)


def test_the_emblem_has_an_address_of_its_own() -> None:
    """Its ending stays, so that a server knows its type; without one there is none."""
    assert town().emblem_url is None
    assert town(emblem="anh/Huy Hiệu.PNG").emblem_url == "huy-hieu.png"


def test_keys_of_kinds_are_no_categories() -> None:
    """The search has one list of both, where each key stands once."""
    assert {kind.key: kind.title for kind in KINDS} == RESERVED
    for key in RESERVED:
        with pytest.raises(ValidationError, match="do cổng tự lập; hãy đặt khóa khác"):
            categories("thong-bao", key)
