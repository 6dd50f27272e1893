"""The line at the foot of the desk: what a build says, in the words of the form."""

from __future__ import annotations

from typing import Any

from tests.unit.test_desk_files import ask
from tests.unit.test_desk_forms import COLLECTIONS

FILE = "articles/2026/2026-11-28-ten/index"
SAVED = {"file": FILE, "title": "Tên bài", "fields": COLLECTIONS["bai-viet"]["fields"]}
TOWN = {
    "file": "data/menu",
    "title": "Trình đơn",
    "fields": next(it for it in COLLECTIONS["du-lieu"]["files"] if it["name"] == "menu")["fields"],
}


def test_faults_are_told_in_the_words_of_the_form() -> None:
    """A writer reads the article's title and the form's names; what is elsewhere stays as it is."""
    other = "content/articles/2026/2026-11-28-khac/index.md:3: date: ngày này khác."
    menu = "content/data/menu.yaml:2: items.1.to: không có trang"
    cases: list[tuple[str, dict[str, Any], str]] = [
        (f"content/{FILE}.md:3: date: ngày khác.", SAVED, "“Tên bài”, Ngày đăng: ngày khác."),
        (
            f"/nha/a b/content/{FILE}.md:9: corrections.2.text: trống",
            *(SAVED, "“Tên bài”, Đính chính, mục 2, Lời đính chính: trống"),
        ),
        (f"{FILE}.md:9: attachments.1: trống", SAVED, "“Tên bài”, Tệp cho tải về, mục 1: trống"),
        (
            f"content/{FILE}.md:12: ảnh không có tên tệp: xem lại",
            *(SAVED, "“Tên bài”, dòng 12 của tệp: ảnh không có tên tệp: xem lại"),
        ),
        (f"content/{FILE}.md:3: mood: lạ", SAVED, "“Tên bài”, dòng 3 của tệp: mood: lạ"),
        (menu, TOWN, "“Trình đơn”, Trình đơn, mục 1, Trang: không có trang"),
        (other, SAVED, other),
        (menu, SAVED, menu),
        ("Lỗi lạ", SAVED, "Lỗi lạ"),
        (other, {"file": ""}, other),
    ]
    told = ask(*({"what": "fault", "line": line, "saved": saved} for line, saved, _ in cases))
    assert told == [expected for _, _, expected in cases]


def test_the_day_in_an_address() -> None:
    """An article's path names its day; a page's names none."""
    days = {
        f"{FILE}.md": "2026-11-28",
        "content/articles/2020/2020-12-14-ten.md": "2020-12-14",
        "pages/ban-do.md": "",
        "": "",
    }
    assert ask(*({"what": "day", "path": path} for path in days)) == list(days.values())
