"""Every kind of page as its reader has it: in any window, spaced out, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from plugins._kit import dates
from tests.browser.conftest import Open
from tests.browser.modules import mounted
from tests.browser.pages import address_of, each_kind, each_width
from tests.browser.visit import HEIGHTS, Visit
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


@pytest.fixture
def own(browser: Browser, address: str) -> Iterator[Visit]:
    """Give a window of its own, for what is changed in a window."""
    visit = Visit.begin(browser, address)
    yield visit
    visit.page.context.close()


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


ADD_STYLE = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""
"""As a reader's extension does it: the page's policy allows no style element."""


@each_kind
def test_text_may_be_spaced_out(open_page: Open, portal: Portal, kind: str) -> None:
    """With a reader's own spacing of letters, words and lines nothing is cut off."""
    visit = open_page(address_of(portal, kind))
    visit.page.evaluate(ADD_STYLE, SPACED)
    assert visit.measure("excess") <= 0
    assert visit.measure("clipped") == []


READ = """() => {
  const apart = ".needs-script, .fragment, noscript, [data-live]";
  document.querySelectorAll(apart).forEach((one) => one.remove());
  const main = document.querySelector("main");
  return [main.innerText, [...main.querySelectorAll("a")].map((one) => one.href)];
}"""
"""The text and the links of the main part, without what only scripts are for, or only no script."""


@each_width
@each_kind
def test_nothing_is_missing_without_javascript(
    open_page: Open, portal: Portal, kind: str, width: int
) -> None:
    """With JavaScript switched off a page shows the same text and the same links."""
    url = address_of(portal, kind)
    shown = [
        open_page(url, width, javascript=javascript).page.evaluate(READ)
        for javascript in (True, False)
    ]
    assert shown[0][0]
    assert shown[0] == shown[1]


@each_width
def test_menu_is_open_without_javascript(open_page: Open, width: int) -> None:
    """Every word of it is there, nothing that only scripts can do, and the search leads on."""
    visit = open_page("", width, javascript=False)
    assert visit.page.locator(".menu a").count() > 0
    assert all(link.is_visible() for link in visit.page.locator(".menu a").all())
    assert not any(button.is_visible() for button in visit.page.locator(".needs-script").all())
    visit.page.get_by_role("searchbox").fill("lịch tiếp công dân")
    visit.page.get_by_role("searchbox").press("Enter")
    assert visit.page.url.startswith(f"{visit.home}tim-kiem/?q=")


def test_menu_of_a_telephone(open_page: Open) -> None:
    """It opens on its button, closes on Escape with the focus back, and when focus leaves it."""
    visit = open_page("", 360)
    button, words = (
        visit.page.get_by_role("button", name="Trình đơn"),
        visit.page.locator(".menu a"),
    )
    assert not words.first.is_visible()
    button.click()
    assert words.first.is_visible()
    words.first.focus()
    visit.page.keyboard.press("Escape")
    assert not words.first.is_visible()
    assert visit.measure("focused")["words"] == "Trình đơn"
    visit.page.keyboard.press("Enter")
    assert words.first.is_visible()
    words.last.focus()
    visit.page.keyboard.press("Tab")
    assert not words.first.is_visible()
    assert visit.measure("focused")["within"]


def test_menu_closes_in_browsers_without_aria_properties(own: Visit) -> None:
    """Where elements have no ariaExpanded, the button and Escape close what the button opened."""
    own.page.add_init_script("delete Element.prototype.ariaExpanded")
    own.go("", 360)
    button = mounted(own.page).get_by_role("button", name="Trình đơn")
    words = own.page.locator(".menu a").first
    assert own.page.evaluate("document.body.ariaExpanded") is None
    button.click()
    expect(words).to_be_visible()
    button.click()
    expect(words).to_be_hidden()
    button.click()
    words.focus()
    own.page.keyboard.press("Escape")
    expect(words).to_be_hidden()
    assert own.measure("focused")["words"] == "Trình đơn"
    assert own.complaints == []


def test_menu_of_a_desk_needs_no_button(open_page: Open) -> None:
    """Where there is room the words stand in a row."""
    visit = open_page("", 1280)
    assert not visit.page.get_by_role("button", name="Trình đơn").is_visible()
    tops = {round(link.bounding_box()["y"]) for link in visit.page.locator(".menu a").all()}  # type: ignore[index]
    assert len(tops) == 1


def test_today_is_written_in_the_town_s_zone(open_page: Open) -> None:
    """The masthead tells the day, as official texts write it; the page itself holds none."""
    visit = open_page("")
    said = visit.page.locator(".masthead__date").inner_text()
    assert re.fullmatch(
        r"(Thứ (Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật), \d\d/(0[12]|[3-9]|1[0-2])/20\d\d", said
    )
    now = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    assert said == dates.weekday(now)


def test_today_does_not_depend_on_how_a_country_writes_it(own: Visit) -> None:
    """The day is right also where the browser writes Canada's dates with strokes."""
    own.page.add_init_script(
        """const { format } = Object.getOwnPropertyDescriptors(Intl.DateTimeFormat.prototype);
        const get = function () {
          return (...date) => format.get.call(this)(...date).replace(/(.+)-(.+)-(.+)/, "$2/$3/$1");
        };
        Object.defineProperty(Intl.DateTimeFormat.prototype, "format", { ...format, get });"""
    )
    own.go("", 360)
    assert "/" in own.page.evaluate("new Intl.DateTimeFormat('en-CA').format()")
    said = mounted(own.page).locator(".masthead__date").inner_text()
    assert said == dates.weekday(datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")))


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
