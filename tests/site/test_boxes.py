"""The boxes of the former portal, and what may stand on which page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from tests.portal import CONTENT, FRAGMENTS, Page, Portal, text

TOTAL = "345.988"
SVG = "{http://www.w3.org/2000/svg}"
FROM_MEMORY = ("quochoi.vn", "hatinhtv.vn")
"""Sites named by memory alone: no source at hand says that they exist."""


def block(page: Page, name: str) -> Any:
    """Return the one block of this name on the page."""
    (found,) = page.by_class(f"block--{name}")
    return found


def data(name: str) -> Any:
    """Return a data file."""
    return yaml.safe_load((CONTENT / "data" / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("url", ["", "thong-ke/"])
def test_visit_total_says_until_when(at_root: Portal, url: str) -> None:
    """The visit total of the former portal is shown with the month up to which it counts."""
    shown = text(block(at_root.pages[url], "visitors"))
    assert f"{TOTAL} (tính đến tháng 12/2020)" in shown


def test_visit_total_is_at_home_and_with_the_statistics_only(at_root: Portal) -> None:
    """No other page holds the visit total, so that counting changes two pages."""
    pages = at_root.pages.values()
    assert {page.url for page in pages if TOTAL in page.source} == {"", "thong-ke/"}


def test_people_online_are_not_named_while_unknown(portal: Portal) -> None:
    """Without a counter there is no label for the people online."""
    shown = re.compile(r"\bOnline\b|Đang xem|đang truy cập", re.IGNORECASE)
    assert portal.faults(lambda page: shown.findall(text(page.one("body")))) == []


@pytest.mark.parametrize("url", ["", "ban-do/"])
def test_map_is_drawn_with_a_name_and_a_description(at_root: Portal, url: str) -> None:
    """The map stands in the page itself, has a title and a description, and dates its borders."""
    (drawing,) = at_root.pages[url].find('.//*[@role="img"]')
    assert drawing.tag == f"{SVG}svg"
    title, description = drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")
    assert drawing.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert "Bắc Hồng Lĩnh" in text(title)
    assert "địa giới từ 01/7/2025" in text(description)
    visible = " ".join(text(words) for words in drawing.iter(f"{SVG}text"))
    assert "địa giới từ 01/7/2025" in visible.lower()


def test_map_page_lists_every_place(at_root: Portal) -> None:
    """Beside the map each place of the data stands in words, with coordinates or without."""
    shown = text(block(at_root.pages["ban-do/"], "town_map"))
    names = [place["name"] for place in data("map")["places"]]
    assert names
    assert [name for name in names if name not in shown] == []


def test_songs_page_names_every_song(at_root: Portal) -> None:
    """Each song stands with its composer; none has a recording, and the page says so."""
    shown = block(at_root.pages["bai-hat/"], "songs")
    songs = data("songs")["songs"]
    entries = [text(item) for item in shown.iter("li")]
    assert len(entries) == len(songs)
    for song, entry in zip(songs, entries, strict=True):
        assert song["title"] in entry
        assert song["composer"] in entry
        assert "chưa có bản nghe" in entry.lower()
    assert not list(shown.iter("audio"))


def test_home_names_some_songs(at_root: Portal) -> None:
    """The small box names verified songs only and leads to the page."""
    shown = block(at_root.pages[""], "songs")
    verified = {song["title"] for song in data("songs")["songs"] if song["certainty"] == "verified"}
    titles = {text(item) for item in shown.iter("cite")}
    assert titles
    assert titles <= verified
    assert "./bai-hat/" in shown.xpath(".//a/@href")


def test_links_page_holds_every_link(at_root: Portal) -> None:
    """Each link of the data is on the page, marked as external, and as ended where it may be."""
    shown = block(at_root.pages["lien-ket/"], "links")
    items = {item.find("a").get("href"): text(item) for item in shown.iter("li")}
    links = [link for group in data("links")["groups"] for link in group["links"]]
    assert list(items) == [link["url"] for link in links]
    for link in links:
        words = items[link["url"]]
        assert words.startswith(f"{link['title']} (trang khác)")
        assert ("Có thể đã ngừng" in words) == link.get("ended", False)


def test_unverified_sites_are_left_out(portal: Portal) -> None:
    """No page links to a site known from memory alone."""

    def check(page: Page) -> Iterator[str]:
        for link in page.find(".//@href | .//@src"):
            host = urlsplit(link).hostname or ""
            if host.removeprefix("www.") in FROM_MEMORY:
                yield link

    assert portal.faults(check) == []


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
    """Each slot names a fragment, which holds headlines and links that hold on any page."""
    wanted = set()
    for page in portal.of_kind("article"):
        for source in page.find(".//@data-source"):
            wanted.add(posixpath.normpath(posixpath.join(page.url, source)))
    assert wanted == set(portal.fragments) != set()
    for fragment in portal.fragments.values():
        assert not re.search("<!doctype|<script", fragment.source, re.IGNORECASE)
        links = fragment.find(".//@href")
        assert links or fragment.url.endswith("alerts.html")  # there may be nothing to warn of
        for link in links:
            assert posixpath.normpath(posixpath.join(FRAGMENTS, link)) + "/" in portal.pages


def test_the_home_page_says_when_its_news_changed(portal: Portal) -> None:
    """The day of the article that changed last; the moment of the build is on no page."""
    lines = [text(line) for line in portal.pages[""].by_class("updated")]
    assert lines == ["Cập nhật thứ Ba, 24/11/2026."]
    moment = re.compile(r"13:00|06:00")
    assert portal.faults(lambda page: moment.findall(text(page.one("body")))) == []
