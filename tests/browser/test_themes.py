"""The portal in every size and colour: chosen, of the machine, and on paper."""

from __future__ import annotations

import os
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.choices import (
    BLACK_ON_WHITE,
    COLOURS,
    DAY,
    KEEP,
    NIGHT,
    WHITE_ON_BLACK,
    press,
    unfold,
)
from tests.browser.conftest import Open
from tests.browser.visit import Visit
from tests.portal import SEED

pytestmark = pytest.mark.browser

THEMES: dict[str, dict[str, str]] = {
    "dark": {"theme": "dark"},
    "large": {"size": "130"},
    "light": {"theme": "light"},
    "contrast": {"contrast": "high"},
    "dark-contrast": {"theme": "dark", "contrast": "high"},
    "easy": {"easy": "on"},
}
RESIZED = ("large", "easy")
"""Themes that change sizes; of the others all widths are looked at with --long."""
WIDTHS = (320, 360, 600, 768, 960, 1023, 1024, 1120, 1279, 1280, 1920)
ALWAYS = ("dark", "large")
"""Light is what every other test sees, contrast is the machine's below; those with --long."""


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


@pytest.mark.parametrize(
    "name",
    [pytest.param(item, marks=() if item in ALWAYS else pytest.mark.long) for item in THEMES],
)
def test_every_theme_can_be_read(open_page: Open, name: str) -> None:
    """With any choice axe finds nothing, nothing is cut off, the page is as wide as any window."""
    visit = open_page("")
    visit.page.evaluate(KEEP, THEMES[name])
    for url in ("", SEED):
        visit.go(url, 360)
        unfold(visit.page)
        found = visit.violations()
        assert not found, "\n".join(found)
        # A summary on a card ends after some lines in any size.
        assert [item for item in visit.measure("clipped") if "card__summary" not in item] == []
        for width in WIDTHS if name in RESIZED or os.environ.get("TEST_LONG") else ():
            visit.page.set_viewport_size({"width": width, "height": 640})
            assert visit.measure("excess") <= 0, width


@pytest.mark.parametrize("own_colours", [{"contrast": "more"}, {"forced_colors": "active"}])
def test_every_machine_can_show_it(own: Visit, own_colours: dict[str, Any]) -> None:
    """With a machine's own contrast or colours axe finds nothing; a pressed button is seen."""
    own.page.emulate_media(**own_colours)
    own.go("", 1280)
    found = own.violations()
    assert not found, "\n".join(found)
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
