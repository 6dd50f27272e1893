"""The large picture over the page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.conftest import Open
from tests.browser.modules import mounted
from tests.browser.visit import HEIGHTS, Visit
from tests.portal import SEED

pytestmark = pytest.mark.browser

PICTURES = 3
KEEP = "(choices) => localStorage.setItem('portal', JSON.stringify(choices))"
LINKS = ".figure__link"


def opened(visit: Visit, index: int = 0) -> Locator:
    """Press a photograph and return what opens, once its picture is there."""
    mounted(visit.page).locator(LINKS).nth(index).click()
    return there(visit)


def there(visit: Visit) -> Locator:
    """Wait for the large picture and return what it stands in."""
    box = visit.page.get_by_role("dialog", name="Ảnh của bài")
    expect(box).to_be_visible()
    picture = box.locator("[aria-hidden=false] img:not(.pswp__img--placeholder)")
    expect(picture).to_be_visible()
    picture.evaluate("(it) => it.decode()")
    return box


def words(visit: Visit) -> list[str]:
    """Return the captions of the article, in order."""
    return [" ".join(text.split()) for text in visit.page.locator("figcaption").all_inner_texts()]


@pytest.mark.parametrize(
    ("width", "choices"),
    [
        (360, {"size": "130"}),
        pytest.param(360, {"theme": "dark"}, marks=pytest.mark.long),
        pytest.param(1280, {"contrast": "high"}, marks=pytest.mark.long),
    ],
)
def test_large_picture_can_be_read(open_page: Open, width: int, choices: dict[str, str]) -> None:
    """Picture, caption and buttons have room in every theme, and axe finds nothing."""
    visit = open_page(SEED, width)
    visit.page.evaluate(KEEP, choices)
    visit.page.reload()
    box = opened(visit, 1)
    caption = box.locator(".lightbox__caption")
    assert " ".join(caption.inner_text().split()) == words(visit)[1]
    picture = box.locator("[aria-hidden=false] img:not(.pswp__img--placeholder)").bounding_box()
    under = caption.bounding_box()
    number = box.locator(".lightbox__number").bounding_box()
    assert picture
    assert under
    assert number
    assert number["y"] + number["height"] <= picture["y"]
    assert picture["y"] + picture["height"] <= under["y"] + 1
    assert under["y"] + under["height"] <= HEIGHTS[width]
    assert picture["width"] > 0.5 * width
    buttons = [item for item in box.locator("button").all() if item.is_visible()]
    assert [button.inner_text() for button in buttons if button.inner_text() != "Phóng to"] == [
        *("Đóng", "Ảnh trước", "Ảnh sau")
    ]
    for button in buttons:
        place = button.bounding_box()
        assert place
        assert min(place["width"], place["height"]) >= 44
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= width
    found = visit.violations()
    assert not found, "\n".join(found)
    assert (visit.complaints, visit.foreign) == ([], [])


def test_all_photographs_are_shown_in_order(open_page: Open) -> None:
    """Buttons and arrow keys lead from the first to the last, each with its words and number.

    The button that leads to the last one goes away; the focus stays in the dialog.
    """
    visit = open_page(SEED)
    captions = words(visit)
    alts = visit.page.locator("figure img").evaluate_all("(all) => all.map((it) => it.alt)")
    box = opened(visit)
    for index in range(PICTURES):
        expect(box.locator(".lightbox__number")).to_have_text(f"Ảnh {index + 1} / {PICTURES}")
        caption = " ".join(box.locator(".lightbox__caption").inner_text().split())
        picture = box.locator("[aria-hidden=false] img:not(.pswp__img--placeholder)")
        assert (caption, picture.get_attribute("alt")) == (captions[index], alts[index])
        if index == PICTURES - 2:
            box.get_by_role("button", name="Ảnh sau").press("Enter")
        else:
            visit.page.keyboard.press("ArrowRight")
    expect(box.get_by_role("button", name="Ảnh sau")).to_have_count(0)
    assert visit.page.evaluate("document.activeElement.className").startswith("pswp ")
    visit.page.keyboard.press("ArrowLeft")
    expect(box.locator(".lightbox__number")).to_have_text(f"Ảnh 2 / {PICTURES}")


@pytest.mark.parametrize("way", ["Escape", "button"])
def test_it_closes_and_gives_the_focus_back(open_page: Open, way: str) -> None:
    """Opened by Enter, closed by Escape or “Đóng”: the focus is on the same photograph again."""
    visit = open_page(SEED)
    mounted(visit.page).locator(LINKS).nth(2).press("Enter")
    box = there(visit)
    at = "document.activeElement.closest('.pswp, body').className.split(' ')[0]"
    assert visit.page.evaluate(at) == "pswp"
    visit.page.keyboard.press("ArrowLeft")
    places = []
    for _ in range(8):
        visit.page.keyboard.press("Tab")
        places.append(visit.page.evaluate("document.activeElement.textContent.slice(0, 9)"))
        if places[-1] not in ("Phóng to", "Đóng", "Ảnh trước", "Ảnh sau"):
            # Between the last and the first the focus is on the browser's own buttons.
            assert visit.page.evaluate("document.activeElement.matches('body, .pswp')")
    assert {"Đóng", "Ảnh trước", "Ảnh sau"} <= set(places)
    if way == "Escape":
        visit.page.keyboard.press("Escape")
    else:
        box.get_by_role("button", name="Đóng").click()
    visit.page.evaluate("new Promise(requestAnimationFrame)")  # nothing moves: gone at once
    assert visit.page.locator(".pswp").count() == 0
    at = "[...document.querySelectorAll('.figure__link')].indexOf(document.activeElement)"
    assert visit.page.evaluate(at) == 2
    assert visit.page.url == visit.home + SEED
    assert visit.page.locator(".lightbox__caption").count() == 0


def test_pressed_twice_there_is_one(own: Visit) -> None:
    """While its program is on its way further presses open nothing; closed, it opens again."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    own.page.route("**/photoswipe.*.js", hold)
    own.go(SEED, 360)
    links = mounted(own.page).locator(LINKS)
    links.nth(0).press("Enter")
    links.nth(0).press("Enter")
    links.nth(1).press("Enter")
    own.page.wait_for_timeout(200)
    assert own.page.url == own.home + SEED
    for route in waiting:
        route.continue_()
    box = there(own)
    assert own.page.locator(".pswp").count() == 1
    expect(box.locator(".lightbox__number")).to_have_text(f"Ảnh 1 / {PICTURES}")
    own.page.keyboard.press("Escape")
    expect(own.page.locator(".pswp")).to_have_count(0)
    box = opened(own, 1)
    expect(box.locator(".lightbox__number")).to_have_text(f"Ảnh 2 / {PICTURES}")
    assert own.complaints == []


