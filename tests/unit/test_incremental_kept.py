"""Articles and pages taken apart into rows and put together again show the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pelican.contents import Article, Content, Page
from pelican.readers import Readers
from pelican.settings import read_settings

from plugins._kit import adapt
from plugins._kit.build import StateLost, begin
from plugins._kit.tables import TABLES
from plugins.commands.places import ROOT
from plugins.incremental.kept import Kept, Restorer, pickled, row_of
from plugins.incremental.state import ContentRow, RestRow

FULL = """\
---
title: "Lễ hội <mùa thu> & “trăng rằm”"
date: 2026-11-24 07:30
modified: 2026-11-25 08:00
category: Văn hóa
tags: [lễ hội, Trẻ em]
author: Lê Văn An
summary: Tóm tắt.
lead: true
---

Đoạn đầu, xem [trang kia](/gioi-thieu/#a) và [bài](https://a.vn/?b=1&c=2).

## Mục

Đoạn hai.
"""
ODD = """\
---
title: "Một\\ttin"
date: 2026-11-24
category: Tin
tags: ["a\\tb", "c\\u2028d", "\\"e\\", [f]"]
author: "x\\ny"
---

Xem [một](https://a.vn/a&#10;b), [hai](https://a.vn/c&#9;3).
"""
"""Names and addresses with tabs, line breaks and quotes in them."""
PLAIN = "---\ntitle: Một tin\ndate: 2026-11-24\ncategory: Tin\n---\n\nMột đoạn.\n"
PAGE = "---\ntitle: Giới thiệu\n---\n\nMột đoạn.\n"
KINDS = [(FULL, Article), (ODD, Article), (PLAIN, Article), (PAGE, Page)]
SHOWN = (
    *("title", "slug", "url", "save_as", "status", "template", "source_path", "lang", "links"),
    *("relative_source_path", "content", "summary", "locale_date", "translations"),
)
"""What templates and plugins ask both articles and pages for."""


@dataclass
class Newsroom:
    """Reads texts and takes them apart; ``fetched`` are the rests that somebody asked for."""

    settings: Any
    rests: dict[str, RestRow] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)

    def read(self, text: str, kind: type[Content] = Article) -> Content:
        """Return a content as Pelican reads it, with its record."""
        name = "articles/2026/tin.md" if kind is Article else "pages/gioi-thieu.md"
        path = Path(self.settings["PATH"]) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        content = Readers(self.settings).read_file(
            base_path=self.settings["PATH"], path=name, content_class=kind, context={}
        )
        assert not self.settings["BUILD"].faults.found
        content.identity = f"id of {name}"
        content.record = replace(adapt.record(content, self.settings["BUILD"]), identity="shown")
        return content

    def apart(self, content: Content) -> ContentRow:
        """Return the row of a content, and keep its rest."""
        found = pickled(content)
        assert found
        self.rests[content.identity] = RestRow(content.identity, *found)
        return row_of(content, ContentRow(str(content.relative_source_path), "stamp", "digest"))

    def restorer(self) -> Restorer:
        """Return what puts contents together in the next build."""

        def fetch(identity: str) -> RestRow | None:
            self.fetched.append(identity)
            return self.rests.get(identity)

        return Restorer({"of": "this build"}, self.settings, fetch)

    def kept(self, content: Content) -> Kept:
        """Return a content as the next build gets it, and forget what was fetched for it."""
        found = self.restorer().content(self.apart(content))
        self.fetched.clear()
        return found


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom with the portal's own settings."""
    settings = read_settings(str(ROOT / "pelicanconf.py"))
    settings["PATH"] = str(tmp_path.resolve())
    settings["BUILD"] = begin(tmp_path.resolve(), TABLES, datetime(2026, 11, 26, tzinfo=UTC))
    return Newsroom(settings)


def shown(content: Content, names: tuple[str, ...]) -> dict[str, Any]:
    """Return what a content answers, "none" where it does not know."""
    found = {name: getattr(content, name, "none") for name in names}
    return found | {"links": adapt.links(content)}


@pytest.mark.parametrize("text", [FULL, ODD, PLAIN], ids=["full", "odd", "plain"])
def test_a_kept_article_shows_the_same(room: Newsroom, text: str) -> None:
    """All that a template may ask for, dates with their zones, and names with their addresses."""
    content = room.read(text)
    kept = room.kept(content)
    names = (*SHOWN, "date", "modified", "has_time", "front", "findings", "tags", "author")
    assert shown(kept, names) == shown(content, names)
    assert (kept.date.tzinfo, kept.category.url) == (content.date.tzinfo, content.category.url)
    assert isinstance(kept, Article)


def test_a_kept_page_shows_the_same(room: Newsroom) -> None:
    """A page has no category, and no date unless it says so."""
    content = room.read(PAGE, Page)
    kept = room.kept(content)
    names = (*SHOWN, "date", "modified", "category", "key", "front")
    assert shown(kept, names) == shown(content, names)
    assert shown(kept, ("category", "date")) == {"category": "none", "date": "none", "links": ()}
    assert isinstance(kept, Page)


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=["full", "odd", "plain", "page"])
def test_the_record_is_the_same(room: Newsroom, text: str, kind: type[Content]) -> None:
    """Lists and feeds get equal values, with the identity that they were kept under."""
    content = room.read(text, kind)
    record = room.kept(content).record
    assert record == content.record
    assert (record.identity, record.url) == ("shown", content.url)


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=["full", "odd", "plain", "page"])
def test_a_kept_content_can_be_taken_apart_again(
    room: Newsroom, text: str, kind: type[Content]
) -> None:
    """Its rows are those that it came from, build after build."""
    content = room.read(text, kind)
    row = room.apart(content)
    assert room.apart(room.restorer().content(row)) == row
    again = room.restorer().content(row)
    assert shown(again, SHOWN) == shown(content, SHOWN)


