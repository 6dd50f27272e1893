"""What is kept of the reader's choices: from page to page, and where nothing can be kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.choices import COLOURS, KEEP, KEPT, NIGHT, WHITE_ON_BLACK, chosen, press, pressed
from tests.browser.conftest import Open
from tests.browser.modules import mounted, until
from tests.browser.visit import Visit
from tests.portal import SEED

pytestmark = pytest.mark.browser


def test_choices_last(open_page: Open) -> None:
    """What is chosen holds at once, on the next page and after a reload."""
    visit = open_page("")
    press(visit.page, "A++ cỡ chữ rất lớn")
    press(visit.page, "Tối")
    press(visit.page, "Tương phản cao")
    wanted = {"size": "130", "theme": "dark", "contrast": "high"}
    for url in ("", SEED):
        visit.go(url, 360)
        visit.page.reload()
        assert chosen(visit.page) == wanted
        expect(visit.page.locator(".display [aria-pressed=true]")).to_have_count(3)
        assert pressed(visit.page) == ["A++ cỡ chữ rất lớn", "Tối", "Tương phản cao"]
    assert tuple(visit.page.evaluate(COLOURS)) == (*WHITE_ON_BLACK, "20.8px")
    assert visit.complaints == []


def test_nothing_flashes(own: Visit) -> None:
    """The choices are on <html> before the modules run, and no colour fades into another."""
    own.go("", 360)
    own.page.evaluate(KEEP, {"theme": "dark", "size": "115"})
    own.page.add_init_script("""document.addEventListener("readystatechange", () => {
      if (document.readyState !== "interactive") return;
      window.early = { ...document.documentElement.dataset };
    });""")
    own.page.reload()
    assert own.page.evaluate("window.early") == {"theme": "dark", "size": "115"}
    assert own.page.evaluate(COLOURS)[1] == NIGHT[1]
    moving = "(all) => all.filter((it) => getComputedStyle(it).transitionDuration !== '0s').length"
    assert own.page.locator("html, body, main *").evaluate_all(moving) == 0
    script = own.page.locator("head script").first
    assert [script.get_attribute(name) for name in ("async", "defer", "type")] == [None] * 3


@pytest.mark.parametrize("refused", ["localStorage", "setItem"])
def test_a_page_without_storage_keeps_its_choice_on_the_way_back(own: Visit, refused: str) -> None:
    """Where the browser keeps nothing, coming “Back” to a page leaves its choices as they were."""
    owner = {"localStorage": "window", "setItem": "Storage.prototype"}[refused]
    refuse = "throw new DOMException('refused', 'SecurityError')"
    own.page.add_init_script(
        f"Object.defineProperty({owner}, '{refused}', {{ get() {{ {refuse} }} }})"
    )
    own.go("", 360)
    press(own.page, "A++ cỡ chữ rất lớn")
    own.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert chosen(own.page) == {"size": "130"}
    assert pressed(own.page) == ["A++ cỡ chữ rất lớn", "Theo máy"]
    own.page.reload()
    assert chosen(own.page) == {}
    assert own.complaints == []


def test_what_others_kept_does_no_harm(open_page: Open) -> None:
    """A broken or foreign value under our key leaves page and choices working, and stays."""
    visit = open_page("")
    for kept in ("{", "null", '{"size": 5, "a-b": 1}', '{"other": "x"}'):
        visit.page.evaluate("(value) => localStorage.setItem('portal', value)", kept)
        visit.page.reload()
        press(visit.page, "A++ cỡ chữ rất lớn")
        assert chosen(visit.page)["size"] == "130"
    assert visit.page.evaluate(KEPT) == {"other": "x", "size": "130"}
    assert visit.complaints == []


def test_another_window_is_followed(own: Visit) -> None:
    """A choice made in one window shows in the other at once, or when it comes back as it was."""
    own.go("", 360)
    mounted(own.page)
    other = own.page.context.new_page()
    other.goto(own.home + SEED)
    press(other, "Tối")
    press(other, "A++ cỡ chữ rất lớn")
    until(own.page, "document.documentElement.dataset.size === '130'")
    assert chosen(own.page) == {"theme": "dark", "size": "130"}
    assert pressed(own.page) == ["A++ cỡ chữ rất lớn", "Tối"]
    own.page.evaluate(KEEP, {"size": "115"})
    own.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert chosen(own.page) == {"size": "115"}
