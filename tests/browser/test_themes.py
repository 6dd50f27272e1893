"""The portal in every size and colour: chosen, of the machine, and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.choices import BLACK_ON_WHITE, COLOURS, DAY, KEEP, NIGHT, WHITE_ON_BLACK, press
from tests.browser.conftest import Open
from tests.browser.modules import mounted
from tests.browser.pages import each_width
from tests.browser.visit import Visit
from tests.portal import SEED

pytestmark = pytest.mark.browser

THEMES: dict[str, dict[str, str]] = {
    "dark": {"theme": "dark"},
    "light": {"theme": "light"},
    "contrast": {"contrast": "high"},
    "dark-contrast": {"theme": "dark", "contrast": "high"},
    "large": {"size": "130"},
    "easy": {"easy": "on"},
}
MACHINES: dict[str, dict[str, str]] = {
    "dark": {"color_scheme": "dark"},
    "contrast": {"contrast": "more"},
    "dark-contrast": {"color_scheme": "dark", "contrast": "more"},
    "forced": {"forced_colors": "active"},
}


def test_the_machine_is_followed(own: Visit) -> None:
    """Without a choice the page has the machine's colours and contrast; a choice outweighs them."""
    own.page.emulate_media(color_scheme="dark")
    own.go("", 360)
    assert tuple(own.page.evaluate(COLOURS)[:2]) == NIGHT
    press(own.page, "Sáng")
    assert tuple(own.page.evaluate(COLOURS)[:2]) == DAY
    own.page.emulate_media(color_scheme="dark", contrast="more")
    assert tuple(own.page.evaluate(COLOURS)[:2]) == BLACK_ON_WHITE
    press(own.page, "Theo máy")
    assert tuple(own.page.evaluate(COLOURS)[:2]) == WHITE_ON_BLACK
    expect(own.page.get_by_role("button", name="Tương phản cao")).to_have_attribute(
        "aria-pressed", "true"
    )
    press(own.page, "Tương phản cao")
    assert tuple(own.page.evaluate(COLOURS)[:2]) == NIGHT


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("url", ["", SEED], ids=["home", "article"])
@each_width
def test_every_theme_can_be_read(open_page: Open, url: str, name: str, width: int) -> None:
    """With any choice axe finds nothing, nothing is cut off, the page is as wide as the window."""
    visit = open_page(url, width)
    visit.page.evaluate(KEEP, THEMES[name])
    visit.page.reload()
    mounted(visit.page).locator(".display__button").click()
    found = visit.violations()
    assert not found, "\n".join(found)
    assert visit.measure("excess") <= 0
    # A summary on a card ends after some lines in any size.
    assert [it for it in visit.measure("clipped") if "card__summary" not in it] == []


@pytest.mark.parametrize("name", ["large", "easy"])
@pytest.mark.parametrize("url", ["", SEED], ids=["home", "article"])
def test_large_text_has_room_in_every_window(open_page: Open, url: str, name: str) -> None:
    """In the largest text the page is as wide as the window, however wide that is."""
    visit = open_page(url)
    visit.page.evaluate(KEEP, THEMES[name])
    visit.page.reload()
    mounted(visit.page)
    wrong = {}
    for width in (320, 600, 768, 960, 1023, 1024, 1120, 1279, 1280, 1920):
        visit.page.set_viewport_size({"width": width, "height": 640})
        if (excess := visit.measure("excess")) > 0:
            wrong[width] = excess
    assert wrong == {}


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize("url", ["", SEED], ids=["home", "article"])
def test_every_machine_can_show_it(own: Visit, url: str, name: str) -> None:
    """With a machine's own dark, high-contrast or forced colours axe finds nothing either."""
    own.page.emulate_media(**MACHINES[name])  # type: ignore[arg-type]  # one dict for all kinds
    own.go(url, 360)
    found = own.violations()
    assert not found, "\n".join(found)


def test_pressed_is_seen_in_forced_colours(own: Visit) -> None:
    """Where the machine puts its own colours a pressed button still differs from the others."""
    own.page.emulate_media(forced_colors="active")
    own.go("", 1280)
    grounds = own.page.locator(".display__sizes button").evaluate_all(
        "(all) => all.map((it) => getComputedStyle(it).backgroundColor)"
    )
    assert grounds[0] != grounds[1] == grounds[2]


def test_paper_has_no_themes(own: Visit) -> None:
    """A page read at night is printed black on white, at the size of paper, without choices."""
    link = "getComputedStyle(document.documentElement).getPropertyValue('--link')"
    own.page.emulate_media(color_scheme="light")
    own.go(SEED, 718)
    day = own.page.evaluate(link)
    own.page.emulate_media(color_scheme="dark")
    assert own.page.evaluate(link) != day
    before = own.page.evaluate("getComputedStyle(document.documentElement).fontSize")
    own.page.emulate_media(media="print", color_scheme="dark")
    plain = own.page.evaluate(COLOURS)
    assert own.page.evaluate(link) == day
    own.page.evaluate(KEEP, {"theme": "dark", "size": "130", "contrast": "high"})
    own.page.reload()
    assert own.page.evaluate(COLOURS) == plain
    assert own.page.evaluate(link) == day
    assert (plain[0], before) == ("rgb(0, 0, 0)", "16px")
    assert not own.page.locator(".display").is_visible()
