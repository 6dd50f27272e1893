"""Why a page was made again, for the person who asks."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from plugins._kit.watch import Watch
from plugins.incremental.explain import explanation, file_name
from plugins.incremental.ledger import Ledger
from plugins.incremental.state import OutputRow

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = 1_600_000_000 * 10**9
"""19:26 on 13/9/2020 in the town, in nanoseconds since 1970."""


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("/", "index.html"),
        ("", "index.html"),
        ("2020/12/14/a/", "2020/12/14/a/index.html"),
        ("/2020/12/14/a", "2020/12/14/a/index.html"),
        ("/x/lien-he/", "lien-he/index.html"),
        ("https://a.vn/x/lien-he/?q=1#y", "lien-he/index.html"),
        ("http://127.0.0.1:8000/x/404.html", "404.html"),
        ("tin.atom", "tin.atom"),
        ("/l%C3%AA/", "lê/index.html"),
    ],
)
def test_a_page_may_be_asked_for_as_a_browser_shows_it(asked: str, name: str) -> None:
    """Host, base path, parts behind ? and # are left out; a folder means its page."""
    assert file_name(asked, "https://a.vn/x") == name


def ledger(tmp_path: Path) -> Ledger:
    """Return the ledger of an output with one page that an earlier build wrote."""
    row = OutputRow("a/index.html", "k=1 article=2", "", "", reason="touched", changed=NOON)
    return Ledger(tmp_path, tmp_path, [row], Watch(), "code")


def test_a_page_that_stayed_is_told_with_its_last_time(tmp_path: Path) -> None:
    """When it was written and why, though not by this build."""
    told = explanation("/a/", ledger(tmp_path), ZONE, None)
    assert told.startswith("/a/index.html được giữ nguyên; ghi lần gần nhất lúc 19:26 ngày 13/9/")
    assert told.endswith("vì tệp trong thư mục đã dựng bị sửa hoặc xóa bằng tay")


def test_a_page_just_made_is_told_with_what_has_changed(tmp_path: Path) -> None:
    """The parts of its mark that are others than before."""
    book = ledger(tmp_path)
    assert not book.keeps("a/index.html", "k=1 article=3")
    book.note("a/index.html", "k=1 article=3")
    told = explanation("a", book, ZONE, None)
    assert told == "/a/index.html vừa dựng lại, vì đã thay đổi: bài này"


def test_a_page_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    """With an example of how to ask."""
    assert "không có tệp “b/index.html”" in explanation("/b/", ledger(tmp_path), ZONE, None)
