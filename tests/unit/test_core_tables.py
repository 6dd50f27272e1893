"""The data that the whole portal stands on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from pydantic import ValidationError

from town_portal.core.data.tables import RESERVED, Categories, Menu, Streets, Town, Visits
from town_portal.core.texts.kinds import KINDS


def town(**fields: str) -> Town:
    """Give a town with the four fields that each has."""
    needed = {"name": "Thị xã A", "address": "b", "time_zone": "UTC", "base_path": "/"}
    return Town.model_validate(needed | fields)


def categories(*keys: str) -> Categories:
    """Give categories with these keys."""
    return Categories.model_validate({"categories": [{"key": key, "title": key} for key in keys]})


@pytest.mark.parametrize(
    ("site", "path", "root", "base"),
    [
        ("https://a.vn", "/", "", "https://a.vn"),
        ("https://a.vn/", "/", "", "https://a.vn"),
        ("https://a.vn", "/cong/", "/cong", "https://a.vn/cong"),
        ("https://a.vn//", "/b/c/", "/b/c", "https://a.vn/b/c"),
        ("", "/cong/", "/cong", None),
    ],
)
def test_root_and_base_have_no_last_slash(
    site: str, path: str, root: str, base: str | None
) -> None:
    """Addresses are made by joining with one slash, under any path; without a site none is full."""
    place = town(base_path=path, **({"site": site} if site else {}))
    assert (place.root, place.base) == (root, base)


PLAIN = "chỉ gồm chữ không dấu"
TILES = "mảnh bản đồ"
WORD = {"title": "a", "to": "/"}


@pytest.mark.parametrize(
    ("make", "told"),
    [
        # A star would let every host's scripts in, a semicolon begin a directive.
        *(
            (partial(town, site=item), PLAIN)
            for item in ("https://*", "https://a.vn;script-src", "https://a.vn,x", "http://é")
        ),
        *(
            (partial(town, base_path=item), PLAIN)
            for item in ('/a"}{/', "/a;b/", "/$x/", "/é/", "/a'/")
        ),
        *(
            (partial(town, **{name: ""}), name)
            for name in ("name", "address", "time_zone", "base_path")
        ),
        (partial(categories, "a", "b", "c", "b"), "khóa “b” dùng cho hai chuyên mục"),
        (categories, "categories"),
        *(
            (partial(categories, "thong-bao", item), "do cổng tự lập; hãy đặt khóa khác")
            for item in RESERVED
        ),
        (partial(Visits, start=0, as_of="2020-12"), "start"),
        *(
            (partial(Streets, tiles=item, attribution="A"), TILES)
            for item in (
                "https://a.vn/{z}/{x}.png",
                "https://{s}.a.vn/{z}/{x}/{y}",
                "https://a.vn;script-src/{z}/{x}/{y}",
            )
        ),
        (partial(Menu.model_validate, {"items": [WORD] * 9}), "items"),
    ],
)
def test_unsound_data_are_refused(make: Callable[..., object], told: str) -> None:
    """What is missing, stands twice, or would change policies and files for hosts."""
    with pytest.raises(ValidationError, match=told):
        make()


def test_what_is_just_allowed() -> None:
    """Eight words of the menu, or none; tiles of a host with a port, which the policy names."""
    assert len(Menu.model_validate({"items": [WORD] * 8}).items) == 8
    assert Menu().items == ()
    tiles = Streets(tiles="https://tile.example:8080/{z}/{x}/{y}.png", attribution="A")
    assert tiles.host == "https://tile.example:8080"
    assert {kind.key: kind.title for kind in KINDS} == RESERVED
