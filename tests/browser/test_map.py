"""The large map: nothing of it until the reader asks, then Leaflet in the drawing's place."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Open
from tests.browser.pages import each_width
from tests.browser.visit import HEIGHTS, Visit

pytestmark = pytest.mark.browser

OPEN, CLOSE = "Mở bản đồ lớn", "Đóng bản đồ lớn"
WARD = "Phường Bắc Hồng Lĩnh"
TILES = "https://tile.openstreetmap.org/"


def grey_tile() -> bytes:
    """Return a PNG of 256 by 256 grey points."""
    file = BytesIO()
    Image.new("L", (256, 256), 204).save(file, "PNG")
    return file.getvalue()


def drawn(visit: Visit) -> Locator:
    """Return the large map."""
    return visit.page.locator(".town-map__live")


def card(visit: Visit) -> Locator:
    """Return the card, seen or not."""
    return visit.page.locator(".town-map__card")


def button(page: Page, name: str) -> Locator:
    """Return what is pressed by this name."""
    return page.get_by_role("button", name=name, exact=True)


def opened(open_page: Open, width: int) -> Visit:
    """Open the map's page and the large map on it."""
    visit = open_page("ban-do/", width)
    button(visit.page, OPEN).click()
    expect(drawn(visit).locator(".town-map__area")).to_have_count(2)
    return visit


def box(place: Locator) -> list[float]:
    """Return where on the page an element stands, and how large it is."""
    sides = "({ x, y, width, height }) => [x, y + scrollY, width, height]"
    return list(place.evaluate(f"(it) => ({sides})(it.getBoundingClientRect())"))


def focused(page: Page) -> str:
    """Return what the focused element is called."""
    name: str = page.evaluate(
        "document.activeElement.ariaLabel || document.activeElement.textContent.trim()"
    )
    return name


def press(visit: Visit, name: str, times: int) -> None:
    """Press a button so many times."""
    for _ in range(times):
        button(visit.page, name).click()


def scrolls(visit: Visit, top: int) -> bool:
    """Wait until the page is scrolled beyond ``top``; tell whether that comes."""
    for _ in range(100):
        if visit.page.evaluate("scrollY") > top:
            return True
        visit.page.wait_for_timeout(30)
    return False


def test_nothing_of_it_is_fetched_before_the_reader_asks(open_page: Open) -> None:
    """Looking at the page and scrolling over the map fetches neither Leaflet nor the layers."""
    visit = open_page("ban-do/")
    visit.page.mouse.move(180, 400)
    visit.page.mouse.wheel(0, 600)
    assert scrolls(visit, 300)
    assert [it for _, it in visit.fetched if "leaflet" in it or ".json" in it] == []
    assert drawn(visit).evaluate("(it) => it.childElementCount") == 0


@each_width
def test_it_takes_the_place_of_the_drawing(open_page: Open, width: int) -> None:
    """It stands where the drawing stood, higher on a telephone; closed, the drawing is back."""
    visit = open_page("ban-do/", width)
    drawing = visit.page.locator(".town-map .town-map__drawing")
    before = box(drawing)
    button(visit.page, OPEN).click()
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


@each_width
def test_it_shows_what_the_drawing_shows(open_page: Open, width: int) -> None:
    """Areas, neighbours, the star, the numbers of the list, names, scale and day are there."""
    visit = opened(open_page, width)
    expect(drawn(visit).locator(".town-map__neighbour")).to_have_count(8)
    expect(drawn(visit).locator(".town-map__centre")).to_have_count(1)
    numbers = visit.page.locator(".town-map__list .town-map__number").all_inner_texts()
    shown = drawn(visit).locator(".town-map__number").all_inner_texts()
    assert [it.split()[-1] for it in numbers] == shown == ["1", "2", "3", "4"]
    names = drawn(visit).locator(".town-map__label:not([style*=hidden])").all_inner_texts()
    assert {WARD, "Phường Nam Hồng Lĩnh"} < {" ".join(name.split()) for name in names}
    assert drawn(visit).locator(".leaflet-control-scale").inner_text().endswith(" km")
    assert "địa giới từ 01/7/2025 · Phần mềm: Leaflet" in (
        visit.page.locator(".town-map__stage").inner_text()
    )
    assert (visit.complaints, visit.foreign) == ([], [])
    assert visit.measure("small", 15) == []
    assert visit.measure("low", ".town-map button, .town-map__streets", 44) == []


