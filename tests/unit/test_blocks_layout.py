"""layout.yaml: what may be written, and what is held against blocks, pages and categories."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from plugins._kit.data import Model
from plugins.blocks.catalogue import blocks
from plugins.blocks.check import Misplaced, check, places
from plugins.blocks.contract import Block
from plugins.blocks.models import Layout
from tests.unit.recorded_block import Recorder, layout, placements


def test_a_placement_may_be_a_name_alone() -> None:
    """The short form is the long one with defaults."""
    short, long = placements("a", {"block": "a", "form": "box", "options": {}})
    assert short == long
    assert (short.form, short.title) == ("box", None)


@pytest.mark.parametrize(
    "written", [{"giua": ["a"]}, {"main": "a"}, {"main": [{"blok": "a"}]}, {"main": ["A b"]}]
)
def test_a_layout_refuses(written: Any) -> None:
    """Unknown regions and fields, and what is no list, are faults."""
    with pytest.raises(ValidationError):
        layout(article=written)


@pytest.mark.parametrize("rows", [["a"], [[]], [["a", "b", "c", "d", "e"]], {"main": ["a"]}])
def test_a_home_page_refuses(rows: Any) -> None:
    """It is a list of rows, each of one to four blocks."""
    with pytest.raises(ValidationError):
        layout(home=rows)


def test_what_is_not_written_has_the_default() -> None:
    """A layout of articles alone keeps the neutral home page, and alerts stand everywhere."""
    assert layout(article={}) == Layout()
    assert [placement.block for placement in Layout().everywhere] == ["alerts"]
    assert {placement.block for row in Layout().home for placement in row} <= set(blocks())


def test_regions_of_a_kind_of_page() -> None:
    """Pages are found by their key; what is not written has no regions."""
    found = layout(listing={"below": ["a"]}, pages={"ban-do": {"aside": ["b"]}})
    assert found.regions("listing") == {"below": placements("a")}
    assert found.regions("page", "ban-do") == {"aside": placements("b")}
    assert found.regions("page", "khong-co") == {}
    assert found.regions("article") == found.regions("khong-co") == {}


def test_every_place_is_found_with_its_path() -> None:
    """The path leads to its line in layout.yaml."""
    found = layout(
        everywhere=["g"],
        home=[["a"], ["h", "b"]],
        article={"below": ["c"]},
        listing={"below": ["d"]},
        pages={"e": {"main": ["f"]}},
    )
    assert {placement.block: path for path, placement in places(found)} == {
        "g": ("everywhere", 0),
        "a": ("home", 0, 0),
        "h": ("home", 1, 0),
        "b": ("home", 1, 1),
        "c": ("article", "below", 0),
        "d": ("listing", "below", 0),
        "f": ("pages", "e", "main", 0),
    }


def misplaced(written: Layout, *catalogue: Block, pages: set[str] | None = None) -> list[Misplaced]:
    """Check a layout."""
    known = {block.name: block for block in catalogue}
    known["alerts"] = Recorder().block("alerts", is_bar=True)
    return check(written, known, pages or set(), {"tin"})


def test_a_right_layout_has_no_faults() -> None:
    """Known blocks, right options, pages that are there."""
    written = layout(home=[[{"block": "a", "options": {"count": 3}}]], pages={"b": {}})
    assert misplaced(written, Recorder().block(), pages={"b"}) == []


def test_an_unknown_block_is_a_fault() -> None:
    """The blocks that there are are told."""
    (fault,) = misplaced(layout(home=[["x"]]), Recorder().block("a"), Recorder().block("b"))
    assert fault.path == ("home", 0, 0)
    assert fault.message == "không có khối “x”; các khối: a, b, alerts"


def test_wrong_options_are_faults() -> None:
    """Each is told in Vietnamese with its name."""
    options = {"count": 0, "khac": 1}
    found = misplaced(layout(home=[[{"block": "a", "options": options}]]), Recorder().block())
    place = ("home", 0, 0, "options")
    assert [(fault.path, fault.message) for fault in found] == [
        ((*place, "count"), "phải từ 1 trở lên"),
        ((*place, "khac"), "không có trường tên này; hãy xóa hoặc sửa tên trường"),
    ]


def test_a_page_that_is_not_there_is_a_fault() -> None:
    """A region of no page would never be seen."""
    written = layout(home=[["a"]], pages={"ban-do": {}})
    (fault,) = misplaced(written, Recorder().block(), pages={"khac"})
    assert (fault.path, "“ban-do”" in fault.message) == (("pages", "ban-do"), True)


@pytest.mark.parametrize("options", [{"category": "la"}, {"categories": ["tin", "la"]}])
def test_a_category_that_is_not_there_is_a_fault(options: Any) -> None:
    """A slip of the key would leave the block out in silence."""

    class Choice(Model):
        category: str = ""
        categories: tuple[str, ...] = ()

    block = replace(Recorder().block(), options=Choice)
    written = layout(home=[[{"block": "a", "options": options}]])
    (fault,) = misplaced(written, block)
    assert fault.path[:4] == ("home", 0, 0, "options")
    assert fault.message == "không có chuyên mục “la” trong categories.yaml"
    bar = Recorder().block("alerts", is_bar=True)
    assert check(written, {"a": block, "alerts": bar}, set(), None) == []


@pytest.mark.parametrize(
    ("written", "path", "words"),
    [
        ({"home": [["b"]]}, ("home", 0, 0), "trang bài viết"),
        ({"home": [[{"block": "a", "form": "page"}]]}, ("home", 0, 0), "trang riêng (pages)"),
        ({"home": [["alerts"]]}, ("home", 0, 0), "mọi trang (everywhere)"),
        ({"everywhere": ["a"]}, ("everywhere", 0), "ở trang chủ"),
    ],
)
def test_a_place_where_a_block_would_be_drawn_wrong(written: Any, path: Any, words: str) -> None:
    """What needs an article, a page of its own or the whole width is refused elsewhere."""
    catalogue = (Recorder().block(), Recorder().block("b", by_article=True))
    found = misplaced(layout(**{"home": [["a"]], **written}), *catalogue)
    assert [(fault.path, words in fault.message) for fault in found] == [(path, True)]
