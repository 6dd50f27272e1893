"""Every kind of page as it looks in Chromium: in any window, on paper, without JavaScript."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import KINDS, address_of, each_kind
from tests.browser.visit import HEIGHTS, Visit
from tests.portal import SEED, Portal

pytestmark = pytest.mark.browser

BODY, LEAST = 18, 15
"""Least sizes in pixels: of the text of a page, of any text."""

SANS, SERIF = ("Public Sans", True), ("Source Serif 4 SemiBold", True)
"""Their names, and that they come from the portal and not from the reader's machine."""

ALL_WIDTHS = (320, 414, 599, 600, 768, 960, 1024, 1920) if os.environ.get("TEST_LONG") else (320,)
"""Besides 360 and 1280; the others by default for the home page and an article (test_themes.py)."""
SCRIPTED = ("home", "article", "map", "calendar", "search", "questions")
"""Pages with scripts of their own: by default these are compared with what is there without."""
A4 = 718
"""The width of A4 within margins of 1 cm, in pixels of 1/96 inch."""
SPACED = """
* { letter-spacing: 0.12em; word-spacing: 0.16em; line-height: 1.5 !important; }
svg, svg * { letter-spacing: normal; word-spacing: normal; }
p { margin-block-end: 2em !important; }
"""
"""What a reader may set by WCAG 1.4.12, which leaves the words of a drawing alone."""
ADD_STYLE = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""
"""As a reader's extension does it: the page's policy allows no style element."""
READ = """() => {
  const apart = ".needs-script, .fragment, noscript, [data-live]";
  document.querySelectorAll(apart).forEach((one) => one.remove());
  const main = document.querySelector("main");
  return [main.innerText, [...main.querySelectorAll("a")].map((one) => one.href)];
}"""
"""The text and the links of the main part, without what only scripts are for, or only no script."""


@each_kind
def test_page_looks_well(open_page: Open, portal: Portal, kind: str) -> None:
    """On a telephone and at a desk a page is whole, large, quiet; axe finds nothing.

    At no width from 320 px up does it scroll sideways; spaced out nothing is cut off.
    """
    visit = open_page(address_of(portal, kind))
    visit.load_pictures()
    assert_whole(visit, wide=False)
    assert_few_fonts(visit, portal, wide=False)
    found = visit.violations()
    assert not found, "\n".join(found)
    resize(visit, 1280)
    assert_whole(visit, wide=True)
    assert_few_fonts(visit, portal, wide=True)
    for width in ALL_WIDTHS:
        resize(visit, width)
        assert visit.measure("excess") <= 0, width
    resize(visit, 360)
    visit.page.evaluate(ADD_STYLE, SPACED)
    assert visit.measure("excess") <= 0
    assert visit.measure("clipped") == []
    assert visit.measure("missingPictures") == []
    assert (visit.complaints, visit.foreign) == ([], [])


def resize(visit: Visit, width: int) -> None:
    """Give the window another width, and wait for the letters that are shown there."""
    visit.page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 640)})
    visit.page.evaluate("document.fonts.ready.then(() => true)")


def assert_whole(visit: Visit, *, wide: bool) -> None:
    """Find no text cut off, on other text, or too small; large things to tap; our typefaces."""
    faults: dict[str, Any] = {
        "wider than the window": max(0, visit.measure("excess")),
        "cut off": visit.measure("clipped"),
        "on one another": visit.measure("overlaps"),
        "small": visit.measure("small", LEAST),
        "low in the menu": visit.measure("low", ".menu a", 44),
        "low": visit.measure("low", "a, button, input, select, summary", 24),
    }
    assert not {name: fault for name, fault in faults.items() if fault}
    assert visit.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= BODY
    title = ".masthead__town" if visit.page.locator(".page-home").count() else "main h1"
    assert visit.typefaces(title) == {SERIF if wide else SANS}
    text = "h1, h2, h3, p, a, li, dd, td, th, time, figcaption, text"
    assert visit.typefaces(text) == ({SANS, SERIF} if wide else {SANS})


def assert_few_fonts(visit: Visit, portal: Portal, *, wide: bool) -> None:
    """See the Vietnamese and the Latin file of each typeface that is used fetched, once each."""
    files = [urlsplit(address).path for fetched, address in visit.fetched if fetched == "font"]
    assert len(files) == len(set(files)) == (4 if wide else 2)
    size = sum(Path(f"{portal.root}{file}").stat().st_size for file in files)
    assert size <= (100_000 if wide else 40_000)


@pytest.mark.parametrize(
    "kind",
    [pytest.param(item, marks=() if item in SCRIPTED else pytest.mark.long) for item in KINDS],
)
def test_page_needs_neither_screen_nor_script(open_page: Open, portal: Portal, kind: str) -> None:
    """On paper nothing is cut off, and no menu printed; without JavaScript no word is missing."""
    url = address_of(portal, kind)
    visit = open_page(url, A4)
    visit.page.emulate_media(media="print")
    for selector in (".menu", ".skip", ".crumbs", ".pager"):
        shown = visit.page.locator(selector)
        assert [one for one in shown.all() if one.is_visible()] == [], selector
    assert visit.page.locator("h1").is_visible()
    assert visit.measure("excess") <= 0
    assert visit.measure("clipped") == []
    scripted, plain = (
        open_page(url, javascript=javascript).page.evaluate(READ) for javascript in (True, False)
    )
    assert scripted[0]
    assert scripted == plain


def test_an_article_with_photographs_takes_two_sheets(open_page: Open) -> None:
    """Printed, the article with three photographs takes two sheets of paper."""
    data = open_page(SEED, A4).page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 2
