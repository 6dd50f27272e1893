"""Pictures that move: still until the reader asks, then moving in their place, and still again."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Route, expect

from tests.browser.conftest import serving
from tests.browser.modules import mounted
from tests.browser.visit import Visit
from tests.sites.build_site import GOOD, Site, article

pytestmark = pytest.mark.browser

PLACE = "content/articles/2020/2020-12-15-dong"
URL = "2020/12/15/dong/"
ALT, CAPTION = "Đèn đổi màu", "Đèn ở ngã tư."
BODY = f"""\
Một đoạn văn.

![{ALT}](den.gif "{CAPTION}")

![Một hình chữ nhật](anh-1.jpg)
"""
MOVE, STOP = "Xem ảnh động", "Dừng ảnh động"
MOVING = "**/den-dong-*.webp"
SHOWN = "(it) => it.currentSrc"


def moving_gif() -> bytes:
    """Return a GIF of two pictures, red and green."""
    red, green = (Image.new("RGB", (480, 320), colour) for colour in ("#c1121f", "#2a9d4a"))
    data = BytesIO()
    red.save(data, "GIF", save_all=True, append_images=[green], duration=200, loop=0)
    return data.getvalue()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a small site with an article that holds a moving and a still picture."""
    site = Site(tmp_path_factory.mktemp("motion")).write(GOOD)
    photograph = GOOD["content/articles/2020/2020-12-14-tot/anh-1.jpg"]
    site.write(
        {
            f"{PLACE}/index.md": article(BODY, title="Bài có ảnh động"),
            f"{PLACE}/den.gif": moving_gif(),
            f"{PLACE}/anh-1.jpg": photograph,
        }
    )
    with serving(site.good().output) as address:
        yield address


@pytest.fixture
def own(browser: Browser, home: str) -> Iterator[Visit]:
    """Open the article in a window of its own."""
    visit = Visit.begin(browser, home)
    visit.go(URL, 360)
    mounted(visit.page)
    visit.load_pictures()
    yield visit
    visit.page.context.close()


def link(visit: Visit) -> Locator:
    """Return what is pressed, whatever its words are."""
    return visit.page.locator("figure").first.locator(".figure__motion a")


def picture(visit: Visit) -> str:
    """Return the address of what the figure shows."""
    address: str = visit.page.locator("figure").first.locator("picture img").evaluate(SHOWN)
    return address


def shows(visit: Visit, address: str) -> None:
    """Wait until the figure shows this; the browser chooses a moment after the page has asked."""
    expect(visit.page.locator("figure").first.locator("picture img")).to_have_js_property(
        "currentSrc", address
    )


def stands(visit: Visit, still: str) -> None:
    """Wait until the figure shows the still picture again, and all is as before the press."""
    expect(link(visit)).to_have_text(MOVE)
    shows(visit, still)
    visit.page.locator("figure").first.locator("picture img").evaluate("(it) => it.decode()")


def animation(visit: Visit) -> str:
    """Return the full address of the moving picture."""
    address: str = link(visit).evaluate("(it) => it.href")
    return address


def move(visit: Visit) -> None:
    """Press the link and wait until the moving picture is shown."""
    link(visit).click()
    shows(visit, animation(visit))


def test_it_stands_still_until_asked(own: Visit) -> None:
    """Nothing of the animation is fetched before the press; a still picture has no such link."""
    assert animation(own) not in [url for _, url in own.fetched]
    assert not [url for _, url in own.fetched if url.endswith(".gif") or "-dong-" in url]
    assert picture(own) != animation(own)
    assert link(own).inner_text() == MOVE
    assert own.page.locator(".figure__motion").count() == 1
    assert own.page.locator("figure").count() == 2
    assert own.measure("low", ".figure__motion a", 44) == []
    assert (own.complaints, own.foreign, own.violations()) == ([], [], [])


