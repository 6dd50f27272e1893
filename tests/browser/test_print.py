"""Print: an article whole on its sheets, black on white."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.test_look import A4
from tests.portal import SEED

pytestmark = pytest.mark.browser

FIGURES = 3


def test_article_is_printed_with_its_figures(open_page: Open) -> None:
    """Heading, lead, date, text and figures, each on one sheet with its caption; black on white."""
    visit = open_page(SEED, A4)
    visit.load_pictures()  # as a browser does before it prints
    assert visit.page.pdf(format="A4").count(b"/Subtype /Image") == FIGURES
    visit.page.emulate_media(media="print")
    figures = visit.page.locator("figure").all()
    assert len(figures) == FIGURES
    for figure in figures:
        assert figure.locator("img").is_visible()
        assert figure.locator("figcaption").is_visible()
        assert figure.evaluate("(it) => getComputedStyle(it).breakInside") == "avoid"
    for selector in ("h1", ".article__lead", ".article__meta", ".article__body p"):
        assert visit.page.locator(selector).first.is_visible()
    colour = "(it) => [getComputedStyle(it).color, getComputedStyle(it).backgroundColor]"
    assert visit.page.locator("body").evaluate(colour)[0] == "rgb(0, 0, 0)"
    assert visit.page.locator(".footer").evaluate(colour)[1] == "rgba(0, 0, 0, 0)"


def test_address_of_a_link_is_printed(open_page: Open) -> None:
    """On paper the address of another site stands behind the link's words."""
    visit = open_page("lien-he/", A4)
    visit.page.emulate_media(media="print")
    link = visit.page.locator(".article__body a[href^=http]").first
    behind = link.evaluate("(it) => getComputedStyle(it, '::after').content")
    assert str(link.get_attribute("href")) in behind
