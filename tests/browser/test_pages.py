"""What all pages share: the menu, the day, the letters, the page for a wrong address."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.browser.conftest import Open
from tests.browser.modules import mounted
from tests.browser.pages import each_width, on_a_telephone
from tests.browser.visit import Visit
from town_portal.core import dates

pytestmark = pytest.mark.browser
STRANGE = """const { format } = Object.getOwnPropertyDescriptors(Intl.DateTimeFormat.prototype);
const get = function () {
  return (...date) => format.get.call(this)(...date).replace(/(.+)-(.+)-(.+)/, "$2/$3/$1");
};
Object.defineProperty(Intl.DateTimeFormat.prototype, "format", { ...format, get });"""
"""A browser that writes Canada's dates with strokes."""
HARDEST = "Ẩ Ỗ Ệ Ữ Ặ ẵ ễ ổ ợ ự đ Đ ỷ ỵ ₫ – “ ” … ›"
"""Letters with two marks, and the signs that Vietnamese text needs."""


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


@pytest.mark.parametrize("old", ["", "delete Element.prototype.ariaExpanded"], ids=["", "old"])
def test_menu_of_a_telephone(own: Visit, old: str) -> None:
    """It opens on its button, closes on Escape with the focus back, and when focus leaves it.

    So it does in browsers whose elements have no ariaExpanded.
    """
    visit = own
    visit.page.add_init_script(old)
    visit.go("", 360)
    button = mounted(visit.page).get_by_role("button", name="Trình đơn")
    words = visit.page.locator(".menu a")
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


def test_menu_of_a_desk_needs_no_button(open_page: Open) -> None:
    """Where there is room the words stand in a row."""
    visit = open_page("", 1280)
    assert not visit.page.get_by_role("button", name="Trình đơn").is_visible()
    tops = {round(link.bounding_box()["y"]) for link in visit.page.locator(".menu a").all()}  # type: ignore[index]
    assert len(tops) == 1


@pytest.mark.parametrize("strange", ["", STRANGE], ids=["", "Canada"])
def test_today_is_written_in_the_town_s_zone(own: Visit, strange: str) -> None:
    """The masthead tells the day, as official texts write it, wherever the browser is from."""
    own.page.add_init_script(strange)
    own.go("", 360)
    assert ("/" in own.page.evaluate("new Intl.DateTimeFormat('en-CA').format()")) == bool(strange)
    said = mounted(own.page).locator(".masthead__date").inner_text()
    assert said == dates.format_weekday(datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")))


@on_a_telephone
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
