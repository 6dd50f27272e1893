"""Blocks: what each needs, where it may stand, what is left to the script."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from tests.unit.recorded_block import ARTICLE, NEWS, NOW, Recorder, layout, placements
from town_portal.blocks.catalogue import load_blocks
from town_portal.blocks.check import check_layout
from town_portal.blocks.contract import Block, Scene
from town_portal.blocks.place import Material, Placed, Stand, make_lookups
from town_portal.core.articles import InMemory
from town_portal.core.data.loading import Model
from town_portal.core.data.tables import DEFAULT_TOWN
from town_portal.core.records import Site, Topic


@pytest.mark.parametrize("name", load_blocks())
def test_a_block_without_data_and_articles_says_nothing(name: str) -> None:
    """On an empty portal no block shows an empty box or a false 0."""
    block = load_blocks()[name]
    scene: Scene[Any, Any] = Scene(DEFAULT_TOWN, Site(), None, block.options(), "box", NOW)
    assert block.prepare(scene) is None
    assert block.prepare(replace(scene, form="page")) is None


def shown(name: str, form: Any = "box", town: Any = DEFAULT_TOWN, **given: Any) -> Any:
    """Give what a block shows; `data`, `options`, `articles` and `related` as they are written."""
    block, listed = load_blocks()[name], given.get("articles", ())
    data = block.table.model.model_validate(given["data"]) if block.table else None
    notices = Topic("thong-bao", "Thông báo", "chuyen-muc/thong-bao/")
    site = Site(articles=InMemory(listed), categories={NEWS: (ARTICLE,), notices: listed})
    options = block.options.model_validate(given.get("options", {}))
    scene = Scene(town, site, data, options, form, NOW, ARTICLE, given.get("related", ()))
    return block.prepare(scene)


LIVING, ENDED = ({"title": t, "url": "https://a.vn", "ended": t == "B"} for t in "AB")
SONG = {"title": "A", "composer": "B", "certainty": "verified"}


def test_links_that_may_have_ended_are_on_the_page_alone() -> None:
    """The box leaves them out, groups of nothing else too, and itself when nothing is left."""
    groups = [{"title": "X", "links": [LIVING, ENDED]}, {"title": "Y", "links": [ENDED]}]
    box, page = (shown("links", form, data={"groups": groups}) for form in ("box", "page"))
    assert [[link.title for link in group.links] for group in box.groups] == [["A"]]
    assert [[link.title for link in group.links] for group in page.groups] == [["A", "B"], ["B"]]
    assert shown("links", data={"groups": groups[1:]}) is None


def test_songs_that_are_sure_come_into_the_box() -> None:
    """Four at most, the unsure ones only where there is no sure one; the page shows all."""
    unsure = SONG | {"title": "C", "certainty": "one_source"}
    assert [song.title for song in shown("songs", data={"songs": [unsure, SONG]}).songs] == ["A"]
    assert [song.title for song in shown("songs", data={"songs": [unsure]}).songs] == ["C"]
    many = {"songs": [SONG] * 5 + [unsure]}
    assert len(shown("songs", data=many).songs) == 4
    assert len(shown("songs", "page", data=many).songs) == 6
    assert [shown("songs", data={"songs": [SONG] * n}).has_more for n in (4, 5)] == [False, True]


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
    found = check_layout(layout(**{"home": [["a"]], **written}), known, {"p"}, None)
    told = [(path, True)] if path else []
    assert [(fault.path, words in fault.message) for fault in found] == told


def stand(*catalogue: Block, data: dict[str, Model | None] | None = None) -> Stand:
    """Give a stand with these blocks."""
    named = {block.name: block for block in catalogue}
    return Stand(
        Material(DEFAULT_TOWN, Site(articles=InMemory((ARTICLE,))), data or {}, NOW), named
    )


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
    asked = make_lookups(written, stand(*catalogue))
    assert [names(row) for row in asked["rows"]()] == [[("a", False)]]
    assert names(asked["everywhere"](True)) == [("a", True)]
    (baked,) = asked["everywhere"](False)
    assert (names([baked]), bool(baked.module)) == ([("a", True)], True)
    silent = Recorder(None).block(steady=False, more=("b/", "B"))
    (slot,) = make_lookups(written, stand(silent))["everywhere"](False)
    assert (slot.fragment, slot.module) == ("khoi/a.html", "")
    assert names(asked["region"]("page", "main", "p")) == [("a", False)]
    assert asked["region"]("page", "aside", "p") == asked["region"]("listing", "below") == []
    article = SimpleNamespace(record=ARTICLE, related=(replace(ARTICLE, url="b/"),))
    beside = asked["region"]("article", "aside", article=article)
    assert names(beside) == [("a", True), ("c", False)]
    (scene,) = related.scenes
    assert (scene.article, scene.related) == (ARTICLE, article.related)
