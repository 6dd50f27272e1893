"""The large map in the drawing's place: what it shows, how it is zoomed, without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.large_map import (
    CLOSE,
    OPEN,
    WARD,
    box,
    button,
    card,
    drawn,
    focused,
    opened,
    press,
    scrolls,
)
from tests.browser.pages import each_width, on_a_telephone
from tests.browser.visit import HEIGHTS

pytestmark = pytest.mark.browser


@each_width
def test_it_takes_the_place_of_the_drawing(open_page: Open, width: int) -> None:
    """It stands where the drawing stood, higher on a telephone; closed, the drawing is back."""
    visit = open_page("ban-do/", width)
    drawing = visit.page.locator(".town-map .town-map__drawing")
    before = box(drawing)
    # Pressed twice, there is one map; the second press must not meet the map itself.
    press_once = "it.dispatchEvent(new MouseEvent('click', { bubbles: true }));"
    drawing.evaluate(f"(it) => {{ {press_once} {press_once} }}")
    expect(drawn(visit).locator(".town-map__area")).to_have_count(2)
    assert box(visit.page.locator(".town-map__stage")) == pytest.approx(box(drawing), abs=3)
    left, top, across, down = box(drawing)
    assert (left, top, across) == pytest.approx(before[:3], abs=3)
    high = before[3] if width > 360 else 0.7 * HEIGHTS[360]
    assert down == pytest.approx(high, abs=3)
    assert visit.measure("excess") <= 0
    expect(drawing).to_be_hidden()
    assert focused(visit.page).startswith("Bản đồ lớn.")
    visit.page.emulate_media(media="print")
    expect(drawing).to_be_visible()
    expect(drawn(visit)).to_be_hidden()
    visit.page.emulate_media(media="null")
    button(visit.page, CLOSE).click()
    expect(drawing).to_be_visible()
    expect(drawn(visit)).to_be_hidden()
    assert focused(visit.page) == OPEN
    assert box(drawing) == pytest.approx(before, abs=3)


@on_a_telephone
def test_it_shows_what_the_drawing_shows(open_page: Open, width: int) -> None:
    """Areas, neighbours, star, numbers, names, scale and day are there; axe finds nothing."""
    visit = opened(open_page, width)
    expect(drawn(visit).locator(".town-map__neighbour")).to_have_count(8)
    expect(drawn(visit).locator(".town-map__centre")).to_have_count(1)
    numbers = visit.page.locator(".town-map__list .town-map__number").all_inner_texts()
    shown = drawn(visit).locator(".town-map__number").all_inner_texts()
    assert [number.split()[-1] for number in numbers] == shown == ["1", "2", "3", "4"]
    names = drawn(visit).locator(".town-map__label:not([style*=hidden])").all_inner_texts()
    assert {WARD, "Phường Nam Hồng Lĩnh"} < {" ".join(name.split()) for name in names}
    assert drawn(visit).locator(".leaflet-control-scale").inner_text().endswith(" km")
    assert "Địa giới từ 01/7/2025 · Phần mềm: Leaflet" in (
        visit.page.locator(".town-map__stage").inner_text()
    )
    assert (visit.complaints, visit.foreign) == ([], [])
    assert visit.measure("small", 15) == []
    assert visit.measure("low", ".town-map button, .town-map__streets", 44) == []
    assert visit.violations() == []
    drawn(visit).locator(".town-map__centre").first.click()
    expect(card(visit)).to_be_visible()
    assert visit.violations() == []
    assert visit.measure("excess") <= 0


def test_zooming_has_limits_and_the_wheel_scrolls_the_page(open_page: Open) -> None:
    """The wheel alone scrolls; with Ctrl it zooms, and neither way without end."""
    visit = opened(open_page, 1280)
    scale = drawn(visit).locator(".leaflet-control-scale-line")
    first = scale.inner_text()
    drawn(visit).hover()
    top = visit.page.evaluate("scrollY")
    visit.page.mouse.wheel(0, 100)
    assert scrolls(visit, top)
    visit.page.wait_for_timeout(200)
    assert scale.inner_text() == first
    press(visit, "Thu nhỏ", 8)
    drawn(visit).evaluate("(it) => it.scrollIntoView({ block: 'end' })")
    for place in drawn(visit).locator(".town-map__sign").all():
        expect(place).to_be_in_viewport(ratio=1)
    last = scale.inner_text()
    press(visit, "Thu nhỏ", 1)
    assert (first, last, scale.inner_text()) == ("3 km", "5 km", "5 km")
    press(visit, "Phóng to", 10)
    expect(scale).to_have_text("200 m")
    drawn(visit).hover()
    visit.page.keyboard.down("Control")
    visit.page.mouse.wheel(0, 300)
    expect(scale).not_to_have_text("200 m")
    visit.page.keyboard.up("Control")


def test_without_script_there_is_the_drawing_alone(open_page: Open) -> None:
    """No button, no card and no empty box is seen without JavaScript."""
    visit = open_page("ban-do/", javascript=False)
    expect(visit.page.locator(".town-map .town-map__drawing")).to_be_visible()
    assert visit.page.locator(".town-map button:visible, .town-map input:visible").count() == 0
    expect(visit.page.locator(".town-map__stage")).to_be_hidden()
    expect(card(visit)).to_be_hidden()