@each_width
def test_it_is_accessible(open_page: Open, width: int) -> None:
    """Axe finds nothing in the large map, with a card open or without; nothing is wider."""
    visit = opened(open_page, width)
    assert visit.violations() == []
    button(visit.page, "Ngôi sao: Trung tâm thị xã Hồng Lĩnh").click()
    expect(card(visit)).to_be_visible()
    assert visit.violations() == []
    assert visit.measure("excess") <= 0


@each_width
def test_a_card_opens_by_mouse_and_closes_by_its_button(open_page: Open, width: int) -> None:
    """A press on a ward shows its facts; the focus is in the card, then back on the ward."""
    visit = opened(open_page, width)
    button(visit.page, WARD).click()
    words = card(visit).inner_text()
    for fact in (WARD, "Diện tích 35,31 km².", "phường Đức Thuận", "Hoạt động từ ngày 01/7/2025."):
        assert fact in words
    assert visit.page.evaluate("document.activeElement.className") == "town-map__card"
    expect(card(visit)).to_be_in_viewport(ratio=1)
    button(visit.page, "Đóng").click()
    expect(card(visit)).to_be_hidden()
    assert focused(visit.page) == WARD


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize(("name", "fact"), [(WARD, "35,31 km²"), ("Số 1: Vinh", "Cách trung tâm")])
def test_a_card_opens_by_keyboard_and_closes_by_escape(
    open_page: Open, name: str, fact: str, key: str
) -> None:
    """Wards and places are reached with Tab; Enter or space opens the card, Escape closes it."""
    visit = opened(open_page, 1280)
    for _ in range(8):
        visit.page.keyboard.press("Tab")
        if focused(visit.page) == name:
            break
    assert focused(visit.page) == name
    top = visit.page.evaluate("scrollY")
    visit.page.keyboard.press(key)
    expect(card(visit)).to_contain_text(fact)
    assert visit.page.evaluate("scrollY") == pytest.approx(top, abs=300)
    visit.page.keyboard.press("Escape")
    expect(card(visit)).to_be_hidden()
    assert focused(visit.page) == name


@each_width
def test_the_list_leads_to_the_map(open_page: Open, width: int) -> None:
    """“Xem trên bản đồ” opens the large map with the entry's card, its sign in view."""
    visit = open_page("ban-do/", width)
    leading = button(visit.page, "Xem trên bản đồ: Nghèn")
    leading.click()
    expect(card(visit)).to_contain_text("Cách trung tâm khoảng 12 km")
    expect(button(visit.page, "Số 4: Nghèn")).to_be_in_viewport(ratio=1)
    visit.page.keyboard.press("Escape")
    expect(leading).to_be_focused()
    button(visit.page, "Xem trên bản đồ: Phường Nam Hồng Lĩnh").click()
    expect(card(visit)).to_contain_text("36,47 km²")


def test_entries_are_reached_from_other_pages(open_page: Open) -> None:
    """The home page's list of places leads to the place in the list beside the map."""
    visit = open_page("")
    link = visit.page.locator(".town-map__places a").first
    name = link.inner_text()
    link.click()
    visit.page.wait_for_url("**/ban-do/#noi-*")
    expect(visit.page.locator("li:target strong")).to_have_text(name)
    expect(visit.page.locator("li:target")).to_be_in_viewport()


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


def test_streets_come_from_elsewhere_only_when_chosen(open_page: Open) -> None:
    """Tiles are asked for after the choice, with the origin as referrer; credit stands there."""
    visit = opened(open_page, 1280)
    referrers: set[str | None] = set()

    def answer(route: Route) -> None:
        referrers.add(route.request.headers.get("referer"))
        route.fulfill(body=grey_tile(), content_type="image/png")

    visit.page.route(f"{TILES}**", answer)
    choice = visit.page.get_by_label("Hiện đường phố (tải hình từ tile.openstreetmap.org)")
    credit = visit.page.locator(".town-map__credit")
    expect(credit).to_be_hidden()
    button(visit.page, "Phóng to").click()
    assert visit.foreign == []
    choice.check()
    expect(drawn(visit).locator(".leaflet-tile-loaded").first).to_be_visible()
    expect(credit).to_contain_text("© Những người đóng góp cho OpenStreetMap")
    assert {address.startswith(TILES) for address in visit.foreign} == {True}
    assert referrers == {visit.home}
    assert visit.complaints + visit.violations() == []
    choice.uncheck()
    expect(drawn(visit).locator(".leaflet-tile")).to_have_count(0)
    choice.check()
    button(visit.page, CLOSE).click()
    button(visit.page, OPEN).click()
    expect(choice).not_to_be_checked()
    expect(drawn(visit).locator(".leaflet-tile")).to_have_count(0)


