"""Why a page was made again, told to the person who asks."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from town_portal.build.dependencies import DependencyTracker
from town_portal.build.incremental.explain import explain_page, find_page_file
from town_portal.build.incremental.output_manifest import NEVER, OutputManifest
from town_portal.build.incremental.reasons import (
    explain_changed_mark,
    explain_changed_sight,
    translate_reason,
)
from town_portal.build.incremental.state import BuildState, OutputRow
from town_portal.core.identity import compute_identity

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
    assert find_page_file(asked, "https://a.vn/x") == name


def no_cause(_task: tuple[str, str]) -> str:
    """Know of no text that a page was made for."""
    return ""


@pytest.fixture
def ledger(tmp_path: Path) -> OutputManifest:
    """Return the ledger of an output with two pages that an earlier build wrote."""
    rows = [
        OutputRow("a/index.html", "p", "a.md", "k=1 article=2", reason="touched", changed=NOON),
        OutputRow("seen.html", "", "", "k=1", frame="f"),
    ]
    watch = DependencyTracker()
    watch.source("table", "now {}".format)
    state = BuildState(tmp_path / "state")
    state.put(rows)
    state.run("INSERT INTO looks VALUES (1, 'table', 'town', 'old')")
    state.run("INSERT INTO frames VALUES ('f', 1)")
    found = OutputManifest(tmp_path, tmp_path / "output", state, watch, "code")
    found.looks.find_changed()
    found.find_damaged()
    return found


def test_a_page_that_stayed_is_told_with_its_last_time(ledger: OutputManifest) -> None:
    """When it was written and why, though not by this build."""
    told = explain_page("/a/", ledger, no_cause, ZONE, None)
    assert told.startswith("/a/index.html được giữ nguyên; ghi lần gần nhất lúc 19:26 ngày 13/9/")
    assert told.endswith("vì tệp trong thư mục đã dựng bị sửa hoặc xóa bằng tay")
    assert "không có tệp “b/index.html”" in explain_page("/b/", ledger, no_cause, ZONE, None)


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
    ledger: OutputManifest, name: str, mark: str, told: str
) -> None:
    """New, always made, given or seeing something else, or changed by hand."""
    assert not ledger.keeps(name, mark)
    ledger.note(name, mark)
    assert explain_page(name, ledger, no_cause, ZONE, None) == f"/{name} vừa dựng lại, vì {told}"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "không rõ lý do"),
        ("words of an older version", "không rõ lý do"),
        (
            explain_changed_sight(("published", "2020/12/14/tot/")),
            "trang /2020/12/14/tot/ (nay có hoặc không còn)",
        ),
        (explain_changed_sight(("now", "weather")), "ngày giờ (mục weather)"),
        (explain_changed_sight(("now", "")), "ngày giờ (mục chính)"),
        (explain_changed_sight(("site", "front 5")), "danh sách của cổng (front 5)"),
        (explain_changed_sight(("of-a-plugin", "x")), "of-a-plugin"),
        (explain_changed_sight(("asset", "a=b {0} %s.css")), "tệp giao diện a=b {0} %s.css"),
        (explain_changed_mark("article=1 url=1", "article=2 url=2", []), "bài này, địa chỉ trang"),
        (
            explain_changed_mark("sheet=1 articles=1", "sheet=2 articles=2", []),
            "các bài trong danh sách",
        ),
        (
            explain_changed_mark("key=1 url=1", "key=2 url=1", ["code"]),
            "mã của cổng, giao diện hoặc một gói đã cài",
        ),
        (explain_changed_mark("key=1", "key=2", ["menu"]), "tệp content/data/menu.yaml"),
        (explain_changed_mark("key=1", "key=2", []), "cấu hình hoặc mã"),
        (
            explain_changed_mark(compute_identity(1), compute_identity(2), []),
            "những gì tệp này gồm có",
        ),
        (explain_changed_mark("weather=1", "weather=2", []), "giá trị “weather” của mẫu trang"),
    ],
)
def test_a_reason_is_a_sentence(words: str, told: str) -> None:
    """What a page is given or has seen is named, each thing once; names may hold any sign."""
    assert translate_reason(words).removeprefix("đã thay đổi: ") == told
