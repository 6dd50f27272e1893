"""Old addresses: gathered, settled, written for each host, and remembered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from town_portal.build.article import EXPIRED
from town_portal.core.texts.front import ArticleFront
from town_portal.features.redirects import published
from town_portal.features.redirects.models import Redirects
from town_portal.features.redirects.query import build_fallback
from town_portal.features.redirects.redirect import (
    iter_old_addresses,
    make_stub_folder,
    resolve_redirects,
)

TABLE = Redirects.model_validate(
    {
        "redirects": [
            {"old": "/tin/b.aspx", "to": "/ban-do/"},
            {"old": "/tin/c.aspx", "gone": True, "reason": "Hết hiệu lực."},
            {"old": "/tin/d.aspx", "address": "https://chinhphu.vn/"},
        ]
    }
)


@pytest.mark.parametrize(
    "item",
    [
        {"old": "/a"},
        {"old": "/a", "to": "/b/", "gone": True},
        {"old": "a", "gone": True},
        {"old": "/a%0Ab", "gone": True},
        {"old": "/a%00", "gone": True},
        {"old": "/a?id=1", "gone": True},
        {"old": "/a?", "to": "/b/"},
        {"old": "/a?id", "to": "/b/"},
        {"old": "/a?id=", "to": "/b/"},
        {"old": "/a?id=1&ID=2", "to": "/b/"},
        {"old": "/a?a=1&b=2&c=3&d=4", "to": "/b/"},
        {"old": "/a?id=$x", "to": "/b/"},
        {"old": "/a?i-d=1", "to": "/b/"},
        {"old": '/a?id=1"', "to": "/b/"},
        {"old": "/a?id=1#b", "to": "/b/"},
        {"old": "/a?id=" + "1" * 200, "to": "/b/"},
        {"old": "a?id=1", "to": "/b/"},
    ],
)
def test_an_old_address_leads_to_one_place(item: dict[str, object]) -> None:
    """Nowhere, two places, and what is no path (or has no letter to be written) are refused."""
    with pytest.raises(ValidationError):
        Redirects.model_validate({"redirects": [item]})


def test_contents_and_table_are_gathered() -> None:
    """Old addresses come from front matter and from redirects.yaml, in the order of paths."""
    found = iter_old_addresses([("a/index.md", "2026/11/25/a/", ("/cu/a.aspx",))], TABLE)
    moved, wrong = resolve_redirects(found, {}, "")
    assert wrong == []
    assert [item.old for item in moved] == [
        *("/cu/a.aspx", "/tin/b.aspx"),
        *("/tin/c.aspx", "/tin/d.aspx"),
    ]
    assert moved[0].target("") == "/2026/11/25/a/"
    assert moved[2].is_gone
    assert moved[3].target("/x") == "https://chinhphu.vn/"


def test_an_address_in_use_is_not_old() -> None:
    """What has content of its own can't lead elsewhere; neither can one address to two places."""
    contents = [("a.md", "a/", ("/ban-do/", "/cu.aspx")), ("b.md", "b/", ("/cu.aspx",))]
    moved, wrong = resolve_redirects(iter_old_addresses(contents, Redirects()), {"ban-do/": 1}, "")
    assert [item.old for item in moved] == ["/cu.aspx"]
    assert [item.owner for item in wrong] == ["a.md", "b.md"]
    assert "đang có nội dung khác" in wrong[0].sentence
    assert "đã dẫn tới /a/" in wrong[1].sentence


@pytest.mark.parametrize(
    ("old", "root", "folder"),
    [
        ("/tin/a.aspx", "", "tin/a.aspx/"),
        ("/tin/a/", "", "tin/a/"),
        ("/tin/%C4%91i/", "", "tin/đi/"),
        ("/x/tin/a.aspx", "/x", "tin/a.aspx/"),
        ("/tin/a.aspx", "/x", None),
    ],
)
def test_a_stub_lies_in_a_folder(old: str, root: str, folder: str | None) -> None:
    """An old path is answered by a folder within the portal; outside of it by maps alone."""
    assert make_stub_folder(old, root) == folder


