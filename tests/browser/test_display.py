"""The reader's choices of size and colour: what each does, how they look and open."""

from __future__ import annotations

import pytest

from tests.browser.choices import BLACK_ON_WHITE, COLOURS, KEPT, NIGHT, chosen, press, pressed
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
    for name in ("A cỡ chữ lớn", "Sáng", "Tương phản cao"):
        press(visit.page, name)
    assert chosen(visit.page) == {"size": "115", "theme": "light", "contrast": "high"}
    for name in ("A− cỡ chữ thường", "Theo máy", "Tương phản cao"):
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
    shown = ["A+ cỡ chữ rất lớn", "Tương phản cao", "Sáng", "Chế độ dễ đọc"]
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
    press(visit.page, "A cỡ chữ lớn")
    assert chosen(visit.page)["size"] == "115"
    assert pressed(visit.page) == ["A cỡ chữ lớn", "Tối"]


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


def test_choices_fold_on_a_telephone(open_page: Open) -> None:
    """On a telephone one button opens them; Escape and a press elsewhere close them."""
    visit = open_page(SEED)
    opener, panel = (
        mounted(visit.page).locator(f".display__{part}") for part in ("button", "panel")
    )
    assert not panel.is_visible()
    opener.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    assert panel.is_visible()
    box = panel.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    visit.page.keyboard.press("Tab")
    assert visit.measure("focused")["words"].startswith("A−")
    visit.page.keyboard.press("Escape")
    assert opener.get_attribute("aria-expanded") == "false"
    assert visit.measure("focused")["words"] == "Cỡ chữ, nền"
    opener.click()
    visit.page.locator(".article__lead").click()
    assert not panel.is_visible()


@each_width
def test_choices_are_large_enough_to_tap(open_page: Open, width: int) -> None:
    """Each button is 44 px high and wide; at a desk size and contrast are seen before opening."""
    visit = open_page("", width)
    seen = mounted(visit.page).get_by_role("button", name="A+ cỡ chữ rất lớn", exact=True)
    more = visit.page.locator(".display__more")
    assert (seen.is_visible(), more.is_visible()) == (width > 360, False)
    visit.page.locator(".display__button").click()
    assert more.is_visible()
    assert visit.measure("low", ".display button", LEAST) == []
    widths = visit.page.locator(".display button").evaluate_all(
        "(all) => all.map((it) => it.getBoundingClientRect().width)"
    )
    assert min(widths) >= LEAST
    visit.page.keyboard.press("Escape")
    assert not more.is_visible()


def test_no_choices_without_script(open_page: Open) -> None:
    """Without script nothing is offered that does not work; the machine's colours still hold."""
    visit = open_page("", 1280, javascript=False)
    assert not visit.page.locator(".display").is_visible()
