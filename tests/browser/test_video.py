"""Films: nothing is fetched before a click, and another host's player only where one may play."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Handler, Server
from tests.browser.modules import mounted
from tests.browser.pages import WIDTHS
from tests.browser.visit import Visit
from tests.portal import CONTENT, SEED, build

pytestmark = pytest.mark.browser

KEY = "aB3_-xyZ019"
PLAYER = "www.youtube-nocookie.com"
FILMS = {
    "tep": "{file: Phim Hay.mp4, title: Phim hay của phường, poster: Bìa.jpg}",
    "khac": '{address: "https://phim.example/1", title: Phim ở nơi khác, poster: Bìa.jpg}',
    "youtube": f'{{address: "https://youtu.be/{KEY}?t=90", title: Phim YouTube, poster: Bìa.jpg}}',
    "khong-bia": f'{{address: "https://www.youtube.com/watch?v={KEY}", title: Phim không bìa}}',
}
ARTICLE = """\
---
title: Bài có phim {key}
date: 2026-11-20
category: chinh-quyen
video: {video}
---

Một đoạn văn.
"""


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a portal that has articles with films."""
    folder = tmp_path_factory.mktemp("films")
    content, output = folder / "content", folder / "output"
    shutil.copytree(CONTENT, content)
    picture = next(content.glob("articles/**/*.jpg"))
    for key, video in FILMS.items():
        article = content / "articles" / "2026" / f"2026-11-20-phim-{key}"
        article.mkdir(parents=True)
        (article / "index.md").write_text(ARTICLE.format(key=key, video=video), encoding="utf-8")
        (article / "Phim Hay.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(1_200_000))
        shutil.copy(picture, article / "Bìa.jpg")
    build(output, content)
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(output))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def visit_to(browser: Browser, home: str, key: str, width: int, script: bool = True) -> Visit:
    """Open the article with this film; YouTube is played by the test."""
    visit = Visit.begin(browser, home, javascript=script)
    page = "<!doctype html><html lang=vi><title>Phim</title><main><h1>Phim</h1></main>"
    visit.page.route(
        f"https://{PLAYER}/**", lambda route: route.fulfill(body=page, content_type="text/html")
    )
    visit.go(f"2026/11/20/phim-{key}/", width)
    if script:
        mounted(visit.page)
        visit.load_pictures()
    return visit


@pytest.mark.parametrize("key", FILMS)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_film_waits(browser: Browser, films: str, key: str, width: int) -> None:
    """With every kind of film the page is quiet, whole and accessible, and fetches no film."""
    visit = visit_to(browser, films, key, width)
    assert (visit.complaints, visit.foreign) == ([], [])
    assert not [url for _, url in visit.fetched if url.endswith(".mp4")]
    assert visit.measure("missingPictures") == []
    assert visit.measure("excess") <= 0
    assert visit.measure("low", ".film a, .film button", 44) == []
    found = visit.violations()
    assert not found, "\n".join(found)
    visit.page.context.close()


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


def test_a_film_elsewhere_is_a_link(browser: Browser, films: str) -> None:
    """A film of any other host is a link that names the host; no frame may be opened."""
    visit = visit_to(browser, films, "khac", 360)
    link = visit.page.get_by_role("link", name="Xem phim trên phim.example (trang khác)")
    assert link.get_attribute("href") == "https://phim.example/1"
    assert link.get_attribute("rel") == "external noopener"
    assert visit.page.locator(".film button").count() == 0
    assert "frame-src 'none'" in policy(visit)
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
    assert f"frame-src https://{PLAYER};" in policy(visit)
    visit.page.context.close()


def test_no_other_article_may_hold_a_frame(browser: Browser, films: str) -> None:
    """An article without such a film lets no frame in at all."""
    visit = Visit.begin(browser, films)
    visit.go(SEED, 360)
    assert "frame-src 'none'" in policy(visit)
    visit.page.context.close()


@pytest.mark.parametrize("key", FILMS)
def test_a_film_without_script(browser: Browser, films: str, key: str) -> None:
    """Without script there is the file's player or the link, and no dead button."""
    visit = visit_to(browser, films, key, 360, script=False)
    assert not [it for it in visit.page.locator(".film button").all() if it.is_visible()]
    assert visit.page.locator(".film a").is_visible()
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
