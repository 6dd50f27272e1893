"""The large map: its parts, and how a test opens and presses them."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.visit import Visit

OPEN, CLOSE = "Mở bản đồ lớn", "Đóng bản đồ lớn"
WARD = "Phường Bắc Hồng Lĩnh"
TILES = "https://tile.openstreetmap.org/"


def drawn(visit: Visit) -> Locator:
    """Return the large map."""
    return visit.page.locator(".town-map__live")


def card(visit: Visit) -> Locator:
    """Return the card, seen or not."""
    return visit.page.locator(".town-map__card")


def button(page: Page, name: str) -> Locator:
    """Return what is pressed by this name."""
    return page.get_by_role("button", name=name, exact=True)


def opened(open_page: Open, width: int) -> Visit:
    """Open the map's page and the large map on it."""
    visit = open_page("ban-do/", width)
    button(visit.page, OPEN).click()
    expect(drawn(visit).locator(".town-map__area")).to_have_count(2)
    return visit


def box(place: Locator) -> list[float]:
    """Return where on the page an element stands, and how large it is."""
    sides = "({ x, y, width, height }) => [x, y + scrollY, width, height]"
    return list(place.evaluate(f"(it) => ({sides})(it.getBoundingClientRect())"))


def focused(page: Page) -> str:
    """Return what the focused element is called."""
    name: str = page.evaluate(
        "document.activeElement.ariaLabel || document.activeElement.textContent.trim()"
    )
    return name


def press(visit: Visit, name: str, times: int) -> None:
    """Press a button so many times."""
    for _ in range(times):
        button(visit.page, name).click()


def scrolls(visit: Visit, top: int) -> bool:
    """Wait until the page is scrolled beyond ``top``; tell whether that comes."""
    for _ in range(100):
        if visit.page.evaluate("scrollY") > top:
            return True
        visit.page.wait_for_timeout(30)
    return False
