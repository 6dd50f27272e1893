"""sitemap.xml and robots.txt: what search engines are told."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree

from tests.portal import Portal
from tests.site.test_feeds import validate

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PERIOD = re.compile(r"^\d{4}/(\d\d/){0,2}$")


def sitemaps(portal: Portal) -> dict[str, list[str]]:
    """Return the addresses that each sitemap of the index holds, by the sitemap's name."""
    index = validate(portal.output / "sitemap.xml", "sitemap.rng")
    assert index.tag == f"{NAMESPACE}sitemapindex"
    found = {}
    for address in locations(index):
        file = portal.file(address)
        assert file is not None, address
        urlset = validate(file, "sitemap.rng")
        assert urlset.tag == f"{NAMESPACE}urlset"
        found[file.stem] = locations(urlset)
    return found


def locations(root: Any) -> list[str]:
    """Return the addresses of a sitemap or an index."""
    return [str(element.text) for element in root.iter(f"{NAMESPACE}loc")]


def test_sitemaps_are_valid(portal: Portal) -> None:
    """The index and each sitemap follow the protocol, and none lies outside the index."""
    names = set(sitemaps(portal))
    assert {path.stem for path in (portal.output / "sitemap").iterdir()} == names


def test_addresses_answer(portal: Portal) -> None:
    """Every address of every sitemap is that of a page, and stands once."""
    counted = Counter(address for listed in sitemaps(portal).values() for address in listed)
    assert [address for address in counted if portal.file(address) is None] == []
    assert [address for address, count in counted.items() if count > 1] == []


def test_each_article_stands_in_its_month(portal: Portal) -> None:
    """An article stands in the sitemap of its month and in no other."""
    listed = {
        (address.removeprefix(portal.address), name)
        for name, addresses in sitemaps(portal).items()
        for address in addresses
        if name != "trang"
    }
    wanted = {(page.url, page.url[:7].replace("/", "-")) for page in portal.of_kind("article")}
    assert listed == wanted


def test_pages_and_lists_stand_in_one_sitemap(portal: Portal) -> None:
    """Home, pages, categories and tags are listed; 404, search and numbered lists are not."""
    listed = {address.removeprefix(portal.address) for address in sitemaps(portal)["trang"]}
    pages = {page.url for page in portal.pages.values() if page.kind != "article"}
    unlisted = {url for url in pages - listed if "/trang/" not in url and not PERIOD.match(url)}
    assert unlisted == {"404.html", "tim-kiem/"}
    assert [url for url in listed if "/trang/" in url] == []


def test_a_month_is_as_new_as_its_newest_article(portal: Portal) -> None:
    """The index gives each month the time of the last change in it, with a zone."""
    index = etree.parse(str(portal.output / "sitemap.xml")).getroot()
    for row in index.iter(f"{NAMESPACE}sitemap"):
        file = portal.file(row.findtext(f"{NAMESPACE}loc"))
        assert isinstance(file, Path)
        root = etree.parse(str(file)).getroot()
        times = [datetime.fromisoformat(item.text) for item in root.iter(f"{NAMESPACE}lastmod")]
        given = row.findtext(f"{NAMESPACE}lastmod")
        if given is not None:
            assert datetime.fromisoformat(given) == max(times)
        assert [time for time in times if time.tzinfo is None] == []


def test_robots_are_welcome_and_told_of_the_sitemap(portal: Portal) -> None:
    """robots.txt keeps nobody out and names the index by its full address."""
    lines = (portal.output / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert f"Sitemap: {portal.address}sitemap.xml" in lines
    assert not [line for line in lines if re.match(r"(?i)disallow:\s*\S", line)]
