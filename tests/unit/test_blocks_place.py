"""Blocks in their places: what each sees, when it is prepared, what is left to the script."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from plugins._kit.data import Model, Table
from plugins._kit.records import Site
from plugins._kit.tables import DEFAULT_TOWN
from plugins.blocks.contract import Block
from plugins.blocks.place import Material, Placed, Stand, fragment_url, lookups
from tests.unit.recorded_block import ARTICLE, NOW, Data, Recorder, layout, placements


def stand(*catalogue: Block, data: dict[str, Model | None] | None = None) -> Stand:
    """Give a stand with these blocks."""
    named = {block.name: block for block in catalogue}
    return Stand(Material(DEFAULT_TOWN, Site(articles=(ARTICLE,)), data or {}, NOW), named)


def test_a_block_that_is_fetched_has_a_plain_link() -> None:
    """Without script a heading would stand over nothing; only what is bare may do without."""
    with pytest.raises(ValueError, match="more"):
        Recorder().block(steady=False)
    assert Recorder().block(steady=False, bare=True).more is None


def test_what_is_not_steady_is_a_slot_on_lasting_pages() -> None:
    """An article's page never shows what the next article changes, not even whether it is there."""
    recorder = Recorder(None)
    unsteady = recorder.block(steady=False, more=("b/", "B"))
    (slot,) = stand(unsteady).lasting(placements("a"), ARTICLE)
    assert (slot.fragment, slot.more, slot.view) == ("khoi/a.html", ("b/", "B"), None)
    assert recorder.scenes == []
    assert [placed.view for placed in stand(Recorder().block()).lasting(placements("a"))] == [
        "view"
    ]


def test_a_block_without_its_data_has_no_slot() -> None:
    """Nothing is fetched for a data file that the portal does not have."""
    unsteady = Recorder().block(steady=False, more=("b/", "B"), table=Table("so-lieu", Data))
    written = layout(everywhere=["a"], article={"aside": ["a"]})
    assert stand(unsteady).lasting(written.everywhere) == []
    assert stand(unsteady).fragments(written) == {}
    known = stand(unsteady, data={"so-lieu": Data(word="x")})
    assert list(known.fragments(written)) == ["khoi/a.html"]


def test_blocks_with_other_options_have_other_fragments() -> None:
    """Two of one kind on lasting pages do not overwrite each other."""
    plain, more = placements("a", {"block": "a", "options": {"count": 3}})
    assert fragment_url(plain) == "khoi/a.html"
    assert fragment_url(more) not in (
        "khoi/a.html",
        fragment_url(placements({"block": "a", "options": {"count": 4}})[0]),
    )


def names(found: list[Placed]) -> list[tuple[str, bool]]:
    """Give the blocks' names, and whether each is left to the script."""
    return [(placed.name, bool(placed.fragment)) for placed in found]


def test_what_templates_ask_for() -> None:
    """Rows without a block that speaks are left out; articles and lists last, pages do not.

    A bar with nothing to say is an empty place at home, which the script fills.
    """
    unsteady = Recorder().block(steady=False, more=("b/", "B"))
    related = Recorder()
    catalogue = (unsteady, Recorder(None).block("b"), related.block("c", by_article=True))
    written = layout(
        everywhere=["a"],
        home=[["a"], ["b"]],
        article={"aside": ["a", "c"]},
        pages={"p": {"main": ["a"]}},
    )
    asked = lookups(written, stand(*catalogue))
    assert [names(row) for row in asked["rows"]()] == [[("a", False)]]
    assert names(asked["everywhere"](True)) == [("a", True)]
    (baked,) = asked["everywhere"](False)
    assert (names([baked]), bool(baked.module)) == ([("a", True)], True)
    silent = Recorder(None).block(steady=False, more=("b/", "B"))
    (slot,) = lookups(written, stand(silent))["everywhere"](False)
    assert (slot.fragment, slot.module) == ("khoi/a.html", "")
    assert names(asked["region"]("page", "main", "p")) == [("a", False)]
    assert asked["region"]("page", "aside", "p") == asked["region"]("listing", "below") == []
    article = SimpleNamespace(record=ARTICLE, related=(replace(ARTICLE, url="b/"),))
    beside = asked["region"]("article", "aside", article=article)
    assert names(beside) == [("a", True), ("c", False)]
    (scene,) = related.scenes
    assert (scene.article, scene.related) == (ARTICLE, article.related)
