"""The file that is sent before an article is published, in a browser without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.portal import Portal
from town_portal.cli.single_file import LONGEST, make_single_file

pytestmark = pytest.mark.browser
SEED = "2020/12/14/kiem-tra-cai-cach-hanh-chinh/index.html"
LOADED = "[...document.images].map((it) => it.complete && it.naturalWidth > 0)"
FACES = "[...document.fonts].filter((it) => it.status === 'loaded').length"


def test_opened_from_the_disk_it_asks_for_nothing(
    browser: Browser, portal: Portal, tmp_path: Path
) -> None:
    """All photographs and typefaces are in it, nothing is refused, it fits a telephone."""
    file = tmp_path / "bai.html"
    file.write_text(
        make_single_file(portal.root / SEED, "Bản xem trước, chưa đăng"), encoding="utf-8"
    )
    assert file.stat().st_size <= LONGEST
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert page.evaluate(LOADED) == [True] * 4
    assert page.evaluate(FACES) > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("p.preview").inner_text() == "Bản xem trước, chưa đăng"
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert said == []
    context.close()