@pytest.mark.parametrize("missing", ["**/ban-do.json", "**/leaflet.*.css", "**/leaflet.*.js"])
def test_a_sentence_says_when_it_does_not_load(open_page: Open, missing: str) -> None:
    """Where the layers or Leaflet fail, a sentence says so and the drawing stays."""
    visit = open_page("ban-do/")
    visit.page.route(missing, lambda route: route.abort())
    button(visit.page, OPEN).click()
    expect(visit.page.get_by_role("status")).to_contain_text("Không tải được bản đồ lớn.")
    expect(visit.page.locator(".town-map .town-map__drawing")).to_be_visible()
    expect(button(visit.page, OPEN)).to_be_visible()
    expect(visit.page.locator(".town-map__stage")).to_be_hidden()
    assert visit.measure("excess") <= 0


STYLE = "**/leaflet.*.css"
PLACED = "(it) => getComputedStyle(it.querySelector('.leaflet-pane')).position"


def test_it_is_styled_once_its_style_comes(open_page: Open) -> None:
    """After a failed style sheet the next press asks for it again, and the map has its style."""
    visit = open_page("ban-do/")
    visit.page.route(STYLE, lambda route: route.abort())
    button(visit.page, OPEN).click()
    expect(visit.page.get_by_role("status")).to_contain_text("Không tải được bản đồ lớn.")
    assert visit.page.locator("link[href*=leaflet]").count() == 0
    visit.page.unroute_all()
    button(visit.page, OPEN).click()
    expect(drawn(visit).locator(".town-map__area")).to_have_count(2)
    assert drawn(visit).evaluate(PLACED) == "absolute"
    assert visit.page.locator("link[href*=leaflet]").count() == 1


def test_pressed_twice_it_waits_for_its_style(open_page: Open) -> None:
    """While the style sheet is on its way a second press opens no unstyled map."""
    visit = open_page("ban-do/")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    visit.page.route(STYLE, hold)
    with visit.page.expect_request(STYLE):
        button(visit.page, OPEN).click()
    with visit.page.expect_response("**/ban-do.json"):
        button(visit.page, OPEN).click()
    visit.page.wait_for_timeout(300)
    assert drawn(visit).evaluate("(it) => it.childElementCount") == 0
    for route in waiting:
        route.continue_()
    expect(drawn(visit).locator(".town-map__area")).to_have_count(2)
    assert drawn(visit).evaluate(PLACED) == "absolute"
    assert (len(waiting), visit.complaints) == (1, [])


def test_a_press_on_the_drawing_opens_it(open_page: Open) -> None:
    """The drawing itself may be pressed; pressed twice, there is one map."""
    visit = open_page("ban-do/")
    visit.page.locator(".town-map .town-map__drawing").dblclick(position={"x": 150, "y": 150})
    expect(drawn(visit).locator(".town-map__area")).to_have_count(2)
    assert visit.complaints == []


def test_without_script_there_is_the_drawing_alone(open_page: Open) -> None:
    """No button, no card and no empty box is seen without JavaScript."""
    visit = open_page("ban-do/", javascript=False)
    expect(visit.page.locator(".town-map .town-map__drawing")).to_be_visible()
    assert visit.page.locator(".town-map button:visible, .town-map input:visible").count() == 0
    expect(visit.page.locator(".town-map__stage")).to_be_hidden()
    expect(card(visit)).to_be_hidden()


def test_pictures_of_the_street_host_are_allowed_on_the_map_page_alone(open_page: Open) -> None:
    """The content security policy names the host where the large map is, and nowhere else."""
    host = TILES.rstrip("/")
    policy = "document.querySelector('meta[http-equiv]').content"
    for url, named in (("ban-do/", True), ("gioi-thieu/", False), ("", False)):
        visit = open_page(url)
        assert (host in visit.page.evaluate(policy)) is named
