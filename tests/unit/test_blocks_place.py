"""Blocks in their places: what each sees, when it is prepared, what is left to the script."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins._kit.data import Model, Table
from plugins._kit.records import FileCopy, Site
from plugins._kit.tables import DEFAULT_TOWN
from plugins.blocks.contract import Block, MadeFile
from plugins.blocks.place import Material, Placed, Stand, files, fragment_url, lookups
from tests.unit.recorded_block import ARTICLE, NOW, Data, Options, Recorder, layout, placements


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


def test_the_files_of_blocks() -> None:
    """Copied and made ones of every block that has data."""
    table = Table("so-lieu", Data)
    copy, made = FileCopy(Path("x"), "y"), MadeFile("z", b"")
    one = Recorder().block(table=table, files=lambda _: (copy,), made=lambda _: (made,))
    assert files({"a": one}, {"so-lieu": Data(word="x")}) == ([copy], [made])
    assert files({"a": one}, {"so-lieu": None}) == ([], [])


def test_a_placed_block() -> None:
    """It has its template, its view, its form, and its title unless the layout gives another."""
    found = stand(Recorder().block()).region(placements("a", {"block": "a", "title": "T"}))
    assert [placed.title for placed in found] == ["A", "T"]
    assert (found[0].template, found[0].view) == ("blocks/a/template.html", "view")


def test_a_block_with_nothing_to_say_is_left_out() -> None:
    """No empty box and no heading alone."""
    silent, loud = Recorder(None).block("a"), Recorder("x").block("b")
    assert [placed.name for placed in stand(silent, loud).region(placements("a", "b"))] == ["b"]


def test_a_block_sees_its_data_and_options() -> None:
    """Its own data file, its own options, the form of its place."""
    recorder = Recorder()
    block = recorder.block(table=Table("so-lieu", Data))
    place = placements({"block": "a", "form": "page", "options": {"count": "3"}})
    stand(block, data={"so-lieu": Data(word="x"), "khac": None}).region(place)
    (scene,) = recorder.scenes
    assert (scene.data, scene.options, scene.form) == (Data(word="x"), Options(count=3), "page")
    assert (scene.article, scene.related) == (None, ())


def test_a_block_is_prepared_once_for_all_pages() -> None:
    """What does not depend on an article costs nothing on the next page, said or unsaid."""
    for view in ("x", None):
        recorder = Recorder(view)
        place, block = placements("a"), recorder.block()
        standing = stand(block)
        assert standing.region(place) == standing.region(place) == standing.region(place, ARTICLE)
        assert len(recorder.scenes) == 1


def test_beside_an_article_a_block_sees_that_article() -> None:
    """Each article has its own, whatever was prepared before."""
    recorder = Recorder()
    place = placements("a")
    standing = stand(recorder.block(by_article=True))
    other = replace(ARTICLE, url="b/")
    standing.region(place)
    standing.region(place, ARTICLE, (other,))
    standing.region(place, other)
    seen = [(scene.article, scene.related) for scene in recorder.scenes]
    assert seen == [(None, ()), (ARTICLE, (other,)), (other, ())]


def names(found: list[Placed]) -> list[tuple[str, bool]]:
    """Give the blocks' names, and whether each is left to the script."""
    return [(placed.name, bool(placed.fragment)) for placed in found]


def test_home_is_ready_for_what_comes_later() -> None:
    """A bar with nothing to say is an empty place there, which the script fills."""
    silent = Recorder(None).block(steady=False, more=("b/", "B"))
    asked = lookups(layout(everywhere=["a"]), stand(silent))
    (slot,) = asked["everywhere"](False)
    assert (slot.fragment, slot.module) == ("khoi/a.html", "")


def test_what_templates_ask_for() -> None:
    """Rows without a block that speaks are left out; articles and lists last, pages do not."""
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
    assert names(asked["region"]("page", "main", "p")) == [("a", False)]
    assert asked["region"]("page", "aside", "p") == asked["region"]("listing", "below") == []
    article = SimpleNamespace(record=ARTICLE, related=(replace(ARTICLE, url="b/"),))
    beside = asked["region"]("article", "aside", article=article)
    assert names(beside) == [("a", True), ("c", False)]
    (scene,) = related.scenes
    assert (scene.article, scene.related) == (ARTICLE, article.related)
