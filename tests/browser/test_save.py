"""An article saved as a file: whole without network, the article alone, and told when it fails."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.modules import mounted
from tests.browser.visit import Visit
from tests.portal import SEED, Portal

pytestmark = pytest.mark.browser

SLUG = "kiem-tra-cai-cach-hanh-chinh"
PICTURES = 3


def saved(visit: Visit, folder: Path) -> Path:
    """Save the article that is open and return the file."""
    with visit.page.expect_download() as waiting:
        mounted(visit.page).get_by_role("button", name="Lưu", exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_saved_article_opens_from_disk(own: Visit, browser: Browser, tmp_path: Path) -> None:
    """The file shows text, pictures and our typeface where there is no network at all."""
    own.go(SEED, 360)
    words = own.page.locator(".article__body p").all_inner_texts()
    file = saved(own, tmp_path)
    assert file.name == f"{SLUG}.html"
    said_so = own.page.locator(".tools__said")
    expect(said_so).to_have_text(f"Đã lưu thành tệp {file.name}, xem được cả khi không có mạng.")
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 640})
    visit = Visit(context.new_page(), file.parent.as_uri())
    visit.page.on("request", visit._asked)
    visit.page.on("console", visit._said)
    visit.page.goto(file.as_uri())
    visit.page.evaluate("document.fonts.ready.then(() => true)")
    assert visit.page.locator(".article__body p").all_inner_texts() == words
    natural = "(all) => all.map((it) => it.complete && it.naturalWidth)"
    assert all(visit.page.locator("figure img").evaluate_all(natural))
    assert visit.page.locator("figure img").count() == PICTURES
    assert visit.page.locator("figcaption").count() == PICTURES
    kinds = {urlsplit(url).scheme for _, url in visit.fetched}
    assert (kinds - {"data"}, visit.complaints) == ({"file"}, [])
    # Last: to look at style sheets the browser reads the file again, of which it complains.
    assert visit.typefaces("p, h1, figcaption") == {("Public Sans", True)}
    assert visit.measure("excess") <= 0
    found = visit.violations()
    assert not found, "\n".join(found)
    context.close()


def test_saved_article_is_the_article_alone(own: Visit, portal: Portal, tmp_path: Path) -> None:
    """No script, menu, tools or footer; language, character set, title, and where it came from."""
    own.go(SEED, 360)
    text = saved(own, tmp_path).read_text(encoding="utf-8")
    address = portal.address + SEED
    assert text.startswith('<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">')
    assert f'<link rel="canonical" href="{address}">' in text
    assert re.search(rf'Lưu từ [^<]+: <a href="{re.escape(address)}">', text)
    assert re.search("<title>[^<]*Hồng Lĩnh[^<]*</title>", text)
    body = text[text.index("<body") :]
    for unwanted in ("<script", "<nav", "<button", "<details", "<footer", "data-", 'src="http'):
        assert unwanted not in re.sub('data:[^"]*', "", body), unwanted
    assert not re.search(r'href="(?!https?:|mailto:|tel:|#)', text)
    assert 'url("fonts' not in text
    assert 'Source Serif 4";src' not in text.replace(" ", "")
    assert own.complaints == []


def test_article_is_saved_without_a_picture_that_is_missing(
    own: Visit, browser: Browser, tmp_path: Path
) -> None:
    """Without the style nothing is saved; a missing picture is told in words, and it is said."""
    own.go(SEED, 360)
    mounted(own.page)
    own.load_pictures()
    first = own.page.locator("figure img").first
    alt, lost = first.get_attribute("alt"), first.evaluate("(it) => it.currentSrc")
    own.page.route("**/*.css", lambda route: route.abort())
    button, message = own.page.get_by_role("button", name="Lưu"), own.page.locator(".tools__said")
    button.press("Enter")
    expect(message).to_have_text("Chưa lưu được vì mạng bị ngắt. Hãy thử lại.")
    assert message.get_attribute("role") == "status"
    own.page.unroute_all()
    own.page.route(lost, lambda route: route.abort())
    file = saved(own, tmp_path)
    expect(message).to_have_text("Đã lưu, thiếu 1 ảnh.")
    context = browser.new_context(offline=True)
    visit = Visit(context.new_page(), file.parent.as_uri())
    visit.page.goto(file.as_uri())
    assert visit.page.locator("figure img").count() == PICTURES - 1
    assert visit.page.locator("figcaption").count() == PICTURES
    assert visit.page.locator("figure").first.locator(".figure__link").inner_text() == alt
    found = visit.violations()
    assert not found, "\n".join(found)
    context.close()
