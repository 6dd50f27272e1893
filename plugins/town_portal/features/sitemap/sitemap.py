"""The XML of sitemaps (protocol 0.9, sitemaps.org). Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any
from xml.sax.saxutils import escape

from town_portal.build.made import MadePage
from town_portal.core.data.tables import PEOPLE, PLACES, TAGS
from town_portal.core.records import Article, Site

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
Entry = tuple[str, datetime | None]
"""An address relative to the root, and when it last changed, where that is known."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A file: its name, what its text depends on, and ``text``, which makes that."""

    name: str
    known: Any
    text: Callable[[], str]


def build_sitemaps(site: Site, made: Iterable[MadePage], base: str) -> list[Sitemap]:
    """Return the sitemaps but those of months; the last one, ``sitemap.xml``, is the index.

    ``base`` is the portal's full address without last slash. The months are in order, the oldest
    first; the pages and lists have a sitemap of their own.
    """
    entries: list[Entry] = [
        (make_file_name(day), item) for day, item in site.articles.last_changes()
    ]
    files: list[Sitemap] = []
    planned = tuple((page.url, page.changed) for page in made if page.in_sitemaps)
    others = (*_iter_others(site), *planned)
    files.append(
        Sitemap("sitemap/trang.xml", (others, base), partial(_format_urlset, others, base))
    )
    entries.append(("sitemap/trang.xml", None))
    files.append(Sitemap("sitemap.xml", (entries, base), partial(_index, entries, base)))
    return files


def make_file_name(month: str) -> str:
    """Return the file of a month (``2020-12``)."""
    return f"sitemap/{month}.xml"


def build_month_sitemap(site: Site, month: str, base: str) -> Sitemap | None:
    """Return the sitemap of a month (``2020-12``); None where it has no article."""
    articles = site.articles.period(month)
    if not articles:
        return None
    make = partial(_format_articles, articles, base)
    return Sitemap(make_file_name(month), (articles, base), make)


def _format_articles(articles: Iterable[Article], base: str) -> str:
    oldest_first = reversed(tuple(articles))
    return _format_urlset(((item.url, item.changed) for item in oldest_first), base)


def _iter_others(site: Site) -> Iterable[Entry]:
    yield "", None
    for page in (*site.pages, *chain.from_iterable(site.kinds.values())):
        yield page.url, page.modified
    for topic in (*site.categories, *site.tags, *site.people, *site.places):
        yield topic.url, None
    folders = ((PEOPLE, site.people), (PLACES, site.places))
    for url in ("chuyen-muc/", TAGS, *(url for url, topics in folders if topics)):
        yield url, None
    for url in ("luu-tru/", "so-do-cong/"):
        yield url, None


def _format_urlset(entries: Iterable[Entry], base: str) -> str:
    rows = "".join(_format_row("url", url, changed, base) for url, changed in entries)
    return f"{_HEAD}<urlset {_NAMESPACE}>\n{rows}</urlset>\n"


def _index(entries: Iterable[Entry], base: str) -> str:
    rows = "".join(_format_row("sitemap", url, changed, base) for url, changed in entries)
    return f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{rows}</sitemapindex>\n"


def _format_row(tag: str, url: str, changed: datetime | None, base: str) -> str:
    time = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return f"<{tag}><loc>{escape(f'{base}/{url}')}</loc>{time}</{tag}>\n"
