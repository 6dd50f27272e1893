"""What is told of articles and photographs from what is known of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plugins._kit.records import Article, Photo, Picture, Topic

ARTICLE = Article("a/", "A", datetime(2020, 12, 14, tzinfo=UTC), False, Topic("k", "K", "k/"))


def test_an_article_changed_when_it_appeared_or_later() -> None:
    """Without a later change the date counts."""
    later = datetime(2021, 1, 1, tzinfo=UTC)
    assert ARTICLE.changed == ARTICLE.date
    assert replace(ARTICLE, modified=later).changed == later


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