def test_a_new_tab_is_still_a_new_tab(own: Visit) -> None:
    """With Ctrl or the middle button the picture opens beside the page as any link."""
    own.go(SEED, 1280)
    link = mounted(own.page).locator(LINKS).first
    ways: tuple[dict[str, Any], ...] = ({"modifiers": ["Control"]}, {"button": "middle"})
    for way in ways:
        with own.page.context.expect_page() as waiting:
            link.click(**way)
        waiting.value.wait_for_url("**/*.webp")
    assert own.page.locator(".pswp").count() == 0


@pytest.mark.parametrize("file", ["photoswipe.*.js", "photoswipe.*.css"])
def test_the_link_leads_on_where_the_program_is_missing(own: Visit, file: str) -> None:
    """When the program does not come, the press opens the picture itself; the next one tries."""
    own.go(SEED, 360)
    link = mounted(own.page).locator(LINKS).first
    picture = f"{own.home}{SEED}{link.get_attribute('href')}"
    own.page.route(f"**/{file}", lambda route: route.abort())
    own.page.route(picture, lambda route: route.fulfill(status=204))  # the page stays
    with own.page.expect_response(picture):
        link.press("Enter")
    assert own.page.locator("link[href*=photoswipe]").count() == 0
    own.page.unroute_all()
    if file.endswith("css"):  # a module that failed is not asked for again by the browser
        opened(own)
        assert own.page.locator("link[href*=photoswipe]").count() == 1


def test_without_script_the_link_leads_to_the_picture(open_page: Open) -> None:
    """A press opens the picture's file."""
    visit = open_page(SEED, javascript=False)
    link = visit.page.locator(LINKS).first
    href = str(link.get_attribute("href"))
    link.click()
    assert visit.page.url == f"{visit.home}{SEED}{href}"
