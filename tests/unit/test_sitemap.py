"""Sitemaps: an index and one small file for each month."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from town_portal.build.steps import list_months
from town_portal.core.articles import InMemory
from town_portal.core.records import Article, Page, Site, Topic
from town_portal.features.sitemap.sitemap import build_month_sitemap, build_sitemaps

BASE = "https://a.vn/cong"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = Topic("tin", "Tin", "chuyen-muc/tin/")
SEVEN = timezone(timedelta(hours=7))


def article(url: str, when: datetime, modified: datetime | None = None) -> Article:
    """Give an article."""
    return Article(url, url, when, False, NEWS, modified=modified)


def site(*articles: Article) -> Site:
    """Give a site of these articles, newest first, and one page."""
    page = Page("ban-do", "ban-do/", "Bản đồ", modified=datetime(2021, 1, 1, tzinfo=UTC))
    tag = Topic("a", "A", "tu-khoa/a/")
    return Site(InMemory(articles), (page,), {NEWS: articles}, {tag: articles})


def written(site: Site, base: str) -> dict[str, str]:
    """Give the text of each sitemap by its name."""
    months = [build_month_sitemap(site, month, base) for month in list_months(site)]
    files = [file for file in months if file] + build_sitemaps(site, (), base)
    return {file.name: file.text() for file in files}


def rows(xml: str, kind: str = "url") -> list[tuple[str, str | None]]:
    """Give address and time of each row of a sitemap."""
    root: Any = etree.fromstring(xml.encode())
    return [
        (row.findtext(f"{SPACE}loc"), row.findtext(f"{SPACE}lastmod"))
        for row in root.iter(f"{SPACE}{kind}")
    ]


MIDDLE = article("2020/12/14/b/", datetime(2020, 12, 14, tzinfo=SEVEN))


@given(st.text(alphabet="ab&<>\"'/đ%", min_size=1, max_size=20))
@settings(deadline=None)
def test_any_address_is_well_formed(url: str) -> None:
    """Signs that XML reserves are escaped and come back as they were."""
    files = written(site(article(url, MIDDLE.date)), BASE)
    assert rows(files["sitemap/2020-12.xml"])[0][0] == f"{BASE}/{url}"
