"""Films: nothing is fetched before a click, and another host's player only where one may play."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import serving
from tests.browser.modules import mounted
from tests.browser.visit import Visit
from tests.sites.build_site import GOOD, Site, article, picture

pytestmark = pytest.mark.browser
LONG = pytest.mark.long

KEY = "aB3_-xyZ019"
PLAYER = "www.youtube-nocookie.com"
FILMS = {
    "tep": "{file: Phim Hay.mp4, title: Phim hay của phường, poster: Bìa.jpg}",
    "khac": '{address: "https://phim.example/1", title: Phim ở nơi khác, poster: Bìa.jpg}',
    "youtube": f'{{address: "https://youtu.be/{KEY}?t=90", title: Phim YouTube, poster: Bìa.jpg}}',
    "khong-bia": f'{{address: "https://www.youtube.com/watch?v={KEY}", title: Phim không bìa}}',
}


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a small portal that has articles with films."""
    site = Site(tmp_path_factory.mktemp("films")).write(GOOD)
    film = b"\0\0\0\x18ftypmp42" + bytes(1_200_000)
    for key, video in FILMS.items():
        folder = f"content/articles/2020/2020-12-20-phim-{key}"
        text = article(title=f"Bài có phim {key}", date="2020-12-20", video=video)
        site.write({f"{folder}/index.md": text, f"{folder}/Phim Hay.mp4": film})
        site.write({f"{folder}/Bìa.jpg": picture(size=(1280, 720))})
    with serving(site.good().output) as home:
        yield home


def visit_to(browser: Browser, home: str, key: str, width: int, script: bool = True) -> Visit:
    """Open the article with this film; YouTube is played by the test."""
    visit = Visit.begin(browser, home, javascript=script)
    page = "<!doctype html><html lang=vi><title>Phim</title><main><h1>Phim</h1></main>"
    visit.page.route(
        f"https://{PLAYER}/**", lambda route: route.fulfill(body=page, content_type="text/html")
    )
    visit.go(f"2020/12/20/phim-{key}/", width)
    if script:
        mounted(visit.page)
        visit.load_pictures()
    return visit


@pytest.mark.parametrize(
    "key", ["tep", "youtube", *(pytest.param(item, marks=LONG) for item in ("khac", "khong-bia"))]
)
def test_a_film_waits(browser: Browser, films: str, key: str) -> None:
    """With every kind of film the page is quiet, whole and accessible, and fetches no film.

    Only YouTube's player may be put into a page. Without script there is no dead button.
    """
    visit = visit_to(browser, films, key, 360)
    assert visit.measure("missingPictures") == []
    assert visit.measure("low", ".film a, .film button", 44) == []
    found = visit.violations()
    assert not found, "\n".join(found)
    visit.page.set_viewport_size({"width": 1280, "height": 800})
    assert visit.measure("excess") <= 0
    assert not [url for _, url in visit.fetched if url.endswith(".mp4")]
    assert (visit.complaints, visit.foreign) == ([], [])
    is_youtube = key in ("youtube", "khong-bia")
    assert (f"frame-src https://{PLAYER};" in policy(visit)) == is_youtube
    assert ("frame-src 'none'" in policy(visit)) != is_youtube
    assert visit.page.locator(".film button").count() == int(is_youtube)
    visit.page.context.close()
    plain = visit_to(browser, films, key, 360, script=False)
    assert not [item for item in plain.page.locator(".film button").all() if item.is_visible()]
    assert plain.page.locator(".film a").is_visible()
    if key == "khac":
        link = plain.page.get_by_role("link", name="Xem phim trên phim.example (trang khác)")
        assert link.get_attribute("href") == "https://phim.example/1"
        assert link.get_attribute("rel") == "external noopener"
    plain.page.context.close()


def test_a_film_of_our_own_plays_and_can_be_kept(browser: Browser, films: str) -> None:
    """The browser's player has file, poster and size; kind, weight and a link are told."""
    visit = visit_to(browser, films, "tep", 360)
    film = visit.page.locator("video")
    names = ("controls", "preload", "src", "poster", "width", "height", "aria-label")
    poster = str(film.get_attribute("poster"))
    assert re.fullmatch(r"bia-\d+\.[0-9a-f]{10}\.jpg", poster)
    assert [film.get_attribute(name) for name in names] == [
        *("", "none", "phim-hay.mp4", poster, "1280", "720", "Phim hay của phường")
    ]
    assert [url for _, url in visit.fetched if url.endswith(f"/{poster}")]
    words = " ".join(visit.page.locator(".film figcaption").inner_text().split())
    assert words == "Phim hay của phường (video, 1,2 MB) Tải phim về máy"
    box = film.bounding_box()
    assert box
    assert abs(box["width"] / box["height"] - 16 / 9) < 0.02
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("link", name="Tải phim về máy").click()
    assert waiting.value.suggested_filename == "phim-hay.mp4"
    with visit.page.expect_request("**/phim-hay.mp4"):
        film.evaluate("(it) => { it.muted = true; it.play().catch(() => {}); }")
    visit.page.context.close()


def policy(visit: Visit) -> str:
    """Return the page's content security policy."""
    tag = visit.page.locator("meta[http-equiv=Content-Security-Policy]")
    return str(tag.get_attribute("content"))


@pytest.mark.parametrize(("key", "start"), [("youtube", "&start=90"), ("khong-bia", "")])
def test_a_film_of_youtube_plays_on_a_click(
    browser: Browser, films: str, key: str, start: str
) -> None:
    """The button puts the player that sets no cookies into the page, in place of the poster."""
    visit = visit_to(browser, films, key, 360)
    button = visit.page.get_by_role("button", name="Xem tại đây (tải từ youtube-nocookie.com)")
    button.press("Enter")
    frame = visit.page.locator(".film iframe")
    expect(frame).to_be_visible()
    assert frame.get_attribute("src") == f"https://{PLAYER}/embed/{KEY}?autoplay=1{start}"
    assert str(frame.get_attribute("title")).startswith("Phim ")
    assert visit.page.frame_locator(".film iframe").locator("h1").inner_text() == "Phim"
    assert {urlsplit(url).netloc for url in visit.foreign} == {PLAYER}
    assert visit.complaints == []
    assert (visit.page.locator(".film img").count(), button.count()) == (0, 0)
    assert visit.page.evaluate("document.activeElement.localName") == "iframe"
    assert visit.page.get_by_role("link", name="Xem phim trên").count() == 1
    visit.page.context.close()


def test_a_saved_film_is_a_link(browser: Browser, films: str, tmp_path: Path) -> None:
    """A saved article keeps the film's words and address, and nothing that would be fetched."""
    for key in ("tep", "youtube"):
        visit = visit_to(browser, films, key, 360)
        with visit.page.expect_download() as waiting:
            visit.page.get_by_role("button", name="Lưu", exact=True).click()
        waiting.value.save_as(tmp_path / key)
        text = (tmp_path / key).read_text(encoding="utf-8")
        body = text[text.index("<body") :]
        assert "<video" not in body
        assert "<button" not in body
        assert "<iframe" not in body
        link = "phim-hay.mp4" if key == "tep" else "https://youtu.be/"
        assert link in body
        visit.page.context.close()
