"""An article's address handed on: plain links, the machine's own way, the clipboard."""

from __future__ import annotations

import base64
import json
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.modules import mounted
from tests.browser.visit import Visit
from tests.portal import SEED, Portal

pytestmark = pytest.mark.browser


def test_share_offers_links_without_script(open_page: Open, portal: Portal) -> None:
    """Without script the plain links work, and only they are offered; nothing is fetched before.

    Both lead away to the lasting address of the article.
    """
    visit = open_page(SEED, javascript=False)
    assert visit.page.locator(".tools").inner_text().replace("▾", "").strip() == "Chia sẻ"
    visit.page.locator(".share summary").click()
    facebook, zalo = (item for item in visit.page.locator(".share a").all() if item.is_visible())
    assert facebook.inner_text() == "Facebook (trang khác)"
    assert zalo.inner_text() == "Zalo (trang khác)"
    assert {item.get_attribute("rel") for item in (facebook, zalo)} == {"external noopener"}
    parts = urlsplit(str(facebook.get_attribute("href")))
    assert (parts.netloc, parts.path) == ("www.facebook.com", "/sharer/sharer.php")
    assert parse_qs(parts.query) == {"u": [portal.address + SEED]}
    parts = urlsplit(str(zalo.get_attribute("href")))
    assert (parts.netloc, parts.path) == ("button-share.zalo.me", "/share_external")
    data = base64.b64decode(unquote(parts.query.removeprefix("d=")))
    assert json.loads(data) == {"url": portal.address + SEED}
    assert not [item for item in visit.page.locator(".share button").all() if item.is_visible()]
    assert visit.foreign == []


def test_share_opens_and_closes(open_page: Open) -> None:
    """It opens by keyboard and mouse, closes on Escape (focus back) and on a press elsewhere."""
    visit = open_page(SEED)
    summary, panel = (
        mounted(visit.page).locator(item) for item in (".share summary", ".share__panel")
    )
    summary.press("Enter")
    assert panel.is_visible()
    visit.page.keyboard.press("Tab")
    assert visit.measure("focused")["words"] == "Sao chép liên kết"
    visit.page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert visit.measure("focused")["words"] == "Chia sẻ"
    summary.click()
    assert panel.is_visible()
    visit.page.locator("h1").click()
    assert not panel.is_visible()


def test_share_uses_the_machines_way_where_there_is_one(own: Visit, portal: Portal) -> None:
    """The machine's own sharing is offered only where it can; its clipboard takes the address."""
    own.go(SEED, 360)
    mounted(own.page).locator(".share summary").click()
    button = own.page.get_by_role("button", name="Gửi qua ứng dụng trên máy")
    can = own.page.evaluate("'share' in navigator")
    assert button.count() == (1 if can else 0)
    own.page.add_init_script("navigator.share = async (data) => { window.shared = data; }")
    own.go(SEED, 360)
    mounted(own.page).locator(".share summary").click()
    button.click()
    shared = own.page.evaluate("window.shared")
    assert shared["url"] == portal.address + SEED
    assert shared["title"] == own.page.locator("h1").inner_text()
    own.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    own.go(SEED, 360)
    mounted(own.page).locator(".share summary").click()
    own.page.get_by_role("button", name="Sao chép liên kết").click()
    expect(own.page.locator(".share__said")).to_have_text("Đã sao chép liên kết.")
    assert own.page.evaluate("navigator.clipboard.readText()") == portal.address + SEED


@pytest.mark.parametrize(
    "clipboard",
    [
        pytest.param("undefined", marks=pytest.mark.long),
        "{ writeText: () => Promise.reject() }",
    ],
)
def test_address_can_be_copied_by_hand(own: Visit, portal: Portal, clipboard: str) -> None:
    """Where the machine refuses, the address stands in a field, marked for copying."""
    own.page.add_init_script(
        f"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }})"
    )
    own.go(SEED, 360)
    mounted(own.page).locator(".share summary").click()
    for _ in range(2):
        own.page.get_by_role("button", name="Sao chép liên kết").click()
        expect(own.page.locator(".share__said")).to_contain_text("hãy chép liên kết trong ô")
    assert own.page.evaluate("getSelection().toString()") == portal.address + SEED
    assert own.page.get_by_label("Liên kết của bài").count() == 1
    found = own.violations()
    assert not found, "\n".join(found)
