"""layout.yaml: which places a block is refused at, with the path that leads to its line."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.blocks.catalogue import blocks
from plugins.blocks.check import check
from plugins.blocks.models import Layout
from tests.unit.recorded_block import Recorder, layout


def test_what_is_not_written_has_the_default() -> None:
    """A layout of articles alone keeps the neutral home page, and alerts stand everywhere."""
    assert layout(article={}) == Layout()
    assert [placement.block for placement in Layout().everywhere] == ["alerts"]
    assert {placement.block for row in Layout().home for placement in row} <= set(blocks())


@pytest.mark.parametrize(
    ("written", "path", "words"),
    [
        ({"home": [["a"], ["a", "b"]]}, ("home", 1, 1), "trang bài viết"),
        ({"listing": {"below": ["b"]}}, ("listing", "below", 0), "trang bài viết"),
        ({"pages": {"p": {"main": ["a", "b"]}}}, ("pages", "p", "main", 1), "trang bài viết"),
        ({"home": [[{"block": "a", "form": "page"}]]}, ("home", 0, 0), "trang riêng (pages)"),
        ({"article": {"aside": ["alerts"]}}, ("article", "aside", 0), "mọi trang (everywhere)"),
        ({"everywhere": ["a"]}, ("everywhere", 0), "ở trang chủ"),
        ({"article": {"aside": ["b"]}, "pages": {"p": {"aside": ["a"]}}}, None, ""),
    ],
)
def test_a_place_where_a_block_would_be_drawn_wrong(written: Any, path: Any, words: str) -> None:
    """What needs an article, a page of its own or the whole width is refused elsewhere."""
    catalogue = [Recorder().block(), Recorder().block("b", by_article=True)]
    catalogue.append(Recorder().block("alerts", is_bar=True))
    known = {block.name: block for block in catalogue}
    found = check(layout(**{"home": [["a"]], **written}), known, {"p"}, None)
    told = [(path, True)] if path else []
    assert [(fault.path, words in fault.message) for fault in found] == told
