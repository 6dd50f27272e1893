"""The portal's blocks: each has what it needs, and what each shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plugins._kit.records import Site, Topic
from plugins._kit.tables import DEFAULT_TOWN
from plugins.blocks.catalogue import blocks
from plugins.blocks.contract import Scene
from tests.unit.recorded_block import ARTICLE, NEWS, NOW


@pytest.mark.parametrize("name", blocks())
def test_a_block_without_data_and_articles_says_nothing(name: str) -> None:
    """On an empty portal no block shows an empty box or a false 0."""
    block = blocks()[name]
    scene: Scene[Any, Any] = Scene(DEFAULT_TOWN, Site(), None, block.options(), "box", NOW)
    assert block.prepare(scene) is None
    assert block.prepare(replace(scene, form="page")) is None


def shown(name: str, form: Any = "box", town: Any = DEFAULT_TOWN, **given: Any) -> Any:
    """Give what a block shows; `data`, `options`, `articles` and `related` as they are written."""
    block, listed = blocks()[name], given.get("articles", ())
    data = block.table.model.model_validate(given["data"]) if block.table else None
    notices = Topic("thong-bao", "Thông báo", "chuyen-muc/thong-bao/")
    site = Site(articles=listed, categories={NEWS: (ARTICLE,), notices: listed})
    options = block.options.model_validate(given.get("options", {}))
    scene = Scene(town, site, data, options, form, NOW, ARTICLE, given.get("related", ()))
    return block.prepare(scene)


LIVING, ENDED = ({"title": t, "url": "https://a.vn", "ended": t == "B"} for t in "AB")
SONG = {"title": "A", "composer": "B", "certainty": "verified"}
MANY = tuple(replace(ARTICLE, url=f"{number}/") for number in range(60))


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


@pytest.mark.parametrize(("name", "count"), [("latest", 6), ("notices", 5)])
def test_the_newest_articles(name: str, count: int) -> None:
    """So many as asked for; none of another category among the notices."""
    assert shown(name, articles=MANY).articles == MANY[:count]
    assert shown(name, articles=MANY, options={"count": "2"}).articles == MANY[:2]
    assert shown(name) is None


def test_options_of_the_newest() -> None:
    """Some may be passed over, another category asked for; one that is not there says nothing."""
    assert shown("related", related=MANY[:2], articles=MANY).articles == MANY[:2]
    assert shown("latest", articles=MANY, options={"skip": 50}).articles == MANY[50:56]
    assert shown("latest", articles=MANY, options={"skip": 50, "count": 1}).articles == MANY[50:51]
    assert shown("notices", options={"category": "tin"}).articles == (ARTICLE,)
    assert shown("notices", articles=MANY, options={"category": "khong-co"}) is None
