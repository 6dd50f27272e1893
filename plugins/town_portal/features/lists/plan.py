"""Which list pages there are, and what each shows. Pure: the site's records in, pages out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from town_portal.build.made import MadePage
from town_portal.core import dates
from town_portal.core.articles import Articles, find_topic
from town_portal.core.data.tables import PEOPLE, PLACES, TAGS
from town_portal.core.paging import split_sheets
from town_portal.core.records import Article, Site, Topic
from town_portal.features.lists.calendar import build_calendar

Crumb = tuple[str, str]
"""An address and the words that lead there."""
Groups = dict[str, list[Crumb]]
SITEMAP = "sitemap"
"""The template of Sơ đồ cổng."""
ARCHIVE: Crumb = ("luu-tru/", "Lưu trữ")
NO_PARTS: dict[str, Any] = {"months": [], "calendar": None}
"""What a list says of its parts that has none, or is not at the list's own address."""
KINDS = {
    "categories": ("category", ("chuyen-muc/", "Chuyên mục")),
    "tags": ("tag", (TAGS, "Từ khóa")),
    "people": ("person", (PEOPLE, "Nhân vật")),
    "places": ("place", (PLACES, "Địa danh")),
}
"""The template and the crumb of each kind of topic."""
PERIODS = "periods"
"""Stands in keys in place of a kind of topic; behind it a year, a month or a day."""


def plan_single_pages(site: Site) -> list[MadePage]:
    """Return the pages that are there once; those without anything to list are empty."""
    months, is_bare = site.articles.months(), not site.articles
    return [
        MadePage("", "index"),
        MadePage("chuyen-muc/", "categories", is_empty=is_bare),
        MadePage(TAGS, "tags", is_empty=not site.tags),
        *([MadePage(PEOPLE, "people")] if site.people else []),
        *([MadePage(PLACES, "places")] if site.places else []),
        MadePage("luu-tru/", "archives", {"title": "Lưu trữ", "months": months}, is_empty=is_bare),
        MadePage("so-do-cong/", SITEMAP, {"title": "Sơ đồ cổng", "months": months}),
    ]


def group_pages(made: Iterable[MadePage]) -> Groups:
    """Return the planned pages that Sơ đồ cổng names, by the heading under which they stand."""
    groups: Groups = {}
    for page in made:
        if page.group:
            groups.setdefault(page.group, []).append((page.url, page.values["title"]))
    return groups


def iter_list_keys(site: Site, with_days: bool = True) -> Iterator[str]:
    """Yield the keys of all lists: ``tags y-te``, ``periods 2020-12-14``.

    ``with_days`` gives each day that has articles a list of its own, and months a calendar.
    """
    for kind in KINDS:
        yield from (f"{kind} {topic.key}" for topic in getattr(site, kind))
    months = site.articles.months()
    yield from (f"{PERIODS} {year}" for year in dict.fromkeys(month.year for month in months))
    yield from (f"{PERIODS} {month.day}" for month in months)
    if with_days:
        yield from (f"{PERIODS} {day}" for day, _ in site.articles.days())


def iter_article_keys(
    topics: Iterable[tuple[str, str]], day: str, with_days: bool = True
) -> Iterator[str]:
    """Yield the keys of the lists in which an article of some topics and a day stands."""
    yield from (f"{kind} {key}" for kind, key in topics)
    for length in (4, 7, 10) if with_days else (4, 7):
        yield f"{PERIODS} {day[:length]}"


def plan_list_pages(site: Site, key: str, size: int, with_days: bool = True) -> list[MadePage]:
    """Return the pages of one list, ``size`` articles on a numbered one; none without articles.

    A category has its page also without.
    """
    kind, _, name = key.partition(" ")
    if kind == PERIODS:
        return list(_iter_period_pages(site.articles.period(name), name, size, with_days))
    topics = getattr(site, kind)
    topic = find_topic(topics, name)
    if topic is None:
        return []
    template, crumb = KINDS[kind]
    values = {"topic": topic, "crumbs": [crumb]}
    return list(_iter_sheets(template, topic, topics[topic], size, values))


def _iter_period_pages(
    articles: Articles, name: str, size: int, with_days: bool
) -> Iterator[MadePage]:
    if not articles:
        return
    year, month, day = (int(part) for part in f"{name}-0-0".split("-")[:3])
    crumbs = [ARCHIVE]
    if month:
        crumbs.append((f"{year}/", f"Năm {year}"))
    if not month:
        topic = Topic(name, f"Năm {year}", f"{year}/")
    elif not day:
        topic = Topic(f"{year}-{month}", dates.format_month(year, month), f"{year}/{month:02d}/")
    else:
        crumbs.append((f"{year}/{month:02d}/", dates.format_month(year, month)))
        title = f"Ngày {dates.format_day(date(year, month, day))}"
        topic = Topic(f"{year}-{month}-{day}", title, f"{year}/{month:02d}/{day:02d}/")
    values = {"topic": topic, "crumbs": crumbs, **NO_PARTS}
    own, *numbered = _iter_sheets("period_archives", topic, articles, size, values)
    if not month:
        own.values["months"] = articles.months()
    elif with_days and not day:
        own.values["calendar"] = build_calendar(year, month, articles.days())
    yield from (own, *numbered)


def _iter_sheets(
    template: str, topic: Topic, articles: Sequence[Article], size: int, values: dict[str, Any]
) -> Iterator[MadePage]:
    for sheet in split_sheets(topic.url, articles, size):
        title = topic.title if sheet.number is None else f"{topic.title} – trang {sheet.number}"
        yield MadePage(sheet.url, template, {**values, "title": title, "sheet": sheet})
