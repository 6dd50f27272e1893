"""Comments that were approved after the page was built, and such as are gone since."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.live_portal import ARTICLE
from tests.browser.live_service import Live
from tests.browser.visit import Visit
from tests.sites.live_export import said

pytestmark = pytest.mark.browser
pytest_plugins = ("tests.browser.live_portal",)

HOSTILE = "<img src=x onerror=alert(1)>\nDòng hai"


def read(visit: Visit) -> None:
    """Open the article and go down to the comments."""
    visit.go(ARTICLE, 360)
    visit.page.locator("#binh-luan").scroll_into_view_if_needed()


def test_new_comments_come_with_their_answers(visit: Visit, live: Live) -> None:
    """What was approved since stands as a build would put it, as text; it can be answered."""
    live.comments += [said(3, author="Nam <b>", text=HOSTILE), said(4, parent=3)]
    visit.go(ARTICLE, 360)
    baked = visit.page.locator("#binh-luan-1").evaluate("it => it.outerHTML")
    read(visit)
    comments = visit.page.locator(".comment")
    expect(comments).to_have_count(4)
    fresh = visit.page.locator("#binh-luan-1").evaluate("it => it.outerHTML")
    assert fresh.split() == baked.split()
    assert [one.get_attribute("id") for one in comments.all()] == [
        f"binh-luan-{number}" for number in (1, 2, 3, 4)
    ]
    third = visit.page.locator("#binh-luan-3")
    assert third.locator(".comment__text").inner_text() == HOSTILE
    assert third.locator(".comment__by bdi").inner_text() == "Nam <b>"
    assert third.locator("time").inner_text() == "23/11/2026, 08:00"
    assert visit.page.locator(".comments__answers #binh-luan-4").count() == 1
    expect(visit.page.locator("#binh-luan")).to_have_text("Bình luận (4)")
    visit.page.get_by_role("button", name="Trả lời bình luận của Nam").click()
    expect(visit.page.locator(".comments__to bdi")).to_have_text("Nam <b>")
    assert visit.complaints == []


def test_erased_comments_go(visit: Visit, live: Live) -> None:
    """What a reader has had erased is gone from a page that still has it baked."""
    live.comments.clear()
    read(visit)
    expect(visit.page.locator(".comment")).to_have_count(0)
    expect(visit.page.locator(".comments__none")).to_have_text("Mời ông/bà gửi bình luận đầu tiên.")
    expect(visit.page.locator("#binh-luan")).to_have_text("Bình luận")


def test_nobody_asks_who_does_not_read_that_far(visit: Visit, live: Live) -> None:
    """Comments are asked for when they come near the window, and once."""
    visit.go(ARTICLE, 360)
    visit.page.evaluate("document.querySelector('.article__body').style.minHeight = '9000px'")
    visit.page.reload()
    read(visit)
    expect(visit.page.locator(".comment")).to_have_count(2)
    visit.page.wait_for_timeout(300)
    asked = [name for method, name, _ in live.asked if (method, name) == ("GET", "comments")]
    assert len(asked) <= 2
