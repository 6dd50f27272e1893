"""The reader's choices of size and colour: what each does, how they look and open."""

from __future__ import annotations

import pytest

from tests.browser.choices import (
    BLACK_ON_WHITE,
    COLOURS,
    KEPT,
    NIGHT,
    chosen,
    press,
    pressed,
    unfold,
)
from tests.browser.conftest import Open
from tests.browser.modules import mounted
from tests.browser.pages import each_width
from tests.browser.visit import Visit
from tests.portal import SEED

pytestmark = pytest.mark.browser

LEAST = 44


def test_choices_are_taken_back(open_page: Open) -> None:
    """Each choice has its way back, and in the end nothing is kept."""
    visit = open_page("")
    before = visit.page.evaluate(COLOURS)
    for name in ("A+ cỡ chữ lớn", "Sáng", "Tương phản cao"):
        press(visit.page, name)
    assert chosen(visit.page) == {"size": "115", "theme": "light", "contrast": "high"}
    for name in ("A cỡ chữ thường", "Theo máy", "Tương phản cao"):
        press(visit.page, name)
    assert chosen(visit.page) == {}
    assert visit.page.evaluate(KEPT) == {}
    assert visit.page.evaluate(COLOURS) == before


def test_easy_reading_is_all_at_once(open_page: Open) -> None:
    """It is the largest text, black on white, underlined, in one column, even at night."""
    visit = open_page("", 1280)
    press(visit.page, "Tối")
    press(visit.page, "Chế độ dễ đọc")
    assert tuple(visit.page.evaluate(COLOURS)) == (*BLACK_ON_WHITE, "20.8px")
    shown = ["A++ cỡ chữ rất lớn", "Sáng", "Tương phản cao", "Chế độ dễ đọc"]
    assert pressed(visit.page) == shown
    lines = "(all) => new Set(all.map((it) => getComputedStyle(it).textDecorationLine)).size"
    assert visit.page.locator("main a").evaluate_all(lines) == 1
    columns = """(all) => all.map((it) => getComputedStyle(it))
      .filter((it) => it.display === 'grid' && it.gridTemplateColumns.includes(' ')).length"""
    assert visit.page.locator("main *").evaluate_all(columns) == 0
    press(visit.page, "Chế độ dễ đọc")
    assert chosen(visit.page) == {"theme": "dark"}
    assert tuple(visit.page.evaluate(COLOURS)) == (*NIGHT, "16px")
    press(visit.page, "Chế độ dễ đọc")
    press(visit.page, "A+ cỡ chữ lớn")
    assert chosen(visit.page)["size"] == "115"
    assert pressed(visit.page) == ["A+ cỡ chữ lớn", "Tối"]


def test_nothing_moves_while_the_page_comes(own: Visit) -> None:
    """What scripts put into the masthead and the tools has its room kept from the start."""
    own.page.add_init_script("""window.moved = [];
      new PerformanceObserver((list) => {
        const nodes = list.getEntries().flatMap((it) => it.sources).map((it) => it.node);
        const elements = nodes.map((it) => it?.closest ? it : it?.parentElement);
        moved.push(...elements.filter((it) => it?.closest(".masthead, .tools")));
      }).observe({ type: "layout-shift", buffered: true });""")
    for width in (360, 1280):
        own.go(SEED, width)
        mounted(own.page)
        own.page.evaluate("new Promise((done) => setTimeout(done, 200))")
        assert own.page.evaluate("moved.map((it) => it.className)") == []


def test_the_masthead_of_a_telephone_is_one_row(open_page: Open) -> None:
    """It takes 64 px; menu and choices open on one button, the search on another."""
    visit = open_page(SEED)
    masthead = mounted(visit.page).locator(".masthead")
    box = masthead.bounding_box()
    assert box
    assert box["height"] <= 64
    menu, panel = masthead.locator(".menu__button"), masthead.locator(".display__panel")
    assert not panel.is_visible()
    menu.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    assert panel.is_visible()
    assert masthead.locator(".menu__items").is_visible()
    visit.page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert visit.measure("focused")["words"] == "Trình đơn"
    masthead.locator(".masthead__find").click()
    assert visit.page.evaluate("document.activeElement.id") == "tim-kiem"
    assert not panel.is_visible()
    visit.page.keyboard.press("Escape")
    assert not masthead.locator(".search__field").is_visible()


@each_width
def test_choices_are_large_enough_to_tap(open_page: Open, width: int) -> None:
    """Each button is 44 px high and wide; at a desk sizes are seen before opening."""
    visit = open_page("", width)
    choices = mounted(visit.page).locator(".display")
    seen = choices.get_by_role("button", name="A++ cỡ chữ rất lớn", exact=True)
    more = choices.locator(".display__panel")
    assert (seen.is_visible(), more.is_visible()) == (width > 360, False)
    unfold(visit.page)
    if width > 360:
        choices.locator(".display__button").click()
    assert more.is_visible()
    assert visit.measure("low", ".display button", LEAST) == []
    widths = choices.locator("button:visible").evaluate_all(
        "(all) => all.map((it) => it.getBoundingClientRect().width)"
    )
    assert min(widths) >= LEAST
    visit.page.keyboard.press("Escape")
    assert not more.is_visible()


def test_without_script_the_telephone_has_all_the_same(open_page: Open) -> None:
    """Without script menu, search and links stand open."""
    visit = open_page("", javascript=False)
    for part in (".menu__items", ".search__field", ".official__words p"):
        assert visit.page.locator(part).first.is_visible()
    assert not visit.page.locator(".masthead__button").first.is_visible()


def test_no_choices_without_script(open_page: Open) -> None:
    """Without script nothing is offered that does not work; the machine's colours still hold."""
    visit = open_page("", 1280, javascript=False)
    assert not visit.page.locator(".display").is_visible()
