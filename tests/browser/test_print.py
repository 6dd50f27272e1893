"""Print: the page alone, without what only a screen has use for."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import address_of, each_kind
from tests.portal import SEED, Portal

pytestmark = pytest.mark.browser

FIGURES = 3
A4 = 718
"""The width of A4 within margins of 1 cm, in pixels of 1/96 inch."""


@each_kind
def test_paper_has_no_menu(open_page: Open, portal: Portal, kind: str) -> None:
    """On paper there is the heading but no menu, no skip link, no path, and nothing is cut off."""
    visit = open_page(address_of(portal, kind), A4)
    visit.page.emulate_media(media="print")
    for selector in (".menu", ".skip", ".crumbs", ".pager"):
        shown = visit.page.locator(selector)
        assert [one for one in shown.all() if one.is_visible()] == [], selector
    assert visit.page.locator("h1").is_visible()
    assert visit.measure("excess") <= 0
    assert visit.measure("clipped") == []


def test_article_is_printed_with_its_figures(open_page: Open) -> None:
    """An article is printed whole: heading, lead, date, text, three figures with captions."""
    visit = open_page(SEED, A4)
    visit.load_pictures()  # as a browser does before it prints
    visit.page.emulate_media(media="print")
    figures = visit.page.locator("figure").all()
    assert len(figures) == FIGURES
    for figure in figures:
        assert figure.locator("img").is_visible()
        assert figure.locator("figcaption").is_visible()
    for selector in ("h1", ".article__lead", ".article__meta", ".article__body p"):
        assert visit.page.locator(selector).first.is_visible()


def test_photographs_are_on_the_sheets(open_page: Open) -> None:
    """The printed sheets of an article hold its three photographs."""
    visit = open_page(SEED)
    # A headless Chromium may print before the pictures further down have come.
    visit.load_pictures()
    assert visit.page.pdf(format="A4").count(b"/Subtype /Image") == FIGURES


def test_figure_is_not_torn_between_sheets(open_page: Open) -> None:
    """A photograph and its caption stay on one sheet."""
    visit = open_page(SEED, A4)
    visit.page.emulate_media(media="print")
    for figure in visit.page.locator("figure").all():
        assert figure.evaluate("(it) => getComputedStyle(it).breakInside") == "avoid"


def test_address_of_a_link_is_printed(open_page: Open) -> None:
    """On paper the address of another site stands behind the link's words."""
    visit = open_page("lien-he/", A4)
    visit.page.emulate_media(media="print")
    link = visit.page.locator(".article__body a[href^=http]").first
    behind = link.evaluate("(it) => getComputedStyle(it, '::after').content")
    assert str(link.get_attribute("href")) in behind


def test_text_is_black_on_white(open_page: Open) -> None:
    """The text is printed black, without a tinted ground."""
    visit = open_page(SEED, A4)
    visit.page.emulate_media(media="print")
    colour = "(name) => getComputedStyle(document.body)[name]"
    assert visit.page.evaluate(colour, "color") == "rgb(0, 0, 0)"
    footer = visit.page.locator(".footer").evaluate("(it) => getComputedStyle(it).backgroundColor")
    assert footer == "rgba(0, 0, 0, 0)"
