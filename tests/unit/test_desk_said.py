"""The line at the foot of the desk: what a build says, in the words of the form."""

from __future__ import annotations

import pytest

from tests.unit.test_desk_files import ask
from tests.unit.test_desk_forms import COLLECTIONS

FILE = "articles/2026/2026-11-28-ten/index"
SAVED = {"file": FILE, "title": "Tên bài", "fields": COLLECTIONS["bai-viet"]["fields"]}
TOWN = {
    "file": "data/menu",
    "title": "Trình đơn",
    "fields": next(it for it in COLLECTIONS["du-lieu"]["files"] if it["name"] == "menu")["fields"],
}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"content/{FILE}.md:3: date: ngày này khác.", "“Tên bài”, Ngày đăng: ngày này khác."),
        (
            f"/nha/a b/content/{FILE}.md:9: corrections.2.text: trống",
            "“Tên bài”, Đính chính, mục 2, Lời đính chính: trống",
        ),
        (f"{FILE}.md:9: attachments.1: trống", "“Tên bài”, Tệp cho tải về, mục 1: trống"),
        (
            f"content/{FILE}.md:12: ảnh không có tên tệp: xem lại",
            "“Tên bài”, dòng 12 của tệp: ảnh không có tên tệp: xem lại",
        ),
        (f"content/{FILE}.md:3: mood: lạ", "“Tên bài”, dòng 3 của tệp: mood: lạ"),
    ],
)
def test_faults_of_the_saved_text_name_its_fields(line: str, expected: str) -> None:
    """A writer reads the names that stand in the form, and the title of the article."""
    assert ask({"what": "fault", "line": line, "saved": SAVED}) == [expected]


def test_faults_of_other_files_name_the_file() -> None:
    """What is wrong elsewhere is told as it is; data files have the names of their forms."""
    other = "content/articles/2026/2026-11-28-khac/index.md:3: date: ngày này khác."
    menu = "content/data/menu.yaml:2: items.1.to: không có trang"
    asked = [(other, SAVED), (menu, SAVED), (menu, TOWN), ("Lỗi lạ", SAVED), (other, {"file": ""})]
    expected = [
        other,
        menu,
        "“Trình đơn”, Trình đơn, mục 1, Trang: không có trang",
        "Lỗi lạ",
        other,
    ]
    assert ask(*({"what": "fault", "line": it, "saved": of} for it, of in asked)) == expected


def test_the_day_in_an_address() -> None:
    """An article's path names its day; a page's names none."""
    days = {
        f"{FILE}.md": "2026-11-28",
        "content/articles/2020/2020-12-14-ten.md": "2020-12-14",
        "pages/ban-do.md": "",
        "": "",
    }
    assert ask(*({"what": "day", "path": path} for path in days)) == list(days.values())
