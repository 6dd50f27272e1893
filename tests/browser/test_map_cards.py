"""The large map's cards: opened by mouse, by keyboard and from the lists."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.large_map import WARD, button, card, focused, opened
from tests.browser.pages import on_a_telephone

pytestmark = pytest.mark.browser


@on_a_telephone
def test_a_card_opens_by_mouse_and_closes_by_its_button(open_page: Open, width: int) -> None:
    """A press on a ward shows its facts; the focus is in the card, then back on the ward."""
    visit = opened(open_page, width)
    button(visit.page, WARD).click()
    words = card(visit).inner_text()
    for fact in (WARD, "Diện tích 35,31 km².", "phường Đức Thuận", "Hoạt động từ ngày 01/7/2025."):
        assert fact in words
    assert visit.page.evaluate("document.activeElement.className") == "town-map__card"
    expect(card(visit)).to_be_in_viewport(ratio=1)
    button(visit.page, "Đóng").click()
    expect(card(visit)).to_be_hidden()
    assert focused(visit.page) == WARD


@pytest.mark.parametrize(
    ("name", "fact", "key"),
    [(WARD, "35,31 km²", "Enter"), ("Số 1: Vinh", "Cách trung tâm", "Space")],
)
def test_a_card_opens_by_keyboard_and_closes_by_escape(
    open_page: Open, name: str, fact: str, key: str
) -> None:
    """Wards and places are reached with Tab; Enter or space opens the card, Escape closes it."""
    visit = opened(open_page, 1280)
    for _ in range(8):
        visit.page.keyboard.press("Tab")
        if focused(visit.page) == name:
            break
    assert focused(visit.page) == name
    top = visit.page.evaluate("scrollY")
    visit.page.keyboard.press(key)
    expect(card(visit)).to_contain_text(fact)
    assert visit.page.evaluate("scrollY") == pytest.approx(top, abs=300)
    visit.page.keyboard.press("Escape")
    expect(card(visit)).to_be_hidden()
    assert focused(visit.page) == name


def test_the_list_leads_to_the_map(open_page: Open) -> None:
    """“Xem trên bản đồ” opens the large map with the entry's card, its sign in view."""
    visit = open_page("ban-do/")
    leading = button(visit.page, "Xem trên bản đồ: Nghèn")
    leading.click()
    expect(card(visit)).to_contain_text("Cách trung tâm khoảng 12 km")
    expect(button(visit.page, "Số 4: Nghèn")).to_be_in_viewport(ratio=1)
    visit.page.keyboard.press("Escape")
    expect(leading).to_be_focused()
    button(visit.page, "Xem trên bản đồ: Phường Nam Hồng Lĩnh").click()
    expect(card(visit)).to_contain_text("36,47 km²")
