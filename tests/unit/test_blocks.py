"""Blocks in their places: what is checked, what is prepared, what each block shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field, ValidationError

from plugins._kit.data import Model, Table
from plugins._kit.records import Article, FileCopy, Site, Topic
from plugins._kit.tables import DEFAULT_TOWN, Visits
from plugins.blocks.catalogue import FOLDER, blocks
from plugins.blocks.check import Misplaced, check, places
from plugins.blocks.contract import Block, MadeFile, Scene
from plugins.blocks.models import Layout, Placement
from plugins.blocks.place import Material, Stand, files, fragment_url

NEWS = Topic("tin", "Tin", "chuyen-muc/tin/")
NOW = datetime(2020, 12, 15, tzinfo=UTC)
ARTICLE = Article("a/", "A", datetime(2020, 12, 14, tzinfo=UTC), False, NEWS)


class Options(Model):
    """The options of the test block."""

    count: int = Field(default=1, ge=1)


class Data(Model):
    """The data of the test block."""

    word: str


class Recorder:
    """A block that keeps what it was shown."""

    def __init__(self, view: Any = "view") -> None:
        self.view = view
        self.scenes: list[Scene[Any, Any]] = []

    def prepare(self, scene: Scene[Any, Any]) -> Any:
        """Keep the scene."""
        self.scenes.append(scene)
        return self.view

    def block(self, name: str = "a", **fields: Any) -> Block:
        """Give the block."""
        return Block(name, name.upper(), self.prepare, options=Options, **fields)


def layout(**kinds: Any) -> Layout:
    """Give a layout as it is written."""
    return Layout.model_validate(kinds)


def stand(*catalogue: Block, data: dict[str, Model | None] | None = None) -> Stand:
    """Give a stand with these blocks."""
    named = {block.name: block for block in catalogue}
    return Stand(Material(DEFAULT_TOWN, Site(articles=(ARTICLE,)), data or {}, NOW), named)


def placements(*written: Any) -> tuple[Placement, ...]:
    """Give placements as they are written in layout.yaml."""
    return layout(article={"aside": list(written)}).article["aside"]


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


def test_every_folder_is_a_block() -> None:
    """The catalogue finds each folder, in alphabetical order, under its own name."""
    folders = sorted(path.parent.name for path in FOLDER.glob("*/__init__.py"))
    assert list(blocks()) == folders
    assert all(block.name == name for name, block in blocks().items())


@pytest.mark.parametrize("name", blocks())
def test_a_block_has_what_it_needs(name: str) -> None:
    """A title for readers, a template, and rules for itself alone in its stylesheet."""
    assert blocks()[name].title
    assert (FOLDER / name / "template.html").is_file()
    css = Path(FOLDER / name / "block.css").read_text(encoding="utf-8")
    assert f".block--{name}" in css


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


def test_a_recording_needs_its_rights() -> None:
    """With them the file is copied beside the page of songs, under an ASCII name."""
    model, audio = blocks()["songs"].table.model, SONG | {"audio": "am/Bài Hát.MP3"}  # type: ignore[union-attr]
    with pytest.raises(ValidationError, match="quyền sử dụng"):
        model.model_validate({"songs": [audio]})
    data: Any = model.model_validate({"songs": [audio | {"rights": "C"}, SONG]})
    assert [copy.url for copy in blocks()["songs"].files(data)] == ["bai-hat/bai-hat.mp3"]
    assert [song.audio_type for song in data.songs] == ["audio/mpeg", None]


def test_the_visit_total_is_that_of_the_town() -> None:
    """The number and the month are as they were counted; nobody online is made up."""
    town = DEFAULT_TOWN.model_copy(update={"visits": Visits(start=345988, as_of="2020-12")})
    view = shown("visitors", town=town)
    assert (view.total, view.as_of, view.online) == (345988, "12/2020", None)


@pytest.mark.parametrize(("name", "count"), [("latest", 6), ("notices", 5)])
def test_the_newest_articles(name: str, count: int) -> None:
    """So many as asked for; none of another category among the notices."""
    assert shown(name, articles=MANY).articles == MANY[:count]
    assert shown(name, articles=MANY, options={"count": "2"}).articles == MANY[:2]
    assert shown(name) is None


def test_options_of_the_newest() -> None:
    """Some may be passed over, another category asked for; one that is not there says nothing."""
    assert shown("latest", articles=MANY, options={"skip": 50}).articles == MANY[50:56]
    assert shown("latest", articles=MANY, options={"skip": 50, "count": 1}).articles == MANY[50:51]
    assert shown("notices", options={"category": "tin"}).articles == (ARTICLE,)
    assert shown("notices", articles=MANY, options={"category": "khong-co"}) is None


def test_related_articles_are_those_of_the_article() -> None:
    """In their order, and nothing where there are none."""
    assert shown("related", related=MANY[:2]).articles == MANY[:2]
    assert shown("related", articles=MANY) is None
