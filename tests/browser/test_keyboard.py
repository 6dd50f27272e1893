"""The way by keyboard through every kind of page."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.modules import mounted, until
from tests.browser.pages import VIEWS, WIDTHS, address_of
from tests.portal import Portal

pytestmark = pytest.mark.browser
LONG = pytest.mark.long
ANSWERED = """(() => {
  const comments = document.querySelector("[data-service] .comments[data-module]");
  return !comments || comments.querySelectorAll("[data-answer]").length > 0;
})()"""
"""The comments, which are asked for when they come near the window, can be answered."""
WALKED = [
    ("home", WIDTHS[1]),
    *((kind, WIDTHS[0]) for kind in ("home", "article", "map", "search", "follow")),
]
"""Pages walked through always; the others, which hold no other kinds of stops, with --long."""


@pytest.mark.parametrize("kind", ["home", "english"])
def test_first_tab_offers_to_skip(open_page: Open, portal: Portal, kind: str) -> None:
    """The first Tab shows the skip link; Enter takes reader and focus to the main part."""
    visit = open_page(address_of(portal, kind))
    visit.page.keyboard.press("Tab")
    at = visit.measure("focused")
    words = "Skip to the main content" if kind == "english" else "Bỏ qua, tới nội dung chính"
    assert (at["words"], at["within"], at["ring"]) == (words, True, True)
    visit.page.keyboard.press("Enter")
    assert visit.measure("focused")["id"] == "noi-dung"
    visit.page.keyboard.press("Tab")
    inside = "document.querySelector('main').contains(document.activeElement)"
    anything = visit.page.locator("main a, main button").count()
    assert bool(anything) == visit.page.evaluate(inside)


@pytest.mark.parametrize(
    ("kind", "width"),
    [pytest.param(*view, marks=() if view in WALKED else LONG) for view in VIEWS],
)
def test_focus_is_seen_all_the_way(open_page: Open, portal: Portal, kind: str, width: int) -> None:
    """Tab goes through everything in the order of the page, and the focus is always seen.

    Without the captcha, which a touched form puts among the stops some time after.
    """
    visit = open_page(address_of(portal, kind), width)
    visit.page.route("**/altcha*.js", lambda route: route.abort())
    mounted(visit.page)  # what takes the keyboard is settled
    visit.page.evaluate("document.querySelector('.comments')?.scrollIntoView()")
    until(visit.page, ANSWERED)
    visit.page.evaluate("scrollTo(0, 0)")
    visit.page.keyboard.press("Tab")
    at = visit.measure("focused")
    places, unseen = [], []
    for _ in range(at["all"]):
        places.append(at["place"])
        if not (at["within"] and at["ring"]):
            unseen.append(f"{at['name']} “{at['words']}” {at}")
        visit.page.keyboard.press("Tab")
        at = visit.measure("focused")
    assert places == list(range(len(places)))
    assert unseen == []
