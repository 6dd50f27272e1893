"""What is pressed before its module has come, as on a weak line."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.large_map import OPEN, button
from tests.browser.modules import mounted
from tests.browser.visit import Visit
from tests.portal import SEED

pytestmark = pytest.mark.browser


class Line:
    """A line on which files of a name wait until they are let through."""

    def __init__(self, visit: Visit, name: str) -> None:
        self._held: list[Route] = []
        self._visit = visit
        visit.page.route(name, self._hold)

    def _hold(self, route: Route) -> None:
        self._held.append(route)

    def free(self) -> None:
        """Let through what waited."""
        for route in self._held:
            route.continue_()
        self._held = []
        self._visit.page.unroute_all()


@pytest.mark.parametrize("late", ["**/portal.*.js", "**/menu.*.js"])
def test_the_menu_opens_as_soon_as_it_can(own: Visit, late: str) -> None:
    """One press is enough, whether the portal's script or the menu's was late; and one only."""
    line = Line(own, late)
    own.page.set_viewport_size({"width": 360, "height": 640})
    own.page.goto(own.home, wait_until="commit")
    menu = own.page.locator(".menu__button")
    menu.click()
    own.page.wait_for_timeout(100)
    assert menu.get_attribute("aria-expanded") == "false"
    line.free()
    expect(menu).to_have_attribute("aria-expanded", "true")
    mounted(own.page)
    assert menu.get_attribute("aria-expanded") == "true"
    menu.click()
    assert menu.get_attribute("aria-expanded") == "false"


def test_the_large_map_opens_as_soon_as_it_can(own: Visit) -> None:
    """So it is for the map's button."""
    line = Line(own, "**/portal.*.js")
    own.page.goto(f"{own.home}ban-do/", wait_until="commit")
    button(own.page, OPEN).click()
    line.free()
    expect(own.page.locator(".town-map__live .town-map__area")).to_have_count(2)


def test_printing_comes_once(own: Visit) -> None:
    """What comes with the first press is pressed once, before and after the portal's script."""
    own.page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; }")
    line = Line(own, "**/portal.*.js")
    own.page.goto(f"{own.home}{SEED}", wait_until="commit")
    press = own.page.get_by_role("button", name="In", exact=True)
    press.click()
    line.free()
    mounted(own.page)
    own.page.wait_for_function("window.printed > 0")
    press.click()
    own.page.wait_for_timeout(100)
    assert own.page.evaluate("window.printed") == 2
