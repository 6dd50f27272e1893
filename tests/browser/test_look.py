"""Every kind of page as it looks in Chromium, on a telephone and at a desk.

These tests change nothing in the page: it is opened once for all of them.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.visit import Visit
from tests.portal import Portal

pytestmark = pytest.mark.browser

BODY, LEAST = 18, 15
"""Least sizes in pixels: of the text of a page, of any text."""

TYPEFACE = ("Public Sans", True)
"""Its name, and that it comes from the portal and not from the reader's machine."""

FONT_BYTES = 40_000


def test_page_opens_quietly(view: Visit) -> None:
    """A page fetches from its own host only, misses nothing and writes no error."""
    view.load_pictures()
    assert view.measure("missingPictures") == []
    assert (view.complaints, view.foreign) == ([], [])


def test_text_is_whole(view: Visit) -> None:
    """No text is cut off or lies on other text, and the page is as wide as the window."""
    assert view.measure("excess") <= 0
    assert view.measure("clipped") == []
    assert view.measure("overlaps") == []


def test_text_is_large(view: Visit) -> None:
    """The text of a page has 18 px at least, and no text has less than 15, in drawings too."""
    assert view.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= BODY
    assert view.measure("small", LEAST) == []


def test_things_to_tap_are_large(view: Visit) -> None:
    """A word of the menu is 44 px high, everything else to tap 24 px, a link in a text a line."""
    assert view.page.locator(".menu a").count()
    assert view.measure("low", ".menu a", 44) == []
    assert view.measure("low", "a, button, input, select, summary", 24) == []


def test_axe_finds_nothing(view: Visit) -> None:
    """No rule of WCAG 2.2 AA or of good practice that axe knows is broken."""
    found = view.violations()
    assert not found, "\n".join(found)


def test_text_is_set_in_our_typeface(view: Visit) -> None:
    """Every letter of the page is drawn with Public Sans, fetched from the portal."""
    heading = view.page.locator("h1").inner_text()
    checked = f"(text) => document.fonts.check('700 28px \"{TYPEFACE[0]}\"', text)"
    assert view.page.evaluate(checked, heading)
    assert view.typefaces("h1, h1 *") == {TYPEFACE}
    assert view.typefaces("p, a, h2, li, dd, td, th, time, figcaption, text") == {TYPEFACE}


def test_two_font_files_are_fetched(view: Visit, portal: Portal) -> None:
    """A page fetches the Vietnamese and the Latin file, once each, 40 KB in all at most."""
    files = [urlsplit(address).path for fetched, address in view.fetched if fetched == "font"]
    assert len(files) == len(set(files)) == 2
    assert sum(Path(f"{portal.root}{file}").stat().st_size for file in files) <= FONT_BYTES
