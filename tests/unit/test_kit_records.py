"""What templates are given can't be changed by them."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from datetime import UTC, datetime

import pytest

from plugins._kit.records import Article, Download, FileCopy, Page, Photo, Picture, Site, Topic

ARTICLE = Article("a/", "A", datetime(2020, 12, 14, tzinfo=UTC), False, Topic("k", "K", "k/"))


def test_an_article_changed_when_it_appeared_or_later() -> None:
    """Without a later change the date counts."""
    later = datetime(2021, 1, 1, tzinfo=UTC)
    assert ARTICLE.changed == ARTICLE.date
    assert replace(ARTICLE, modified=later).changed == later


@pytest.mark.parametrize("record", [ARTICLE, Site(), Page("a", "a/", "A"), ARTICLE.category])
def test_a_record_can_not_be_changed(record: object) -> None:
    """A later stage never changes an earlier one."""
    for item in fields(record):  # type: ignore[arg-type]
        with pytest.raises(FrozenInstanceError):
            setattr(record, item.name, None)


@pytest.mark.parametrize("kind", [Article, Download, FileCopy, Page, Photo, Topic])
def test_a_record_can_be_a_key(kind: type) -> None:
    """Records of equal values are equal, so that lists may be compared and looked up."""
    assert kind.__hash__ is not None
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("caption", "joint"),
    [
        ("", ""),
        ("Ông A phát biểu", ". "),
        ("Ông A phát biểu.", " "),
        ("Ông A: “Tốt!”", " "),
        ("Cầu “Bà Nở”", ". "),
    ],
)
def test_a_credit_never_runs_into_the_caption(caption: str, joint: str) -> None:
    """A full stop stands between them; where the caption has its own, no second one."""
    picture = Picture(())
    assert Photo("", caption, "Ảnh: Lê An", 1, 1, picture, picture).joint == joint


def test_an_empty_site_is_a_site() -> None:
    """A portal without a single article has all its lists, empty."""
    site = Site()
    assert (site.articles, site.pages, dict(site.categories), dict(site.tags)) == ((), (), {}, {})
