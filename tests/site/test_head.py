"""Every page's head: how it is read, what it is called, where it stands."""

from __future__ import annotations

import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from PIL import Image

from tests.portal import Page, Portal, text


def meta(page: Page, name: str) -> str:
    """Return the content of a meta element, empty when there is none."""
    return page.string(f'./head/meta[@name="{name}"]/@content')


def test_page_fits_a_telephone_and_may_be_enlarged(portal: Portal) -> None:
    """The viewport is as wide as the screen, and nobody is kept from zooming."""

    def check(page: Page) -> Iterator[str]:
        given = meta(page, "viewport")
        if "width=device-width" not in given or "scalable" in given or "maximum" in given:
            yield given

    assert portal.faults(check) == []


def test_titles_tell_the_pages_apart(portal: Portal) -> None:
    """Every page has a title of its own, and capitals alone do not tell two titles apart."""
    pages = defaultdict(list)
    for page in portal.pages.values():
        pages[text(page.find("./head/title")[0]).casefold()].append(page.url)
    assert {title: urls for title, urls in pages.items() if len(urls) > 1 or not title} == {}


def test_titles_begin_with_the_heading(portal: Portal) -> None:
    """A title is the page's heading and the portal's name; at home it is the name alone."""
    home = text(portal.pages[""].find("./head/title")[0])

    def check(page: Page) -> Iterator[str]:
        title, heading = text(page.find("./head/title")[0]), text(page.one("h1"))
        wanted = home if page.kind == "home" else f"{heading} – {home}"
        if title != wanted:
            yield f"{title!r}, not {wanted!r}"

    assert portal.faults(check) == []


def test_every_page_is_described(portal: Portal) -> None:
    """A page has a description of at least a few words, without markup."""

    def check(page: Page) -> Iterator[str]:
        given = meta(page, "description")
        if len(given.split()) < 4 or "<" in given:
            yield repr(given)

    assert portal.faults(check) == []


def test_canonical_address_is_that_of_the_page(portal: Portal) -> None:
    """The canonical address is the site's, the base path and the page's own; 404 has none."""

    def check(page: Page) -> Iterator[str]:
        found = page.find('./head/link[@rel="canonical"]/@href')
        wanted = [] if page.kind == "missing" else [portal.address + page.url]
        if found != wanted:
            yield str(found)

    assert portal.faults(check) == []


def test_articles_have_a_share_picture(portal: Portal) -> None:
    """It has 1200x630, is there, has a full address; the home page and categories name one too."""

    def check(page: Page) -> Iterator[str]:
        given = {
            str(item.get("property")): str(item.get("content"))
            for item in page.find("./head/meta[@property]")
        }
        if page.kind not in ("article", "home") and not page.url[:-1].startswith("chuyen-muc/"):
            if "og:image" in given or meta(page, "twitter:card") != "summary":
                yield f"a share picture: {given}"
            return
        url = given["og:image"].removeprefix(portal.address)
        name = url.removeprefix(page.url)
        file = portal.output / url
        if not re.fullmatch(r"chia-se\.[0-9a-f]{10}\.jpg", name) or not file.is_file():
            yield given["og:image"]
            return
        with Image.open(file) as picture:
            size = tuple(str(side) for side in picture.size)
        if size != ("1200", "630") or file.stat().st_size > 150_000:
            yield f"{size}, {file.stat().st_size} bytes"
        if size != (given["og:image:width"], given["og:image:height"]):
            yield "another size is told"
        if not given["og:image:alt"] or meta(page, "twitter:card") != "summary_large_image":
            yield f"alt {given['og:image:alt']!r}"

    assert portal.faults(check) == []
    assert any(page.kind == "article" for page in portal.pages.values())


def test_articles_without_photograph_share_the_card_of_their_category(portal: Portal) -> None:
    """A picture beside the page has the cover's words or the title, a card its category."""
    cards: dict[str, set[str]] = {}
    beside = 0
    for page in portal.pages.values():
        if page.kind == "article":
            url, alt = (
                str(page.string(f'./head/meta[@property="og:image{part}"]/@content'))
                for part in ("", ":alt")
            )
            if url.startswith(portal.address + page.url):
                beside += 1
                pictures = {str(item) for item in page.find(".//article//figure//img/@alt")}
                assert alt in pictures | {text(page.one("h1"))}
            else:
                section = page.string('./head/meta[@property="article:section"]/@content')
                assert alt.startswith(f"{section} – ")
                cards.setdefault(str(section), set()).add(url)
    assert beside
    assert cards
    assert all(len(urls) == 1 for urls in cards.values())