def test_what_lists_need_is_there_without_the_rest(room: Newsroom) -> None:
    """Most contents of most builds are listed, and not fetched."""
    kept = room.kept(room.read(FULL))
    wanted = [kept.url, kept.title, kept.slug, kept.save_as, kept.status, kept.date, kept.template]
    wanted += [kept.category, kept.tags, kept.author, kept.modified, kept.links, kept.settled]
    record = kept.record
    wanted += [record.url, record.title, record.date, record.modified, record.has_time]
    wanted += [record.category, record.tags, record.is_lead, record.identity]
    assert all(wanted)
    assert (room.fetched, kept.is_as_read) == ([], True)


@pytest.mark.parametrize("name", ["modified", "tags", "author", "override_url"])
def test_what_a_content_lacks_is_known_without_the_rest(room: Newsroom, name: str) -> None:
    """Pelican asks every content for it."""
    kept = room.kept(room.read(PLAIN))
    assert not hasattr(kept, name)
    assert room.fetched == []


@pytest.mark.parametrize("name", ["content", "front", "nothing_of_the_kind"])
def test_the_rest_is_fetched_once(room: Newsroom, name: str) -> None:
    """Also by who asks for what is not there."""
    kept = room.kept(room.read(FULL))
    for _ in range(2):
        getattr(kept, name, None)
        getattr(kept, "metadata", None)
    assert len(room.fetched) == 1
    assert not kept.is_as_read


@pytest.mark.parametrize("name", ["summary", "photos", "author"])
def test_the_record_is_fetched_once(room: Newsroom, name: str) -> None:
    """By who asks for what few pages show."""
    content = room.read(FULL)
    record = room.kept(content).record
    for _ in range(2):
        assert getattr(record, name) == getattr(content.record, name)
    assert len(room.fetched) == 1


def test_what_this_build_gives_a_content_stays(room: Newsroom) -> None:
    """Fetching the rest replaces nothing, and what is given is told from what was read."""
    kept = room.kept(room.read(FULL))
    kept.related = ("a",)
    assert not kept.is_as_read
    kept.front = "mine"
    kept.load()
    assert (kept.related, kept.front) == (("a",), "mine")
    assert "related" in vars(kept).keys() - kept._base


def test_names_are_shared_between_contents(room: Newsroom) -> None:
    """Pelican groups articles by the very object of their category."""
    restorer = room.restorer()
    row = room.apart(room.read(FULL))
    one, other = restorer.content(row), restorer.content(row)
    assert one.category is other.category
    assert one.tags[0] is other.tags[0]


def test_names_inside_of_the_rest_belong_to_this_build(room: Newsroom) -> None:
    """They are the objects of this build, not of the one that wrote them."""
    content = room.read(FULL)
    content.section = content.category
    kept = room.kept(content)
    assert kept.section is kept.category
    assert kept.section.settings is room.settings


@pytest.mark.parametrize("make", [lambda: (item for item in "a"), lambda: lambda: None])
def test_what_cannot_be_pickled_is_not_kept(room: Newsroom, make: Callable[[], Any]) -> None:
    """A plugin may put anything on a content; then it is read again in each build."""
    content = room.read(PLAIN)
    content.strange = {"deep": [make()]}
    assert pickled(content) is None


@pytest.mark.parametrize("name", ["record", "rest"])
@pytest.mark.parametrize("data", [None, b"", b"no pickle", b"\x80\x05cno.module\nName\n."])
def test_a_rest_that_is_of_no_use_is_told(room: Newsroom, name: str, data: bytes | None) -> None:
    """Lost or damaged: nothing is made up, the build has to begin anew without it."""
    content = room.read(PLAIN)
    kept, record = room.kept(content), room.kept(content).record
    if data is None:
        room.rests.clear()
    else:
        row = room.rests[content.identity]
        damaged = row._replace(record=data) if name == "record" else row._replace(rest=data)
        room.rests[content.identity] = damaged
    with pytest.raises(StateLost):
        _ = record.summary if name == "record" else kept.front
