"""What the name and the parts of an article's file say together."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath, PurePosixPath
from zoneinfo import ZoneInfo

import pytest

from town_portal.build import article
from town_portal.core.naming import Name, get_page_name, parse_article_name
from town_portal.core.texts.front import ArticleFront, PageFront

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HEAD = {"title": "A", "date": "2020-12-14", "category": "b"}


@pytest.mark.parametrize(
    ("path", "more", "wrong"),
    [
        ("a.md", {"publish": "2026-12-30", "expires": "2026-11-01"}, ["expires"]),
        ("a.md", {"publish": "2026-11-01", "expires": "2026-12-30"}, []),
        ("2020-12-14-a.md", {}, []),
        ("2020-12-15-a.md", {}, ["date"]),
        ("2020-12-15-a.md", {"date": "2020-12-14T18:00Z"}, []),
        ("2020-12-14-a.md", {"slug": "b"}, ["slug"]),
        ("2020/2020-12-14-le-hoi/index.md", {"slug": "hoi-le"}, ["slug"]),
        ("2020-12-14-Lễ hội.md", {"slug": "le-hoi"}, []),
        ("a.md", {"title": "a" * 201}, ["title"]),
        ("a.md", {"category": "a" * 201}, ["category"]),
        ("2020-12-14-a.md", {"title": "a" * 201}, []),
        *(("a.md", {field: "a" * 100}, []) for field in article.TOPICS),
        *(("a.md", {field: "a" * 600}, [field]) for field in article.TOPICS),
    ],
)
def test_what_does_not_fit_together(path: str, more: dict[str, str], wrong: list[str]) -> None:
    """Times, name and date in the town's zone, name and slug, lengths of names of folders."""
    front = ArticleFront.model_validate({**HEAD, **more})
    assert [field for field, _ in article.iter_faults(front, PurePath(path), ZONE, None)] == wrong


def test_a_stand_in_keeps_what_is_right() -> None:
    """Fields that are right stay; wrong, missing and unknown ones are named as replaced."""
    given = {"title": "A", "date": "mai", "tags": ["x"], "status": "xong", "titel": "B"}
    front, replaced = article.replace_wrong_fields(ArticleFront, given, PurePath("a/b.md"))
    assert (front.title, front.status) == ("A", "published")
    assert replaced == {"date", "category", "status", "titel"}


def test_a_stand_in_of_nothing_has_an_address_of_its_own() -> None:
    """Two files without any head do not claim one address."""
    one, _ = article.replace_wrong_fields(PageFront, None, PurePath("pages/a.md"))
    other, _ = article.replace_wrong_fields(PageFront, None, PurePath("pages/b.md"))
    assert one.title != other.title


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
    assert parse_article_name(PurePosixPath(path)) == name


@pytest.mark.parametrize("name", ["2020-02-30-x", "2020-13-01-x", "0000-01-01-x"])
def test_a_date_that_no_calendar_has(name: str) -> None:
    """A name that begins with an impossible date is refused by name."""
    with pytest.raises(ValueError, match=f"tên “{name}”.*không có trong lịch"):
        parse_article_name(PurePosixPath(f"{name}.md"))


def test_the_key_of_a_page() -> None:
    """A page is known by its file's name, or its folder's."""
    assert get_page_name(PurePosixPath("pages/gioi-thieu.md")) == "gioi-thieu"
    assert get_page_name(PurePosixPath("pages/Bản đồ/index.md")) == "ban-do"