def test_it_moves_on_a_press_and_stops_on_the_next(own: Visit) -> None:
    """By mouse and keyboard: the animated WebP in the same place, then the still picture again."""
    link(own).scroll_into_view_if_needed()
    still, before = picture(own), own.page.locator("figure").first.locator("picture").bounding_box()
    html = own.page.locator("figure").first.inner_html()
    for key in ("", "Enter"):
        link(own).press(key) if key else link(own).click()
        shows(own, animation(own))
        assert own.page.locator("figure").first.locator("img").get_attribute("alt") == ALT
        assert own.page.locator("figure").first.locator("picture").bounding_box() == before
        assert link(own).inner_text() == STOP
        link(own).press(key) if key else link(own).click()
        stands(own, still)
        assert own.page.locator("figure").first.inner_html() == html
        assert not key or own.page.evaluate("document.activeElement.textContent") == MOVE
    assert own.page.url == own.home + URL
    move(own)
    assert (own.complaints, own.foreign, own.violations()) == ([], [], [])


def test_where_it_does_not_come_the_still_one_stays(own: Visit) -> None:
    """Where it does not come, the still one stays; the link says so, and asks again."""
    still = picture(own)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    own.page.route(MOVING, hold)
    for words in (STOP, MOVE):  # a press that takes the wish back counts, however late it comes
        link(own).click()
        expect(link(own)).to_have_text(words)
    waiting[0].continue_()
    own.page.wait_for_timeout(200)
    stands(own, still)
    own.page.unroute_all()
    own.page.route(MOVING, lambda route: route.abort())
    link(own).click()
    expect(link(own)).to_have_text("Chưa tải được ảnh động, thử lại")
    shows(own, still)
    own.page.unroute_all()
    move(own)
    link(own).click()
    stands(own, still)


def test_the_large_picture_opens_as_ever(own: Visit) -> None:
    """A press on the picture itself opens the large one, though it moves; printed is no link."""
    move(own)
    own.page.locator("figure").first.locator(".figure__link").click()
    box = own.page.get_by_role("dialog", name="Ảnh của bài")
    expect(box).to_be_visible()
    expect(box.locator(".lightbox__number")).to_have_text("Ảnh 1 / 2")
    expect(box.locator(".lightbox__caption")).to_have_text(CAPTION)
    large = box.locator("[aria-hidden=false] img:not(.pswp__img--placeholder)")
    expect(large).to_have_attribute("alt", ALT)
    large.evaluate("(it) => it.decode()")
    assert large.evaluate(SHOWN) == own.page.locator("figure").first.locator(
        ".figure__link"
    ).evaluate("(it) => it.href")
    own.page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    assert picture(own) == animation(own)
    own.page.emulate_media(media="print")
    expect(link(own)).to_be_hidden()
    assert own.complaints == []


def test_a_saved_picture_stands_still(own: Visit, tmp_path: Path) -> None:
    """A saved article holds the still picture and the link to the moving one."""
    move(own)
    with own.page.expect_download() as waiting:
        own.page.get_by_role("button", name="Lưu", exact=True).click()
    waiting.value.save_as(tmp_path / "bai.html")
    own.page.goto("about:blank")
    own.page.set_content((tmp_path / "bai.html").read_text(encoding="utf-8"))
    assert link(own).inner_text() == MOVE
    assert animation(own).startswith("https://thu-nghiem.example/")
    frames = "(it) => atob(it.src.split(',')[1]).includes('ANIM')"
    assert own.page.locator("figure").first.locator("img").evaluate(frames) is False


def test_without_script_the_link_leads_to_the_animation(browser: Browser, home: str) -> None:
    """A press opens the animation's file."""
    visit = Visit.begin(browser, home, javascript=False)
    visit.go(URL, 360)
    assert visit.measure("low", ".figure__motion a", 44) == []
    address = animation(visit)
    with visit.page.expect_response(MOVING) as waiting:
        link(visit).click()
    frames = Image.open(BytesIO(waiting.value.body()))
    assert (frames.format, getattr(frames, "n_frames", 1)) == ("WEBP", 2)
    assert visit.page.url == address
    visit.page.context.close()
