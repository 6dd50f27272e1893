"""Which list pages there are, and what each shows. Pure: the site's records in, pages out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from plugins._kit import dates
from plugins._kit.made import MadePage
from plugins._kit.paging import sheets
from plugins._kit.records import Article, Site, Topic
from plugins._kit.tables import PEOPLE, PLACES, TAGS
from plugins.lists.calendar import calendar

Crumb = tuple[str, str]
"""An address and the words that lead there."""
Groups = dict[str, list[Crumb]]
SITEMAP = "sitemap"
"""The template of Sơ đồ cổng."""
ARCHIVE: Crumb = ("luu-tru/", "Lưu trữ")
NO_PARTS: dict[str, Any] = {"months": [], "calendar": None}
"""What a list says of its parts that has none, or is not at the list's own address."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month with articles."""

    year: int
    month: int
    count: int

    @property
    def url(self) -> str:
        """The month's address."""
        return f"{self.year}/{self.month:02d}/"

    @property
    def title(self) -> str:
        """The month in words: ``Tháng 12/2020``."""
        return dates.month(self.year, self.month)


def months(articles: Iterable[Article]) -> list[Month]:
    """Return the months that have articles, newest first, as ``articles`` are."""
    grouped = groupby(articles, key=lambda item: (item.date.year, item.date.month))
    return [Month(year, month, sum(1 for _ in group)) for (year, month), group in grouped]


def plan(site: Site, size: int, with_days: bool = True) -> list[MadePage]:
    """Return every list page of the site; ``size`` articles stand on a numbered page.

    ``with_days`` gives each day that has articles a list of its own, and months a calendar.
    """
    return [
        MadePage("", "index", {"articles": site.articles}),
        *_topics(site, size),
        *_periods(site, size, with_days),
        MadePage("chuyen-muc/", "categories"),
        MadePage(TAGS, "tags"),
        *([MadePage(PEOPLE, "people")] if site.people else []),
        *([MadePage(PLACES, "places")] if site.places else []),
        MadePage("luu-tru/", "archives", {"title": "Lưu trữ", "months": months(site.articles)}),
        MadePage("so-do-cong/", SITEMAP, {"title": "Sơ đồ cổng", "months": months(site.articles)}),
    ]


def grouped(made: Iterable[MadePage]) -> Groups:
    """Return the planned pages that Sơ đồ cổng names, by the heading under which they stand."""
    groups: Groups = {}
    for page in made:
        if page.group:
            groups.setdefault(page.group, []).append((page.url, page.values["title"]))
    return groups


def _topics(site: Site, size: int) -> Iterator[MadePage]:
    kinds = (
        ("category", ("chuyen-muc/", "Chuyên mục"), site.categories),
        ("tag", (TAGS, "Từ khóa"), site.tags),
        ("person", (PEOPLE, "Nhân vật"), site.people),
        ("place", (PLACES, "Địa danh"), site.places),
    )
    for template, crumb, topics in kinds:
        for topic, articles in topics.items():
            values = {"topic": topic, "crumbs": [crumb]}
            yield from _sheets(template, topic, articles, size, values)


def _periods(site: Site, size: int, with_days: bool) -> Iterator[MadePage]:
    for year, group in groupby(site.articles, key=lambda item: item.date.year):
        articles = tuple(group)
        topic = Topic(str(year), f"Năm {year}", f"{year}/")
        values = {"topic": topic, "crumbs": [ARCHIVE], **NO_PARTS}
        own, *numbered = _sheets("period_archives", topic, articles, size, values)
        own.values["months"] = months(articles)
        yield from (own, *numbered)
        for month, part in groupby(articles, key=lambda item: item.date.month):
            yield from _month(year, month, tuple(part), size, with_days)


def _month(
    year: int, month: int, articles: tuple[Article, ...], size: int, with_days: bool
) -> Iterator[MadePage]:
    topic = Topic(f"{year}-{month}", dates.month(year, month), f"{year}/{month:02d}/")
    crumbs = [ARCHIVE, (f"{year}/", f"Năm {year}")]
    values = {"topic": topic, "crumbs": crumbs, **NO_PARTS}
    own, *numbered = _sheets("period_archives", topic, articles, size, values)
    if with_days:
        own.values["calendar"] = calendar(articles)
    yield from (own, *numbered)
    days = groupby(articles, key=lambda item: item.date.day) if with_days else ()
    for day, part in days:
        title = f"Ngày {dates.day(date(year, month, day))}"
        one = Topic(f"{year}-{month}-{day}", title, f"{topic.url}{day:02d}/")
        values = {"topic": one, "crumbs": [*crumbs, (topic.url, topic.title)], **NO_PARTS}
        yield from _sheets("period_archives", one, tuple(part), size, values)


def _sheets(
    template: str, topic: Topic, articles: tuple[Article, ...], size: int, values: dict[str, Any]
) -> Iterator[MadePage]:
    for sheet in sheets(topic.url, articles, size):
        title = topic.title if sheet.number is None else f"{topic.title} – trang {sheet.number}"
        yield MadePage(sheet.url, template, {**values, "title": title, "sheet": sheet})
