"""What the large map fetches: nothing before it is asked for, and what happens when that fails."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Route, expect

from tests.browser.conftest import Open
from tests.browser.large_map import CLOSE, OPEN, TILES, button, drawn, opened, scrolls
from tests.portal import Portal

pytestmark = pytest.mark.browser


STYLE = "**/leaflet.*.css"
PLACED = "(it) => getComputedStyle(it.querySelector('.leaflet-pane')).position"


def grey_tile() -> bytes:
    """Return a PNG of 256 by 256 grey points."""
    file = BytesIO()
    Image.new("L", (256, 256), 204).save(file, "PNG")
    return file.getvalue()


def test_nothing_of_it_is_fetched_before_the_reader_asks(open_page: Open) -> None:
    """Looking at the page and scrolling over the map fetches neither Leaflet nor the layers."""
    visit = open_page("ban-do/")
    visit.page.mouse.move(180, 400)
    visit.page.mouse.wheel(0, 600)
    assert scrolls(visit, 300)
    assert [item for _, item in visit.fetched if "leaflet" in item or ".json" in item] == []
    assert drawn(visit).evaluate("(it) => it.childElementCount") == 0


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


@pytest.mark.parametrize(
    "missing", ["**/ban-do.json", STYLE, pytest.param("**/leaflet.*.js", marks=pytest.mark.long)]
)
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
    assert visit.page.locator("link[href*=leaflet]").count() == int(missing != STYLE)
    visit.page.unroute_all()
    if missing == STYLE:  # the next press asks for it again
        button(visit.page, OPEN).click()
        expect(drawn(visit).locator(".town-map__area")).to_have_count(2)
        assert drawn(visit).evaluate(PLACED) == "absolute"


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


def test_the_street_host_is_allowed_on_the_map_page_alone(portal: Portal) -> None:
    """No other page's content security policy names the host of the streets."""
    policy, host = ".//meta[@http-equiv='Content-Security-Policy']/@content", TILES.rstrip("/")
    named = [url for url, page in portal.pages.items() if host in page.string(policy)]
    assert named == ["ban-do/"]
