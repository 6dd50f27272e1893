"""Why a page was made again, told to the person who asks."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from town_portal.build.incremental.explain import explanation, file_name
from town_portal.build.incremental.ledger import NEVER, Ledger
from town_portal.build.incremental.reasons import changed, seen, sentence
from town_portal.build.incremental.state import OutputRow, State
from town_portal.build.watch import Watch
from town_portal.core.identity import identity

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = 1_600_000_000 * 10**9
"""19:26 on 13/9/2020 in the town, in nanoseconds since 1970."""


ALWAYS_TOLD = "lần nào cũng dựng lại: một phần mở rộng hoặc mẫu trang cần như vậy"


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("/", "index.html"),
        ("", "index.html"),
        ("/2020/12/14/a", "2020/12/14/a/index.html"),
        ("https://a.vn/x/lien-he/?q=1#y", "lien-he/index.html"),
        ("http://127.0.0.1:8000/x/404.html", "404.html"),
        ("tin.atom", "tin.atom"),
        ("/l%C3%AA/", "lê/index.html"),
    ],
)
def test_a_page_may_be_asked_for_as_a_browser_shows_it(asked: str, name: str) -> None:
    """Host, base path, parts behind ? and # are left out; a folder means its page."""
    assert file_name(asked, "https://a.vn/x") == name


def no_cause(_task: tuple[str, str]) -> str:
    """Know of no text that a page was made for."""
    return ""


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Return the ledger of an output with two pages that an earlier build wrote."""
    rows = [
        OutputRow("a/index.html", "p", "a.md", "k=1 article=2", reason="touched", changed=NOON),
        OutputRow("seen.html", "", "", "k=1", frame="f"),
    ]
    watch = Watch()
    watch.source("table", "now {}".format)
    state = State(tmp_path / "state")
    state.put(rows)
    state.run("INSERT INTO looks VALUES (1, 'table', 'town', 'old')")
    state.run("INSERT INTO frames VALUES ('f', 1)")
    found = Ledger(tmp_path, tmp_path / "output", state, watch, "code")
    found.looks.find_changed()
    found.find_damaged()
    return found


def test_a_page_that_stayed_is_told_with_its_last_time(ledger: Ledger) -> None:
    """When it was written and why, though not by this build."""
    told = explanation("/a/", ledger, no_cause, ZONE, None)
    assert told.startswith("/a/index.html được giữ nguyên; ghi lần gần nhất lúc 19:26 ngày 13/9/")
    assert told.endswith("vì tệp trong thư mục đã dựng bị sửa hoặc xóa bằng tay")
    assert "không có tệp “b/index.html”" in explanation("/b/", ledger, no_cause, ZONE, None)


@pytest.mark.parametrize(
    ("name", "mark", "told"),
    [
        ("new.html", "k=1", "lần dựng trước chưa có, hoặc không còn nhớ"),
        (
            "a/index.html",
            NEVER,
            ALWAYS_TOLD,
        ),
        ("a/index.html", "k=1 article=3", "đã thay đổi: bài này"),
        ("a/index.html", "k=1 article=2", "tệp trong thư mục đã dựng bị sửa hoặc xóa bằng tay"),
        ("seen.html", "k=1", "đã thay đổi: tệp content/data/town.yaml"),
    ],
)
def test_a_page_just_made_is_told_with_its_reason(
    ledger: Ledger, name: str, mark: str, told: str
) -> None:
    """New, always made, given or seeing something else, or changed by hand."""
    assert not ledger.keeps(name, mark)
    ledger.note(name, mark)
    assert explanation(name, ledger, no_cause, ZONE, None) == f"/{name} vừa dựng lại, vì {told}"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "không rõ lý do"),
        ("words of an older version", "không rõ lý do"),
        (seen(("published", "2020/12/14/tot/")), "trang /2020/12/14/tot/ (nay có hoặc không còn)"),
        (seen(("now", "weather")), "ngày giờ (mục weather)"),
        (seen(("now", "")), "ngày giờ (mục chính)"),
        (seen(("site", "front 5")), "danh sách của cổng (front 5)"),
        (seen(("of-a-plugin", "x")), "of-a-plugin"),
        (seen(("asset", "a=b {0} %s.css")), "tệp giao diện a=b {0} %s.css"),
        (changed("article=1 url=1", "article=2 url=2", []), "bài này, địa chỉ trang"),
        (changed("sheet=1 articles=1", "sheet=2 articles=2", []), "các bài trong danh sách"),
        (
            changed("key=1 url=1", "key=2 url=1", ["code"]),
            "mã của cổng, giao diện hoặc một gói đã cài",
        ),
        (changed("key=1", "key=2", ["menu"]), "tệp content/data/menu.yaml"),
        (changed("key=1", "key=2", []), "cấu hình hoặc mã"),
        (changed(identity(1), identity(2), []), "những gì tệp này gồm có"),
        (changed("weather=1", "weather=2", []), "giá trị “weather” của mẫu trang"),
    ],
)
def test_a_reason_is_a_sentence(words: str, told: str) -> None:
    """What a page is given or has seen is named, each thing once; names may hold any sign."""
    assert sentence(words).removeprefix("đã thay đổi: ") == told
