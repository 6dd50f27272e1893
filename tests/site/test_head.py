"""Every page's head: how it is read, what it is called, where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

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
