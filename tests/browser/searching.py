"""What tests do with the search's page: ask, wait for the answer, read the hits."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Page

from tests.browser.modules import mounted, until

URL = "tim-kiem/"
DONE = (
    '!document.querySelector(".found").hidden && '
    '!document.querySelector(".found").hasAttribute("aria-busy")'
)


def asked(text: str, more: str = "") -> str:
    """Return the address that asks for a text."""
    return f"{URL}?q={quote(text)}{more}"


def answered(page: Page) -> str:
    """Wait for the answer, and return what is said of it."""
    mounted(page)
    until(page, DONE)
    return page.locator(".found__said").inner_text()


def scroll_to_hits(page: Page) -> None:
    """Have those hits drawn that wait until the ones before them are seen."""
    waiting = page.locator(".found__hits[data-more] .hit")
    if waiting.count():
        waiting.last.scroll_into_view_if_needed()
        until(page, '!document.querySelector(".found__hits[data-more]")')


def titles(page: Page) -> list[str]:
    """Return the titles of the hits that are shown, when the last of the first ones is seen."""
    scroll_to_hits(page)
    return page.locator(".hit__title").all_inner_texts()


def type_in(page: Page, text: str) -> str:
    """Type a query into the page's field, press Enter, and return what is said."""
    page.locator("#can-tim").fill(text)
    page.keyboard.press("Enter")
    return answered(page)
