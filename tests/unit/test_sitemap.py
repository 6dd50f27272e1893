"""Sitemaps: an index and one small file for each month."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plugins._kit.records import Article, Page, Site, Topic
from plugins.sitemap.sitemap import sitemaps

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
    return Site(articles, (page,), {NEWS: articles}, {tag: articles})


def written(site: Site, base: str) -> dict[str, str]:
    """Give the text of each sitemap by its name."""
    return {file.name: file.text() for file in sitemaps(site, (), base)}


def rows(xml: str, kind: str = "url") -> list[tuple[str, str | None]]:
    """Give address and time of each row of a sitemap."""
    root: Any = etree.fromstring(xml.encode())
    return [
        (row.findtext(f"{SPACE}loc"), row.findtext(f"{SPACE}lastmod"))
        for row in root.iter(f"{SPACE}{kind}")
    ]


NEWEST = article("2021/02/03/c/", datetime(2021, 2, 3, 8, tzinfo=SEVEN))
MIDDLE = article("2020/12/14/b/", datetime(2020, 12, 14, tzinfo=SEVEN))
OLDEST = article("2020/12/01/a/", datetime(2020, 12, 1, tzinfo=SEVEN))


def test_the_index_names_every_file_with_its_last_change() -> None:
    """A month changed when one of its articles last did, whichever that is."""
    when = datetime(2022, 5, 6, 7, 8, tzinfo=SEVEN)
    for month in (
        (replace(MIDDLE, modified=when), OLDEST),
        (MIDDLE, replace(OLDEST, modified=when)),
    ):
        files = written(site(NEWEST, *month), BASE)
        assert rows(files["sitemap.xml"], "sitemap") == [
            (f"{BASE}/sitemap/2020-12.xml", "2022-05-06T07:08:00+07:00"),
            (f"{BASE}/sitemap/2021-02.xml", "2021-02-03T08:00:00+07:00"),
            (f"{BASE}/sitemap/trang.xml", None),
        ]


def test_what_a_sitemap_depends_on_changes_with_its_text() -> None:
    """So that a file with other text is made, and others are not even written down."""
    before = {file.name: file for file in sitemaps(site(MIDDLE, OLDEST), (), BASE)}
    after = {file.name: file for file in sitemaps(site(NEWEST, MIDDLE, OLDEST), (), BASE)}
    for name, file in after.items():
        is_same = name in before and before[name].text() == file.text()
        assert (name in before and before[name].known == file.known) is is_same


def test_a_portal_without_articles_has_sitemaps() -> None:
    """The index then names the pages alone."""
    files = written(Site(), BASE)
    assert rows(files["sitemap.xml"], "sitemap") == [(f"{BASE}/sitemap/trang.xml", None)]
    assert (f"{BASE}/", None) in rows(files["sitemap/trang.xml"])


@given(st.text(alphabet="ab&<>\"'/đ%", min_size=1, max_size=20))
@settings(deadline=None)
def test_any_address_is_well_formed(url: str) -> None:
    """Signs that XML reserves are escaped and come back as they were."""
    files = written(site(article(url, MIDDLE.date)), BASE)
    assert rows(files["sitemap/2020-12.xml"])[0][0] == f"{BASE}/{url}"
