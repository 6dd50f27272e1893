"""Every page's head: how it is read, what it is called, where it stands."""

from __future__ import annotations

import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator

from PIL import Image

from tests.portal import Page, Portal, text


def meta(page: Page, name: str) -> str:
    """Return the content of a meta element, empty when there is none."""
    return page.string(f'./head/meta[@name="{name}"]/@content')


def test_encoding_comes_first(portal: Portal) -> None:
    """The first thing in the head is the encoding, UTF-8."""

    def check(page: Page) -> Iterator[str]:
        if page.string("./head/*[1]/@charset") != "utf-8":
            yield "charset"

    assert portal.faults(check) == []


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


def test_body_is_ours(portal: Portal) -> None:
    """Every page carries the class of our own theme: none was made by Pelican's own."""

    def check(page: Page) -> Iterator[str]:
        if "portal" not in page.one("body").get("class", "").split():
            yield "class"

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
    """An article names one of 1200x630 at a full address, which is there; no other page does."""

    def check(page: Page) -> Iterator[str]:
        given = {
            str(item.get("property")): str(item.get("content"))
            for item in page.find("./head/meta[@property]")
        }
        if page.kind != "article":
            if given or meta(page, "twitter:card"):
                yield f"a share picture: {given}"
            return
        name = given["og:image"].removeprefix(portal.address + page.url)
        file = page.file(portal.output).parent / name
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


def test_a_share_picture_is_told_in_the_covers_words_or_the_title(portal: Portal) -> None:
    """Both kinds are among the articles of content/."""
    kinds = set()
    for page in portal.pages.values():
        if page.kind == "article":
            alt = page.string('./head/meta[@property="og:image:alt"]/@content')
            pictures = {str(item) for item in page.find(".//article//figure//img/@alt")}
            kinds.add("photo" if alt in pictures else "title")
            assert alt in pictures | {text(page.one("h1"))}
    assert kinds == {"photo", "title"}


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
