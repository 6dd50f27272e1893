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

SANS, SERIF = ("Public Sans", True), ("Source Serif 4 SemiBold", True)
"""Their names, and that they come from the portal and not from the reader's machine."""

WIDE = 600
"""The width from which there is room for the serif, in pixels."""


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


def test_text_is_set_in_our_typefaces(view: Visit) -> None:
    """Every letter comes from the portal: headlines in the serif where there is room for it."""
    wide = view.page.viewport_size["width"] >= WIDE  # type: ignore[index]
    title = ".masthead__town" if view.page.locator(".page-home").count() else "main h1"
    assert view.typefaces(title) == {SERIF if wide else SANS}
    assert view.typefaces("h1, h2, h3, p, a, li, dd, td, th, time, figcaption, text") == (
        {SANS, SERIF} if wide else {SANS}
    )


def test_few_font_files_are_fetched(view: Visit, portal: Portal) -> None:
    """The Vietnamese and the Latin file of each typeface that is used, once each."""
    wide = view.page.viewport_size["width"] >= WIDE  # type: ignore[index]
    files = [urlsplit(address).path for fetched, address in view.fetched if fetched == "font"]
    assert len(files) == len(set(files)) == (4 if wide else 2)
    size = sum(Path(f"{portal.root}{file}").stat().st_size for file in files)
    assert size <= (100_000 if wide else 40_000)
