"""What is understood of pages rebuilt after three products' documentation, and of unknown ones."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.importers.page.known import NAMES, captions, of_body, page, truth, words


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_understood(name: str) -> None:
    """Fields, body and captions are those that a person reads: nothing is lost, nothing added."""
    found, true = page(name), truth()[name]
    draft = found.draft
    assert found.product == true["product"]
    assert draft.title == true["title"]
    assert draft.date is not None
    assert draft.date.isoformat() == true["date"]
    assert draft.summary == true["lead"]
    assert draft.original_url == true["address"]
    names = {key: true.get(key, "") for key in ("author", "photographer", "source")}
    assert {key: getattr(draft, key) for key in names} == names
    assert words(draft) == " ".join(true["body"]).split()
    assert captions(draft) == true["captions"]
    everything = " ".join([draft.title, draft.summary, *words(draft), *captions(draft)])
    assert [word for word in true["gone"] if word in everything] == []


@pytest.mark.parametrize("name", NAMES)
def test_editors_can_check_it(name: str) -> None:
    """The page's side shows title, lead and day; each field says how sure it is, and why."""
    found = page(name)
    shown = " ".join(BeautifulSoup(found.shown, "html.parser").get_text(" ").split())
    day, when = found.draft.date, found.fields[1]
    assert " ".join(found.draft.title.split()).lower() in shown.lower()
    assert " ".join(found.draft.summary.split()[:4]) in shown
    assert day is not None
    assert str(day.year) in shown or when.reason == "thông tin kèm trang, bạn đọc không thấy"
    rows = {row.name: row for row in found.fields}
    assert list(rows) == [
        *("tiêu đề", "ngày đăng", "sa-pô", "địa chỉ cũ", "nội dung", "người viết", "ảnh"),
        "chú thích",
    ]
    assert all(0 <= row.sure <= 1 and row.reason for row in rows.values())
    assert rows["nội dung"].sure <= 0.6 or found.product != "chưa biết"
    assert found.draft.confidence == {name: row.sure for name, row in rows.items()}


def test_without_date() -> None:
    """A page that shows no date says so; one that its body names is only a guess."""
    draft = of_body("<p>Nội dung không nhắc tới ngày nào cả.</p>").draft
    assert draft.date is None
    assert any("lấy ngày nhập" in doubt.sentence for doubt in draft.doubts)
    draft = of_body("<p>Sáng ngày 14/12/2020, Đoàn Thẩm định làm việc.</p>").draft
    assert str(draft.date) == "2020-12-14"
    assert draft.confidence["ngày đăng"] < 0.5


def test_redirection_needs_a_path_of_its_own() -> None:
    """Where only what follows the question mark tells an article, no redirection is made."""
    assert page("sharepoint-1").draft.redirect_from == (
        "/portal/pages/2020-12-14/Kiem-tra-cai-cach-hanh-chinh-tai-thixq7z1.aspx",
    )
    draft = page("dnn-3").draft
    assert draft.redirect_from == ()
    assert any("dấu hỏi" in doubt.sentence for doubt in draft.doubts)


def test_other_parts_are_told() -> None:
    """Where a page has more text of the body's kind than the part taken, the report says so."""
    other = " ".join(["Phần thứ hai của bài"] * 6)
    draft_of = of_body(f'<p>{"Phần chính của bài. " * 30}</p></div><div class="content">{other}')
    assert any("Phần thứ hai" in doubt.sentence for doubt in draft_of.draft.doubts)
    assert other in draft_of.left_out
