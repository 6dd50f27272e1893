"""The page for addresses that are not there offers what the address seems to mean."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visit import Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("2020/12/14/kiem-tra-cai-cach-hanh/", "Kiểm tra, đánh giá kết quả cải cách hành chính"),
        ("portal/pages/2023-01-21/den-do-dai-duoi-chan-nui-bach-ty-465087.aspx", "Đền Đô Đài dưới"),
        ("zh/%C4%91%E1%BB%81n-%C4%90%C3%B4-%C4%90%C3%A0i", "Đền Đô Đài dưới"),
    ],
)
def test_an_old_address_finds_its_article(own: Visit, path: str, title: str) -> None:
    """Cut slugs, numbers behind them and letters in the address offer the article."""
    own.page.goto(own.home + path)
    own.page.locator(".meant a").filter(has_text=title).first.click()
    expect(own.page.locator("h1")).to_contain_text(title)


def test_an_address_that_means_nothing_offers_nothing(own: Visit) -> None:
    """No heading stands over an empty list, and nothing is complained of."""
    for path in ("%ff%fe/", "12345.aspx"):
        own.page.goto(own.home + path)
        own.page.wait_for_timeout(400)
        expect(own.page.locator(".meant")).to_be_hidden()
    assert [complaint for complaint in own.complaints if "404" not in complaint] == []
