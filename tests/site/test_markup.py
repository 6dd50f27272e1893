"""Every page's HTML: valid, with an outline, names for everything, nothing from elsewhere."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from PIL import Image

from tests.portal import Page, Portal, text

HEADINGS = ".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6"
POINTERS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "headers")
FETCHED_LINKS = {"stylesheet", "preload", "modulepreload", "icon", "manifest", "prefetch"}
FETCHING = ("script", "img", "source", "audio", "video", "iframe", "embed", "object", "track")


def test_pages_are_there(portal: Portal) -> None:
    """Every kind of page is built, so that what follows looks at each of them."""
    kinds = {page.kind for page in portal.pages.values()}
    wanted = {"home", "article", "page", "listing", "archives", "categories", "tags", "sitemap"}
    wanted |= {"people", "places", "missing", "search"}
    wanted |= {"structure", "leaders", "monuments", "english"}
    wanted |= {"accessibility", "copyright", "privacy"}
    wanted |= {"document", "documents", "outages", "duties", "evidence", "calendar", "information"}
    wanted |= {"procedures", "questions", "ask", "follow", "drafts"}
    assert wanted == kinds


def test_html_is_valid(at_root: Portal) -> None:
    """The parser of the HTML standard has nothing to complain of."""
    assert at_root.faults(lambda page: page.errors) == []


def test_language_is_vietnamese(portal: Portal) -> None:
    """The page says that it is in Vietnamese; on the English one what is around says so."""

    def check(page: Page) -> Iterator[str]:
        is_english = page.kind == "english"
        parts = [page.tree, *page.find("./body/header | ./body/footer")] if is_english else []
        found = [part.get("lang") for part in parts or [page.tree]]
        if found != (["en", "vi", "vi"] if is_english else ["vi"]):
            yield f"lang: {found}"

    assert portal.faults(check) == []


def test_access_keys_are_digits_that_the_statement_tells(portal: Portal) -> None:
    """A page gives no key twice, and only keys of the table in the statement of accessibility."""
    table = portal.pages["kha-nang-tiep-can/"].find('.//*[@id="phim-tat"]/following::table[1]')[0]
    told = [text(row[0]) for row in table.iter("tr")][1:]
    assert {"0", "1", "2", "3", "4"} <= set(told)

    def check(page: Page) -> Iterator[str]:
        keys = sorted(element.get("accesskey") for element in page.find(".//*[@accesskey]"))
        if keys != sorted(told):
            yield f"accesskey: {keys}"

    assert portal.faults(check) == []


def test_the_english_page_and_the_vietnamese_one_name_each_other(portal: Portal) -> None:
    """Both say where the other is, in the head and in the text."""
    for url in ("to-chuc/", "en/"):
        links = portal.pages[url].find("./head/link[@hreflang]")
        found = {link.get("hreflang"): link.get("href") for link in links}
        assert found == {"vi": f"{portal.address}to-chuc/", "en": f"{portal.address}en/"}
    assert portal.pages["en/"].find('.//main//a[@hreflang="vi" and @lang="vi"]')
    assert portal.pages[""].find('.//header//a[@hreflang="en" and @lang="en"]')


def test_outline_has_one_title_and_no_gap(portal: Portal) -> None:
    """A page has one h1, which comes first, and no heading skips a level."""

    def check(page: Page) -> Iterator[str]:
        levels = [int(heading.tag[1]) for heading in page.find(HEADINGS)]
        if levels[:1] != [1] or levels.count(1) != 1:
            yield f"h1: {levels}"
        yield from (
            f"h{before} → h{after}" for before, after in pairwise(levels) if after > before + 1
        )

    assert portal.faults(check) == []


def test_what_points_to_an_id_finds_it(portal: Portal) -> None:
    """Labels, descriptions and links within the page lead to an id that exists."""

    def check(page: Page) -> Iterator[str]:
        ids = set(page.find(".//@id"))
        for name in POINTERS:
            for value in page.find(f".//@{name}"):
                yield from (f"{name}={one!r}" for one in value.split() if one not in ids)
        for href in page.find('.//a/@href[starts-with(., "#")]'):
            if href[1:] not in ids:
                yield f"href={href!r}"

    assert portal.faults(check) == []


def test_pictures_have_alternative_and_size(portal: Portal) -> None:
    """Every picture has an alternative text (which may be empty), a width and a height."""

    def check(page: Page) -> Iterator[str]:
        for image in page.find(".//img"):
            missing = [name for name in ("alt", "width", "height") if image.get(name) is None]
            if missing:
                yield f"{image.get('src')}: {missing}"

    assert portal.faults(check) == []


def is_as_large(file: Path, size: tuple[int, int]) -> bool:
    """Tell whether a picture has this size; a drawing, this shape."""
    if file.suffix != ".svg":
        with Image.open(file) as picture:
            return picture.size == size
    box = re.findall(r'viewBox="0 0 (\d+) (\d+)"', file.read_text(encoding="utf-8"))[0]
    return int(box[0]) * size[1] == int(box[1]) * size[0]


def test_pictures_are_as_large_as_they_say(portal: Portal) -> None:
    """Every picture is published, and its width and height are those of the file."""

    def check(page: Page) -> Iterator[str]:
        for image in page.find(".//img"):
            file = Path(page.file(portal.output).parent, image.get("src"))
            if page.url == "404.html":
                file = Path(f"{portal.root}{image.get('src')}")
            if not file.is_file():
                yield f"{image.get('src')} is not there"
                continue
            said = int(image.get("width")), int(image.get("height"))
            if not is_as_large(file, said):
                yield f"{image.get('src')} is not {said}"

    assert sum(len(page.find(".//img")) for page in portal.pages.values())
    assert portal.faults(check) == []


def test_security_policy_could_be_strict(portal: Portal) -> None:
    """No page has inline style, an event handler, or a script that its policy does not name."""

    def check(page: Page) -> Iterator[str]:
        for element in page.tree.iter("*"):
            names = [name for name in element.attrib if name == "style" or name.startswith("on")]
            yield from (f"<{element.tag} {name}=…>" for name in names)
        yield from (f"<style> {text(element)[:60]}" for element in page.find(".//style"))
        inline = './/script[not(@src)][not(@type) or contains(@type, "javascript")]'
        policy = page.string('.//meta[@http-equiv="Content-Security-Policy"]/@content')
        assert "unsafe-inline" not in policy, page.url
        for element in page.find(inline):
            digest = b64encode(sha256((element.text or "").encode()).digest()).decode()
            if f"'sha256-{digest}'" not in policy:
                yield f"<script> {text(element)[:60]}"
        yield from page.find('.//@href[starts-with(., "javascript:")]')

    assert portal.faults(check) == []


def fetched(page: Page) -> Iterator[str]:
    """Give the address of everything a browser fetches to show the page."""
    for link in page.find(".//link[@href]"):
        if FETCHED_LINKS & set(link.get("rel", "").split()):
            yield link.get("href")
    for element in page.tree.iter(*FETCHING):
        yield from (element.get(name) for name in ("src", "data", "poster") if element.get(name))
        for candidate in filter(None, element.get("srcset", "").split(",")):
            yield candidate.split()[0]
    for name in ("{http://www.w3.org/2000/svg}use", "{http://www.w3.org/2000/svg}image"):
        for element in page.tree.iter(name):
            yield from (value for key, value in element.attrib.items() if key.endswith("href"))


def test_nothing_is_fetched_from_another_host(portal: Portal) -> None:
    """Style, scripts, fonts and pictures all lie in the portal."""

    def check(page: Page) -> Iterator[str]:
        found = list(fetched(page))
        assert found, page.url
        yield from (address for address in found if urlsplit(address).netloc)

    assert portal.faults(check) == []


def test_style_fetches_what_is_there(portal: Portal) -> None:
    """Every file the style sheet names is published, and none lies on another host."""
    sheets = list(portal.output.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        css = sheet.read_text(encoding="utf-8")
        assert "@import" not in css
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", css):
            assert (sheet.parent / address).is_file(), address


SEARCHES = "contains(@href, 'search_query=')"
"""Links that look for a recording elsewhere open a tab of their own."""


@pytest.mark.parametrize("name", ["target", "ping"])
def test_links_open_where_the_reader_is(portal: Portal, name: str) -> None:
    """No link opens a new window, but a search elsewhere, or tells anybody that it was followed."""
    assert portal.faults(lambda page: page.find(f".//a[not({SEARCHES})]/@{name}")) == []


def test_links_to_other_hosts_say_so(portal: Portal) -> None:
    """A link to another site that the portal itself lists is marked in words."""

    def check(page: Page) -> Iterator[str]:
        for link in page.find('.//a[contains(@rel, "external")]'):
            if not text(link).endswith("(trang khác)"):
                yield text(link)
        for link in page.find('.//*[contains(@class, "block")]//a[@href]'):
            address = urlsplit(urljoin(portal.address, link.get("href")))
            is_app = address.scheme == "geo"  # the telephone's own application, no site
            foreign = not is_app and address.netloc != urlsplit(portal.address).netloc
            if foreign and not _is_external(link):
                yield text(link)

    assert portal.faults(check) == []


def _is_external(link: Any) -> bool:
    return "external" in link.get("rel", "").split()
