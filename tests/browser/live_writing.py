"""What a reader does in the forms of an article, and what came to the service."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator

from tests.browser.live_service import Live
from tests.browser.visit import Visit

NAME, TEXT = "Nguyễn Thị Hoa", "Bài hay.\n<script>alert(1)</script>"


def said(visit: Visit, section: str) -> Locator:
    """Return where a form tells what became of it."""
    return visit.page.locator(f"{section} > form > .said, {section}__form .said").first


def unfold(visit: Visit) -> None:
    """Open the form for comments."""
    visit.page.locator(".comments__write").wait_for()
    folded = visit.page.locator(".comments__write:not([open]) > summary")
    if folded.count():
        folded.click()


def write(visit: Visit) -> None:
    """Fill in the form for comments."""
    page = visit.page
    unfold(visit)
    page.get_by_label("Tên hiện cùng bình luận").fill(NAME)
    page.get_by_label("Nội dung (").fill(TEXT)
    page.get_by_role("checkbox", name="Tôi đồng ý").check()


def send(visit: Visit) -> None:
    """Send the comment."""
    visit.page.get_by_role("button", name="Gửi bình luận").click()


def sent(live: Live, name: str) -> list[dict[str, Any]]:
    """Return what came to the service under a name."""
    return [given for method, item, given in live.asked if item == name and method != "GET"]
