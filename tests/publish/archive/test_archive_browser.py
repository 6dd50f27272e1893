"""The archive in Chromium, from files: every page opens, nothing is missing, nothing complains."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.publish.archive.conftest import Package

pytestmark = pytest.mark.browser

ONE = "2026/05/01/bai-mot"
LOOKED_AT = ("", ONE, "thong-ke", "luu-tru", "tim-kiem", "chuyen-muc", "lien-he")
MISSING = """[...document.images]
  .map((image) => { image.loading = "eager"; return image; })
  .filter((image) => !(image.complete && image.naturalWidth))
  .map((image) => image.src)"""
LENGTH = """(() => { const it = document.querySelector("audio");
  if (it.preload !== "auto") { it.preload = "auto"; it.load(); }
  return it.duration || 0; })()"""
PATIENCE = 100
"""How often a machine that has much else to do is asked again, a tenth of a second apart."""


class Tab:
    """A page of Chromium that notes every complaint."""

    def __init__(self, page: Page, site: Path) -> None:
        self.page, self.site = page, site
        self.said: list[str] = []
        page.on("console", lambda item: self.said.append(f"{page.url}: {item.text}"))
        page.on("pageerror", lambda item: self.said.append(f"{page.url}: {item}"))
        page.on("requestfailed", self._failed)

    def _failed(self, request: Request) -> None:
        """Note a file that could not be had; what a click on a link gave up is none."""
        if request.failure != "net::ERR_ABORTED":
            self.said.append(f"{self.page.url}: {request.url}: {request.failure}")

    def missing(self) -> list[str]:
        """Return the pictures that never come."""
        return list(self._last(MISSING, lambda found: not found))

    def length(self) -> float:
        """Return how long the recording is, in seconds."""
        return float(self._last(LENGTH, bool))

    def _last(self, script: str, is_enough: Callable[[Any], bool]) -> Any:
        """Ask until the answer is enough, and return the last."""
        found = self.page.evaluate(script)
        for _ in range(PATIENCE):
            if is_enough(found):
                break
            self.page.wait_for_timeout(100)
            found = self.page.evaluate(script)
        return found

    def go(self, url: str) -> None:
        """Open a page of the archive from its file."""
        self.page.goto((self.site / url / "index.html").as_uri())


@pytest.fixture(
    params=[True, pytest.param(False, marks=pytest.mark.long)], ids=["script", "no-script"]
)
def tab(request: pytest.FixtureRequest, browser: Browser, package: Package) -> Iterator[Tab]:
    """A tab with JavaScript, and one without."""
    context = browser.new_context(java_script_enabled=request.param)
    yield Tab(context.new_page(), package.site)
    context.close()


def test_pages_open_whole(tab: Tab) -> None:
    """One of each kind: style, pictures, map and recording, also without JavaScript."""
    for url in LOOKED_AT:
        tab.go(url)
        assert tab.page.title()
        assert tab.page.locator("h1").count() == 1
        styled = tab.page.locator(".masthead").bounding_box()
        assert styled
        assert styled["width"] > 300
        assert not tab.missing()
        fonts = tab.page.evaluate("getComputedStyle(document.body).fontFamily")
        assert "Public Sans" in fonts
    tab.go("ban-do")
    assert tab.page.locator("svg path").count() > 3
    tab.go("bai-hat")
    assert tab.length() == pytest.approx(1)
    assert not tab.said


def test_a_reader_walks_through(tab: Tab) -> None:
    """Links lead from page to page, and back and forward lead there again."""
    tab.go("")
    tab.page.locator(".archived a").click()
    assert tab.page.url.endswith("/luu-tru/index.html")
    tab.page.locator("a", has_text="Năm 2026").first.click()
    tab.page.locator("a", has_text="Bài “một”").first.click()
    assert tab.page.url.endswith(f"/{ONE}/index.html")
    tab.page.locator(".masthead__name a").click()
    assert tab.page.url.endswith("/trang/index.html")
    tab.page.go_back()
    assert tab.page.url.endswith(f"/{ONE}/index.html")
    tab.page.go_forward()
    assert tab.page.url.endswith("/trang/index.html")
    assert not tab.said
