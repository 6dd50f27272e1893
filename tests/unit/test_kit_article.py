"""What an article's parts say together."""

from __future__ import annotations

from pathlib import PurePath
from zoneinfo import ZoneInfo

from plugins._kit import article
from plugins._kit.front import ArticleFront, PageFront

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HEAD = {"title": "A", "date": "2020-12-14", "category": "b"}


def fields(path: str = "a.md", **more: str) -> list[str]:
    """Return the fields that do not fit."""
    front = ArticleFront.model_validate({**HEAD, **more})
    return [field for field, _ in article.faults(front, PurePath(path), ZONE, None)]


def test_an_article_that_would_never_appear_is_a_fault() -> None:
    """The end of its time must come after the beginning."""
    assert fields(publish="2026-12-30", expires="2026-11-01") == ["expires"]
    assert fields(publish="2026-11-01", expires="2026-12-30") == []


def test_a_name_and_a_date_must_agree() -> None:
    """The day in the town's zone is compared, whatever zone the date was written in."""
    assert fields("2020-12-14-a.md") == []
    assert fields("2020-12-15-a.md") == ["date"]
    assert fields("2020-12-15-a.md", date="2020-12-14T18:00Z") == []


def test_a_stand_in_keeps_what_is_right() -> None:
    """Fields that are right stay; wrong, missing and unknown ones are named as replaced."""
    given = {"title": "A", "date": "mai", "tags": ["x"], "status": "xong", "titel": "B"}
    front, replaced = article.stand_in(ArticleFront, given, PurePath("a/b.md"))
    assert (front.title, front.status) == ("A", "published")
    assert replaced == {"date", "category", "status", "titel"}


def test_a_stand_in_of_nothing_has_an_address_of_its_own() -> None:
    """Two files without any head do not claim one address."""
    one, _ = article.stand_in(PageFront, None, PurePath("pages/a.md"))
    other, _ = article.stand_in(PageFront, None, PurePath("pages/b.md"))
    assert one.title != other.title


def test_a_slug_is_honoured_or_a_fault() -> None:
    """A dated name gives the address: a slug that says something else is no longer ignored."""
    assert fields("2020-12-14-a.md", slug="b") == ["slug"]
    assert fields("2020/2020-12-14-le-hoi/index.md", slug="hoi-le") == ["slug"]
    assert fields("2020-12-14-Lễ hội.md", slug="le-hoi") == []
    front = ArticleFront.model_validate({**HEAD, "slug": "b"})
    assert article.address_slug(front, PurePath("a.md")) == "b"


def test_an_address_that_no_file_system_takes_is_a_fault() -> None:
    """Words for lists and titles become names of folders, which must not be too long."""
    for field in article.TOPICS:
        assert fields(**{field: "a" * 100}) == []
        assert fields(**{field: "a" * 600}) == [field]
    assert fields(title="a" * 201) == ["title"]
    assert fields(category="a" * 201) == ["category"]
    assert fields("2020-12-14-a.md", title="a" * 201) == []
