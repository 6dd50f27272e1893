"""The site as templates see it: the same site, each look noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from plugins._kit.records import Article, Page, Site, Topic
from plugins._kit.seen import SeenSite
from plugins._kit.watch import Watch

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
NEWS, NOTES = Topic("tin", "Tin", "tin/"), Topic("thong-bao", "Thông báo", "thong-bao/")
FAIR = Topic("hoi", "hội", "tu-khoa/hoi/")


def article(number: int, **given: Any) -> Article:
    """Return an article; a higher number is newer."""
    day = FIRST + timedelta(days=number)
    return Article(f"{number}/", f"Bài {number}", day, False, NEWS, identity=f"i{number}", **given)


ARTICLES = tuple(article(number) for number in (3, 2, 1))
SITE = Site(
    ARTICLES,
    (Page("a", "a/", "Trang"),),
    {NEWS: ARTICLES, NOTES: ()},
    {FAIR: ARTICLES[:1]},
)
LOOKS: dict[str, Callable[[Any], Any]] = {
    "articles": lambda site: site.articles,
    "pages": lambda site: site.pages,
    "newest": lambda site: site.newest,
    "front 2": lambda site: site.front(2),
    "front 3": lambda site: site.front(3),
    "categories": lambda site: list(site.categories),
    "tags": lambda site: len(site.tags),
}


def seen_by(look: Callable[[Any], Any], site: Site = SITE) -> tuple[Any, set[tuple[str, str]]]:
    """Return what a look gives, and what was noted."""
    watch = Watch()
    seen = SeenSite(site, watch)
    with watch.frame() as sights:
        found = look(seen)
    return found, sights


def told(site: Site, name: str) -> str:
    """Return what is to be seen of a site."""
    watch = Watch()
    SeenSite(site, watch)
    return watch.look(("site", name))


@pytest.mark.parametrize("name", LOOKS)
def test_the_site_is_given_as_it_is_and_the_look_noted(name: str) -> None:
    """Each look gives what the plain site gives, and is noted under its name alone."""
    found, sights = seen_by(LOOKS[name])
    assert found == LOOKS[name](SITE)
    assert sights == {("site", name)}


@pytest.mark.parametrize(
    ("look", "names"),
    [
        (lambda site: site.categories[NEWS], {"articles"}),
        (lambda site: site.tags.get(FAIR), {"articles"}),
        (lambda site: site.tags.get(NEWS), {"articles"}),
        (lambda site: NOTES in site.categories, {"articles"}),
        (lambda site: dict(site.categories.items()), {"articles", "categories"}),
    ],
)
def test_to_look_at_a_topic_is_to_look_at_articles(
    look: Callable[[Any], Any], names: set[str]
) -> None:
    """A topic's articles change when articles do; who goes through all sees new topics too."""
    found, sights = seen_by(look)
    assert found == look(SITE)
    assert sights == {("site", name) for name in names}


NEWER = (article(4), *ARTICLES)
CHANGES = {
    "an article more": (
        replace(SITE, articles=NEWER, categories={NEWS: NEWER, NOTES: ()}),
        {"articles", "newest", "front 2", "front 3"},
    ),
    "an old article edited": (
        replace(SITE, articles=(*ARTICLES[:2], replace(ARTICLES[2], identity="other"))),
        {"articles", "front 3"},
    ),
    "the newest article's topic renamed": (replace(SITE, tags={NOTES: ARTICLES[:1]}), {"tags"}),
    "another order of categories": (
        replace(SITE, categories={NOTES: (), NEWS: ARTICLES}),
        {"categories"},
    ),
    "a page edited": (replace(SITE, pages=(Page("a", "a/", "Khác"),)), {"pages"}),
    "nothing": (Site(SITE.articles, SITE.pages, dict(SITE.categories), dict(SITE.tags)), set()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_where_it_shows(change: str) -> None:
    """Who looked at something else sees the same as before."""
    site, names = CHANGES[change]
    assert {name for name in LOOKS if told(site, name) != told(SITE, name)} == names


def test_a_site_without_articles_can_be_looked_at() -> None:
    """There is no newest article, and that is something to see."""
    empty = Site()
    assert {name: bool(told(empty, name)) for name in LOOKS} == dict.fromkeys(LOOKS, True)
    assert seen_by(LOOKS["newest"], empty)[0] is None
