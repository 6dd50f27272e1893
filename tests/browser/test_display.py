"""The reader's choices of size and colour: how they look, that they last, that nothing flashes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open
from tests.browser.modules import mounted, until
from tests.browser.pages import each_width
from tests.browser.visit import Visit
from tests.portal import SEED

pytestmark = pytest.mark.browser

LEAST = 44
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


@pytest.fixture
def own(browser: Browser, address: str) -> Iterator[Visit]:
    """Give a window of its own, for what a window keeps."""
    visit = Visit.begin(browser, address)
    yield visit
    visit.page.context.close()


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
    opener = mounted(page).locator(".display__button")
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    page.locator(".display").get_by_role("button", name=name, exact=True).click()


def test_choices_last(open_page: Open) -> None:
    """What is chosen holds at once, on the next page and after a reload."""
    visit = open_page("")
    press(visit.page, "A+ cỡ chữ rất lớn")
    press(visit.page, "Tối")
    press(visit.page, "Tương phản cao")
    wanted = {"size": "130", "theme": "dark", "contrast": "high"}
    for url in ("", SEED):
        visit.go(url, 360)
        visit.page.reload()
        assert chosen(visit.page) == wanted
        expect(visit.page.locator(".display [aria-pressed=true]")).to_have_count(3)
        assert pressed(visit.page) == ["A+ cỡ chữ rất lớn", "Tương phản cao", "Tối"]
    assert tuple(visit.page.evaluate(COLOURS)) == (*WHITE_ON_BLACK, "20.8px")
    assert visit.complaints == []


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


def test_a_single_choice_ends_easy_reading(open_page: Open) -> None:
    """Whoever chooses a size or colour while reading easily gets just that."""
    visit = open_page("")
    press(visit.page, "Chế độ dễ đọc")
    press(visit.page, "A cỡ chữ lớn")
    assert chosen(visit.page) == {"size": "115"}
    assert pressed(visit.page) == ["A cỡ chữ lớn", "Theo máy"]


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


def test_a_page_without_storage_works(own: Visit) -> None:
    """Where the browser keeps nothing the choice holds for the page, without an error."""
    refuse = "throw new DOMException('refused', 'SecurityError')"
    own.page.add_init_script(
        f"Object.defineProperty(window, 'localStorage', {{ get() {{ {refuse} }} }})"
    )
    own.go("", 360)
    press(own.page, "A+ cỡ chữ rất lớn")
    assert chosen(own.page) == {"size": "130"}
    own.page.reload()
    assert chosen(own.page) == {}
    assert own.complaints == []


@pytest.mark.parametrize("refused", ["localStorage", "setItem"])
def test_a_page_without_storage_keeps_its_choice_on_the_way_back(own: Visit, refused: str) -> None:
    """Where the browser keeps nothing, coming “Back” to a page leaves its choices as they were."""
    owner = {"localStorage": "window", "setItem": "Storage.prototype"}[refused]
    refuse = "throw new DOMException('refused', 'SecurityError')"
    own.page.add_init_script(
        f"Object.defineProperty({owner}, '{refused}', {{ get() {{ {refuse} }} }})"
    )
    own.go("", 360)
    press(own.page, "A+ cỡ chữ rất lớn")
    own.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert chosen(own.page) == {"size": "130"}
    assert pressed(own.page) == ["A+ cỡ chữ rất lớn", "Theo máy"]
    assert own.complaints == []


def test_a_choice_of_another_page_shows_on_the_way_back(own: Visit) -> None:
    """What was kept meanwhile holds on a page that comes back as it was left."""
    own.go("", 360)
    press(own.page, "Tối")
    own.page.evaluate(KEEP, {"size": "115"})
    own.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert chosen(own.page) == {"size": "115"}
    assert pressed(own.page) == ["A cỡ chữ lớn", "Theo máy"]


@pytest.mark.parametrize("rubbish", ["{", "null", "7", '"abc"', '{"size": 5}', '{"a-b": 1}'])
def test_what_others_kept_does_no_harm(open_page: Open, rubbish: str) -> None:
    """A broken or foreign value under our key leaves page and choices working."""
    visit = open_page("")
    visit.page.evaluate("(value) => localStorage.setItem('portal', value)", rubbish)
    visit.page.reload()
    press(visit.page, "A+ cỡ chữ rất lớn")
    assert chosen(visit.page)["size"] == "130"
    assert visit.complaints == []


def test_what_other_modules_keep_stays(open_page: Open) -> None:
    """Only our own names are changed under the common key."""
    visit = open_page("")
    visit.page.evaluate(KEEP, {"other": "x", "theme": "dark"})
    visit.page.reload()
    press(visit.page, "Theo máy")
    assert visit.page.evaluate(KEPT) == {"other": "x"}


def test_another_window_is_followed(own: Visit) -> None:
    """A choice made in one window shows in the other at once."""
    own.go("", 360)
    mounted(own.page)
    other = own.page.context.new_page()
    other.goto(own.home + SEED)
    press(other, "Tối")
    press(other, "A+ cỡ chữ rất lớn")
    until(own.page, "document.documentElement.dataset.size === '130'")
    assert chosen(own.page) == {"theme": "dark", "size": "130"}
    assert pressed(own.page) == ["A+ cỡ chữ rất lớn", "Tối"]


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


def test_size_and_contrast_stand_open_at_a_desk(open_page: Open) -> None:
    """At a desk A−, A, A+ and Tương phản are seen at once, the rest opens on the button."""
    visit = open_page("", 1280)
    names = ("A− cỡ chữ thường", "A cỡ chữ lớn", "A+ cỡ chữ rất lớn", "Tương phản cao")
    for name in names:
        assert visit.page.get_by_role("button", name=name, exact=True).is_visible()
    more = visit.page.locator(".display__more")
    assert not more.is_visible()
    mounted(visit.page).locator(".display__button").click()
    assert more.is_visible()
    visit.page.keyboard.press("Escape")
    assert not more.is_visible()


@each_width
def test_choices_are_large_enough_to_tap(open_page: Open, width: int) -> None:
    """Each button of the choices is 44 px high and wide."""
    visit = open_page("", width)
    mounted(visit.page).locator(".display__button").click()
    assert visit.measure("low", ".display button", LEAST) == []
    widths = visit.page.locator(".display button").evaluate_all(
        "(all) => all.map((it) => it.getBoundingClientRect().width)"
    )
    assert min(widths) >= LEAST


def test_no_choices_without_script(open_page: Open) -> None:
    """Without script nothing is offered that does not work; the machine's colours still hold."""
    visit = open_page("", 1280, javascript=False)
    assert not visit.page.locator(".display").is_visible()