NEVER_EMPTY = ("title", "creator", "description", "publisher", "identifier", "language")


def test_dublin_core_is_never_empty(portal: Portal) -> None:
    """Every page has the elements that are asked for; articles and lists have a date too."""

    def check(page: Page) -> Iterator[str]:
        yield from (name for name in NEVER_EMPTY if not meta(page, f"DC.{name}"))
        if page.kind not in ("sitemap", "missing") and not meta(page, "DC.date"):
            yield "date"
        empty = [item for item in page.find("./head/meta[@content]/@content") if not item.strip()]
        yield from map(repr, empty)

    assert portal.faults(check) == []


def test_open_graph_tells_what_the_page_tells(portal: Portal) -> None:
    """Title (long ones cut) and description are the page's; the address is its canonical one."""

    def check(page: Page) -> Iterator[str]:
        given = {
            str(item.get("property")): str(item.get("content"))
            for item in page.find("./head/meta[@property]")
        }
        if given["og:description"] != meta(page, "description"):
            yield given["og:description"]
        if not text(page.find("./head/title")[0]).startswith(given["og:title"].removesuffix("…")):
            yield given["og:title"]
        canonical = page.find('./head/link[@rel="canonical"]/@href')
        if canonical and [given["og:url"]] != canonical:
            yield given["og:url"]

    assert portal.faults(check) == []


def linked(page: Page) -> dict[str, list[dict[str, Any]]]:
    """Return a page's linked data by kind."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for script in page.find('.//script[@type="application/ld+json"]'):
        for thing in json.loads(script.text)["@graph"]:
            found[thing["@type"]].append(thing)
    return found


def test_articles_are_told_as_linked_data(portal: Portal) -> None:
    """An article has one NewsArticle with its figures or its card, and who publishes it."""

    def check(page: Page) -> Iterator[str]:
        found = linked(page)
        if page.kind != "article":
            if "NewsArticle" in found:
                yield "no article"
            return
        (news,) = found["NewsArticle"]
        if news["headline"] != text(page.one("h1")) or not news["datePublished"]:
            yield news["headline"]
        figures = len(page.find('.//div[@class="article__body"]//figure'))
        shared = str(page.string('./head/meta[@property="og:image"]/@content'))
        addresses = [item["contentUrl"] if figures else item for item in news["image"]]
        if (len(addresses) != figures) if figures else (addresses != [shared]):
            yield "photographs"
        (organization,) = found["GovernmentOrganization"]
        if news["publisher"]["@id"] != organization["@id"] or not organization["name"]:
            yield "publisher"

    assert portal.faults(check) == []
    (home,) = linked(portal.pages[""])["GovernmentOrganization"]
    assert home["address"]["addressCountry"] == "VN"


def test_the_way_to_each_page_is_linked_data(portal: Portal) -> None:
    """The crumbs that people see and those that machines read are the same, the page last."""

    def check(page: Page) -> Iterator[str]:
        seen = [text(item) for item in page.find('.//nav[@class="crumbs"]//a')]
        for trail in linked(page)["BreadcrumbList"]:
            names = [item["name"] for item in trail["itemListElement"]]
            if names[:-1] != seen or names[-1] != text(page.one("h1")):
                yield f"{names}, not {seen}"

    assert portal.faults(check) == []
    assert sum("BreadcrumbList" in linked(page) for page in portal.pages.values()) > 10


def test_icons_and_manifest_are_there(portal: Portal) -> None:
    """Every page names them, relative to itself, and each address leads to a file."""

    def check(page: Page) -> Iterator[str]:
        for rel in ("icon", "apple-touch-icon", "manifest"):
            found = [str(item) for item in page.find(f'./head/link[@rel="{rel}"]/@href')]
            folder = "/" + page.url.rpartition("/")[0]
            if len(found) != 1:
                yield f"{rel}: {found}"
                continue
            path = found[0].removeprefix(portal.base)
            address = path if path != found[0] else posixpath.normpath(f"{folder}/{found[0]}")
            if not (portal.output / address.lstrip("/")).is_file():
                yield f"{rel}: {found[0]}"

    assert portal.faults(check) == []
    (manifest,) = portal.output.glob("static/manifest.*.webmanifest")
    for icon in json.loads(manifest.read_text(encoding="utf-8"))["icons"]:
        assert (manifest.parent / icon["src"]).is_file()
    assert (portal.output / "favicon.ico").read_bytes()[:4] == b"\0\0\1\0"
