"""What may stand on which page, and what pages fetch."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from tests.portal import FRAGMENTS, Page, Portal, text


def test_people_online_are_not_named_while_unknown(portal: Portal) -> None:
    """Without a counter there is no label for the people online."""
    shown = re.compile(r"\bOnline\b|Đang xem|đang truy cập", re.IGNORECASE)
    assert portal.faults(lambda page: shown.findall(text(page.one("body")))) == []


def test_article_pages_show_nothing_of_the_whole_portal(portal: Portal) -> None:
    """An article page has no total, list of news, count or time of building to be kept fresh."""

    def check(page: Page) -> Iterator[str]:
        if page.kind != "article":
            return
        for placed in page.by_class("block"):
            name = re.findall(r"block--(\w+)", placed.get("class"))[0]
            if name != "related" and not placed.get("data-source"):
                yield name
            if placed.get("data-source") and placed.xpath(".//time|.//li"):
                yield f"{name} is baked"
        shown = text(page.one("body"))
        yield from re.findall(r"Cập nhật lúc|\(\d+ tin\)|lượt xem|Hôm nay là", shown)

    assert portal.faults(check) == []


def test_what_articles_fetch_is_there(portal: Portal) -> None:
    """Each slot names a fragment, with headlines, or a form; its links hold on any page."""
    wanted = set()
    for page in portal.of_kind("article"):
        for source in page.find(".//@data-source"):
            wanted.add(posixpath.normpath(posixpath.join(page.url, source)))
    assert wanted == set(portal.fragments) != set()
    for fragment in portal.fragments.values():
        assert not re.search("<!doctype|<script", fragment.source, re.IGNORECASE)
        links = fragment.find(".//@href")
        # There may be nothing to warn of, and the form for stars leads nowhere.
        assert links or fragment.url.endswith(("alerts.html", "danh-gia.html"))
        for link in links:
            assert posixpath.normpath(posixpath.join(FRAGMENTS, link)) + "/" in portal.pages


def test_the_home_page_says_when_its_news_changed(portal: Portal) -> None:
    """The day of the article that changed last; the moment of the build is on no page."""
    lines = [text(line) for line in portal.pages[""].by_class("updated")]
    assert lines == ["Cập nhật thứ Ba, 24/11/2026."]
    moment = re.compile(r"13:00|06:00")
    assert portal.faults(lambda page: moment.findall(text(page.one("body")))) == []
