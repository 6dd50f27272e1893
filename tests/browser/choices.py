"""The reader's choices of size and colour: how a test makes them, and what they change."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.browser.modules import mounted

KEEP = "(choices) => localStorage.setItem('portal', JSON.stringify(choices))"
KEPT = "JSON.parse(localStorage.getItem('portal'))"
CHOSEN = "({ ...document.documentElement.dataset })"
COLOURS = """() => {
  const style = getComputedStyle(document.body);
  return [style.color, style.backgroundColor, getComputedStyle(document.documentElement).fontSize];
}"""
NIGHT, DAY = ("rgb(232, 234, 237)", "rgb(18, 22, 27)"), ("rgb(27, 31, 36)", "rgb(255, 255, 255)")
BLACK_ON_WHITE = ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
WHITE_ON_BLACK = BLACK_ON_WHITE[::-1]


def chosen(page: Page) -> dict[str, str]:
    """Return what <html> says of the choices."""
    found: dict[str, str] = page.evaluate(CHOSEN)
    return found


def pressed(page: Page) -> list[str]:
    """Return the words of the buttons that are pressed in, as a screen reader says them."""
    found: list[str] = page.locator(".display [aria-pressed=true]").all_text_contents()
    return found


def press(page: Page, name: str) -> None:
    """Press a button of the choices by its words, opening them where they are folded."""
    wanted = unfold(page).get_by_role("button", name=name, exact=True)
    if not wanted.is_visible():
        page.locator(".display__button").click()
    wanted.click()


def unfold(page: Page) -> Locator:
    """Return the choices, which on a telephone open with the menu."""
    menu = mounted(page).locator(".menu__button")
    if menu.is_visible() and menu.get_attribute("aria-expanded") == "false":
        menu.click()
    return page.locator(".display")
