"""Every kind of page as its reader has it: in any window, spaced out, without JavaScript."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import address_of, each_kind, each_width
from tests.browser.visit import HEIGHTS
from tests.portal import Portal

pytestmark = pytest.mark.browser

ALL_WIDTHS = (320, 360, 414, 599, 600, 768, 960, 1024, 1280, 1920)
HARDEST = "Ẩ Ỗ Ệ Ữ Ặ ẵ ễ ổ ợ ự đ Đ ỷ ỵ ₫ – “ ” … ›"
"""Letters with two marks, and the signs that Vietnamese text needs."""

SPACED = """
* { letter-spacing: 0.12em; word-spacing: 0.16em; line-height: 1.5 !important; }
svg, svg * { letter-spacing: normal; word-spacing: normal; }
p { margin-block-end: 2em !important; }
"""
"""What a reader may set by WCAG 1.4.12, which leaves the words of a drawing alone."""


@each_kind
def test_page_is_as_wide_as_the_window(open_page: Open, portal: Portal, kind: str) -> None:
    """At no width from 320 px up does the page scroll sideways."""
    visit = open_page(address_of(portal, kind))
    wrong = {}
    for width in ALL_WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": HEIGHTS[360]})
        if (excess := visit.measure("excess")) > 0:
            wrong[width] = excess
    assert wrong == {}


@each_kind
def test_text_may_be_spaced_out(open_page: Open, portal: Portal, kind: str) -> None:
    """With a reader's own spacing of letters, words and lines nothing is cut off."""
    visit = open_page(address_of(portal, kind))
    visit.page.add_style_tag(content=SPACED)
    assert visit.measure("excess") <= 0
    assert visit.measure("clipped") == []


@each_kind
def test_nothing_is_missing_without_javascript(open_page: Open, portal: Portal, kind: str) -> None:
    """With JavaScript switched off a page shows the same text and the same links."""
    url = address_of(portal, kind)
    shown = []
    for javascript in (True, False):
        visit = open_page(url, javascript=javascript)
        links = visit.page.locator("a").evaluate_all("(all) => all.map((it) => it.href)")
        shown.append((visit.page.locator("body").inner_text(), links))
    assert shown[0][1]
    assert shown[0] == shown[1]


@each_width
def test_page_is_shown_for_a_wrong_address(open_page: Open, width: int) -> None:
    """At an address that does not exist, however deep, the page for it has its style and links."""
    visit = open_page("khong/co/trang-nay/", width)
    assert visit.page.locator("h1").inner_text() == "Không tìm thấy trang"
    assert visit.measure("excess") <= 0
    failed = [said for said in visit.complaints if "khong/co/trang-nay/" not in said]
    assert [said for said in failed if "Failed to load resource" not in said] == []
    assert [url for kind, url in visit.fetched if kind in {"stylesheet", "font"}]
    visit.page.get_by_role("link", name="trang chủ", exact=True).click()
    assert visit.page.url == visit.home


def test_hardest_letters_are_in_our_typeface(open_page: Open) -> None:
    """Letters with two marks and the signs of Vietnamese text come from the same typeface."""
    visit = open_page("")
    visit.page.evaluate("(text) => { document.querySelector('h1').textContent = text; }", HARDEST)
    visit.page.evaluate("document.fonts.ready.then(() => true)")
    assert visit.typefaces("h1") == {("Public Sans", True)}
