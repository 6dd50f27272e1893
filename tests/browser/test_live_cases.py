"""The portal with no live service, one that is up, down or hanging; with script and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.live_portal import ARTICLE, CLOSED, shown
from tests.browser.live_service import Live, Mode
from tests.browser.modules import mounted, until
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser
pytest_plugins = ("tests.browser.live_portal",)
TOTAL = ".block--visitors .visitors__total"
EXPECTED = ("Failed to load resource", "502 ")
"""What Chromium itself says of a service that gives no answer."""


@pytest.fixture(params=["none", "up", pytest.param("down", marks=pytest.mark.long), "hanging"])
def case(
    request: pytest.FixtureRequest, portals: dict[bool, Path]
) -> Iterator[tuple[str, Live, str]]:
    """Give the case's name, its service and the address of the home page."""
    name: str = request.param
    mode: Mode = "down" if name == "none" else request.param
    live = Live(mode)
    with shown(portals[name != "none"], live) as home:
        yield name, live, home


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_page_is_whole(browser: Browser, case: tuple[str, Live, str], javascript: bool) -> None:
    """All that was told is there at once, and nothing that this reader can't use."""
    name, live, home = case
    visit = Visit.begin(browser, home, javascript=javascript)
    page = visit.page
    visit.go(ARTICLE, 360)
    assert page.locator(".comment").count() == 2
    assert page.locator(".rating__sum").inner_text() == "4,5/5 – 12 lượt đánh giá"
    has_form = javascript and name != "none"
    for form in (".comments__write", ".rating__form", ".mine"):
        expect(page.locator(form)).to_be_visible(visible=has_form)
    words = page.locator("noscript p")
    assert words.count() == (0 if javascript or name == "none" else 1)
    if words.count():
        assert "gop-y@thu-nghiem.example" in words.inner_text()
    visit.go("", 360)
    look_at_numbers(visit, name == "up" and javascript)
    assert [complaint for complaint in visit.complaints if not complaint.startswith(EXPECTED)] == []
    assert visit.foreign == []
    asks = [url for _, url in visit.fetched if "/v1/" in url or "counter." in url]
    assert bool(asks) == has_form
    assert javascript or live.asked == []
    live.free.set()
    page.context.close()


def look_at_numbers(visit: Visit, is_renewed: bool) -> None:
    """See the total on the home page, that of the build or the service's own."""
    page = visit.page
    if not is_renewed:
        assert page.locator(TOTAL).inner_text() == "346.000"
        assert "25/11/2026, 08:30" in page.locator(".visitors__when").inner_text()
        return
    expect(page.locator(TOTAL)).to_have_text("345.990")
    expect(page.locator(".visitors__online")).to_have_text("Đang trực tuyến: 3")
    expect(page.locator(".visitors__when")).to_have_text("(tính đến lúc này)")
    expect(page.locator(".footer__visits")).to_have_text(
        "Lượt truy cập: 345.990 Đang trực tuyến: 3"
    )


def hits(live: Live) -> list[tuple[str, bool]]:
    """Return what was told of pages that are looked at."""
    return [(item["page"], item["beat"]) for _, name, item in live.asked if name == "hit"]


def test_a_page_is_told_once_then_only_that_it_is_still_open(visit: Visit, live: Live) -> None:
    """After two minutes the service hears a beat, which counts nothing."""
    visit.page.clock.install()
    visit.go(ARTICLE, 360)
    visit.page.clock.run_for(1000)
    expect(visit.page.locator(".rating__views")).to_have_text("Lượt xem bài này: 1.234")
    visit.page.clock.run_for(119_000)
    visit.page.clock.run_for(2_000)
    for _ in range(100):
        if len(hits(live)) == 2:
            break
        visit.page.wait_for_timeout(20)
    assert hits(live) == [(f"/{ARTICLE}", False), (f"/{ARTICLE}", True)]


@pytest.mark.parametrize(
    ("rating", "text"),
    [
        pytest.param({"n": 0, "avg": None}, "Mời ông/bà đánh giá bài này", marks=pytest.mark.long),
        ({"n": 4, "avg": None}, "Mới có 4 lượt đánh giá, chưa tính điểm"),
        pytest.param(
            {"n": 1_005, "avg": 4.25}, "4,3/5 – 1.005 lượt đánh giá", marks=pytest.mark.long
        ),
    ],
)
def test_an_average_comes_with_enough_votes(
    visit: Visit, live: Live, rating: dict[str, Any], text: str
) -> None:
    """Votes without an average are told as too few for one, in one line of a telephone."""
    visit.go(ARTICLE, 360)
    place = visit.page.locator(".rating__sum")
    height = place.evaluate("e => e.offsetHeight")
    live.rating = rating
    visit.go(ARTICLE, 360)
    expect(place).to_have_text(text)
    assert place.evaluate("e => e.offsetHeight") == height


def test_nothing_moves_when_numbers_come(visit: Visit, live: Live) -> None:
    """Each has its place before: the page is as high as it was, and no shift is measured."""
    for url, widths in (("", (360,)), (ARTICLE, (360, 1280)), ("thong-ke/", (360,))):
        for width in widths:
            live.mode, live.free = "hanging", type(live.free)()
            visit.go(url, width)
            if url == ARTICLE:
                mounted(visit.page)
                # A form is a little higher or lower than the place that is kept for it.
                until(visit.page, "!document.querySelector('.awaited')")
            expect(visit.page.locator(TOTAL)).to_have_text("346.000")  # on the article by script
            visit.page.evaluate("document.fonts.ready.then(() => true)")  # heights follow them
            height = "document.documentElement.scrollHeight"
            before = visit.page.evaluate(height)
            live.mode = "up"
            live.free.set()
            until(visit.page, "document.querySelector('.footer__visits').textContent.includes('3')")
            assert visit.page.evaluate(height) == before, url


def test_only_what_is_touched_is_fetched(visit: Visit, live: Live) -> None:
    """No byte of the captcha comes before a form is touched, and it comes from here."""
    visit.go(ARTICLE, 360)
    expect(visit.page.locator(".rating__views")).not_to_be_empty()
    assert [url for _, url in visit.fetched if "altcha" in url] == []
    mounted(visit.page)
    visit.page.locator(".stars input").nth(2).check()
    expect(visit.page.locator(".rating altcha-widget")).to_contain_text("Đã xác minh")
    assert {
        url.rpartition("/")[2].partition(".")[0] for _, url in visit.fetched if "altcha" in url
    } >= {*("altcha", "altcha-vi", "altcha-pbkdf2")}
    assert (visit.foreign, visit.complaints) == ([], [])
    assert visit.page.locator("altcha-widget a").count() == 0
    visit.go(CLOSED, 360)  # an article that takes no comments has no form for them
    expect(visit.page.locator(".rating__form")).to_be_visible()
    assert visit.page.locator(".comments__form").count() == 0
