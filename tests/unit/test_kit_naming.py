"""What the name of an article's file says."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest

from plugins._kit.naming import Name, article_name, page_name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("2020/2020-12-14-kiem-tra/index.md", Name(date(2020, 12, 14), "kiem-tra")),
        ("2020/2020-12-14-kiem-tra.md", Name(date(2020, 12, 14), "kiem-tra")),
        ("2020-12-14-Kiểm tra CCHC.md", Name(date(2020, 12, 14), "kiem-tra-cchc")),
        ("kiem-tra.md", Name()),
        ("2020-12-14.md", Name()),
        ("2020-12-kiem-tra.md", Name()),
        ("kiem-tra/index.md", Name()),
        ("2020-12-14-a/bai.md", Name()),
    ],
)
def test_date_and_slug_of_a_name(path: str, name: Name) -> None:
    """The folder's name counts for an index.md, else the file's; other names say nothing."""
    assert article_name(PurePosixPath(path)) == name


@pytest.mark.parametrize("name", ["2020-02-30-x", "2020-13-01-x", "0000-01-01-x"])
def test_a_date_that_no_calendar_has(name: str) -> None:
    """A name that begins with an impossible date is refused by name."""
    with pytest.raises(ValueError, match=f"tên “{name}”.*không có trong lịch"):
        article_name(PurePosixPath(f"{name}.md"))


def test_the_key_of_a_page() -> None:
    """A page is known by its file's name, or its folder's."""
    assert page_name(PurePosixPath("pages/gioi-thieu.md")) == "gioi-thieu"
    assert page_name(PurePosixPath("pages/Bản đồ/index.md")) == "ban-do"
