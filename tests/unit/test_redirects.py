"""Old addresses: gathered, settled, written for each host, and remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from town_portal.build.article import EXPIRED
from town_portal.core.texts.front import ArticleFront
from town_portal.features.redirects import published
from town_portal.features.redirects.models import Redirects
from town_portal.features.redirects.moved import gathered, settled, stub

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
    ],
)
def test_an_old_address_leads_to_one_place(item: dict[str, object]) -> None:
    """Nowhere, two places, and what is no path (or has no letter to be written) are refused."""
    with pytest.raises(ValidationError):
        Redirects.model_validate({"redirects": [item]})


def test_contents_and_table_are_gathered() -> None:
    """Old addresses come from front matter and from redirects.yaml, in the order of paths."""
    found = gathered([("a/index.md", "2026/11/25/a/", ("/cu/a.aspx",))], TABLE)
    moved, wrong = settled(found, {}, "")
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
    moved, wrong = settled(gathered(contents, Redirects()), {"ban-do/": 1}, "")
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
    assert stub(old, root) == folder


def test_an_address_falls_silent_only_aloud() -> None:
    """One that moved, is told to be gone, or whose time is over may go; any other is missed."""
    last = {name: f"{name}index.md" for name in ("a/", "b/", "c/", "d/")}
    absent = {"c/index.md": EXPIRED, "d/index.md": "bài ấy còn là bản thảo"}
    assert published.missing(last, {"a/"}, {"b/"}, absent) == ["d/"]
    assert "redirect_from: [/d/]" in published.sentence("/d/", "d/index.md")


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
    assert words in published.waits("/a/", "a.md", front, has_table=True)


@pytest.mark.parametrize("text", ["", "{", "[]", '"a"'])
def test_a_memory_that_is_damaged_remembers_nothing(tmp_path: Path, text: str) -> None:
    """Without it nothing is refused; what is written reads back."""
    file = tmp_path / published.FILE
    file.write_text(text)
    assert published.read(file) == {}
    published.write(file, {"a/": "a.md"})
    assert published.read(file) == {"a/": "a.md"}