def test_an_address_falls_silent_only_aloud() -> None:
    """One that moved, is told to be gone, or whose time is over may go; any other is missed."""
    last = {name: f"{name}index.md" for name in ("a/", "b/", "c/", "d/")}
    absent = {"c/index.md": EXPIRED, "d/index.md": "bài ấy còn là bản thảo"}
    assert published.list_missing(last, {"a/"}, {"b/"}, absent) == ["d/"]
    assert "redirect_from: [/d/]" in published.describe_missing("/d/", "d/index.md")


@pytest.mark.parametrize(
    ("review", "words"),
    [
        ({"state": "waiting"}, "đã trở lại chờ duyệt"),
        ({"state": "approved", "hash": "abc"}, "thiếu người duyệt hoặc mã"),
        ({"state": "approved", "by": "Lê An"}, "thiếu người duyệt hoặc mã"),
        ({"state": "approved", "by": "Lê An", "hash": "abc"}, "đã được sửa sau khi Lê An duyệt"),
    ],
)
def test_why_a_published_article_waits_is_told(review: dict[str, str], words: str) -> None:
    """An approval needs a name and the mark of the approved text; with both the text was edited."""
    front = ArticleFront.model_validate(
        {"title": "A", "date": "2020-12-14", "category": "b", "review": review}
    )
    assert words in published.describe_waiting("/a/", "a.md", front, has_table=True)


@pytest.mark.parametrize("text", ["", "{", "[]", '"a"'])
def test_a_memory_that_is_damaged_remembers_nothing(tmp_path: Path, text: str) -> None:
    """Without it nothing is refused; what is written reads back."""
    file = tmp_path / published.FILE
    file.write_text(text)
    assert published.read_published(file) == {}
    published.write_published(file, {"a/": "a.md"})
    assert published.read_published(file) == {"a/": "a.md"}


QUERIES = Redirects.model_validate(
    {
        "redirects": [
            {"old": "/Tin/chitiet.aspx?ItemID=1", "to": "/a/"},
            {"old": "/Tin/chitiet.aspx?ItemID=1&Loai=x%20y", "address": "https://vi-du.vn/?b=1"},
            {"old": "/?id=5", "to": "/"},
        ]
    }
)


def test_an_address_with_a_query_has_no_page_but_a_row_in_a_table() -> None:
    """By path, in small letters and decoded; who names more parameters stands first."""
    moved, wrong = resolve_redirects(iter_old_addresses([], QUERIES), {"": 1}, "/x")
    assert wrong == []
    assert [make_stub_folder(item.old, "") for item in moved] == [None] * 3
    assert json.loads(build_fallback(moved, "/x")) == {
        "/": [[{"id": "5"}, "/x/"]],
        "/tin/chitiet.aspx": [
            [{"itemid": "1", "loai": "x y"}, "https://vi-du.vn/?b=1"],
            [{"itemid": "1"}, "/x/a/"],
        ],
    }
    assert build_fallback(resolve_redirects(iter_old_addresses([], TABLE), {}, "")[0], "") == ""


def test_queries_leave_pages_of_the_portal_alone() -> None:
    """One page may not be led away by its parameters, the home page may; one query, one place."""
    rows = [{"old": "/tim-kiem/?q=a", "to": "/a/"}, {"old": "/?q=a", "to": "/a/"}]
    rows += [{"old": "/b?x=1&Y=2", "to": "/a/"}, {"old": "/b?y=2&X=1", "to": "/"}]
    table = Redirects.model_validate({"redirects": rows})
    moved, wrong = resolve_redirects(iter_old_addresses([], table), {"tim-kiem/": 1}, "")
    assert [item.old for item in moved] == ["/?q=a", "/b?x=1&Y=2"]
    assert [fault.owner for fault in wrong] == [("redirects", 0), ("redirects", 3)]
