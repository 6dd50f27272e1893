"""Stars, comments, receipts: what a reader sends, and what is said of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.live_portal import ARTICLE
from tests.browser.live_service import RECEIPT, WRONG, Live
from tests.browser.live_writing import NAME, TEXT, said, send, sent, unfold, write
from tests.browser.modules import mounted
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser
pytest_plugins = ("tests.browser.live_portal",)


@pytest.fixture(autouse=True)
def article(visit: Visit) -> None:
    """Look at the article, on a telephone."""
    visit.go(ARTICLE, 360)
    mounted(visit.page)


FAILED = "Chưa gửi được. Vui lòng thử lại sau ít phút."
ERASE = "Xóa bình luận này"
ERASING = (
    "Đã nhận yêu cầu xóa. Bình luận không còn hiện trên trang "
    "và sẽ được xóa hẳn chậm nhất ngày 27/11/2026."
)


def test_stars_are_sent_and_the_sum_is_renewed(visit: Visit, live: Live) -> None:
    """Stars are chosen by keys, and again; none is sent unchosen; the sum is shown at once."""
    page = visit.page
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.locator("#so-sao-loi")).to_have_text("Vui lòng chọn số sao.")
    assert page.evaluate("document.activeElement.name") == "stars"
    page.get_by_label("1 sao").focus()
    page.keyboard.press("Space")
    for stars in (2, 3):  # each vote has a captcha of its own
        page.get_by_label(f"{stars - 1} sao").focus()
        page.keyboard.press("ArrowRight")
        assert page.get_by_label(f"{stars} sao").is_checked()
        page.get_by_role("button", name="Gửi đánh giá").click()
        expect(said(visit, ".rating")).to_have_text(f"Đã ghi nhận {stars} sao. Cảm ơn ông/bà.")
        expect(page.locator("altcha-widget")).to_have_count(0)
    expect(page.locator(".rating__sum")).to_have_text("4,6/5 – 13 lượt đánh giá")
    given = [(item["page"], item["stars"]) for item in sent(live, "ratings")]
    assert given == [(f"/{ARTICLE}", 2), (f"/{ARTICLE}", 3)]
    assert visit.complaints == []


def test_a_comment_is_sent_and_waits(visit: Visit, live: Live) -> None:
    """The reader learns that it waits and gets a receipt; the form is empty again.

    The button of a comment leads to an answer; the reader may think better of it.
    """
    page = visit.page
    page.get_by_role("button", name="Trả lời bình luận của").first.click()
    expect(page.locator(".comments__to")).to_contain_text("Trả lời bình luận của Nguyễn Thị Hoa")
    assert page.evaluate("document.activeElement.name") == "text"
    for parent in (1, None):
        write(visit)
        send(visit)
        expect(said(visit, ".comments")).to_contain_text("Bình luận đang chờ duyệt")
        expect(page.locator(".receipt output")).to_have_text(RECEIPT)
        assert page.get_by_label("Nội dung (").input_value() == ""
        assert not page.get_by_role("checkbox", name="Tôi đồng ý").is_checked()
        expect(page.locator("altcha-widget")).to_have_count(0)
        expect(page.locator(".comments__to")).to_be_hidden()
        given = sent(live, "comments")[-1]
        del given["captcha"]
        known = {"page": f"/{ARTICLE}", "author": NAME, "text": TEXT, "parent": parent}
        assert given == {**known, "consent": True, "website": ""}
        page.get_by_role("button", name="Trả lời bình luận của").first.click()
        page.get_by_role("button", name="Thôi trả lời").click()
    assert page.evaluate("sessionStorage.length") == 0


def test_a_refusal_is_told_and_nothing_is_lost(visit: Visit, live: Live) -> None:
    """In the service's words; what was written stays, outlives a reload, and goes through."""
    page, many = visit.page, "Ông/bà gửi nhiều quá."
    write(visit)
    for refused, words in (((409, WRONG), WRONG["message"]), ((429, {"message": many}), many)):
        live.refused = refused
        send(visit)
        expect(said(visit, ".comments")).to_have_text(words)
    live.mode = "down"
    send(visit)
    expect(said(visit, ".comments")).to_have_text(FAILED)
    page.reload()
    mounted(page)
    assert page.get_by_label("Nội dung (").input_value() == TEXT
    assert page.get_by_label("Tên hiện").input_value() == NAME
    live.mode = "up"
    page.get_by_role("checkbox", name="Tôi đồng ý").check()
    send(visit)
    expect(said(visit, ".comments")).to_contain_text("chờ duyệt")


def test_what_is_missing_is_told_at_its_field(visit: Visit, live: Live) -> None:
    """Nothing is sent; the first field has the focus, each tells its fault to who listens."""
    unfold(visit)
    send(visit)
    page = visit.page
    for name, words in (("Tên hiện", "tên"), ("Nội dung (", "nội dung"), ("Tôi đồng ý", "đồng ý")):
        field = page.get_by_label(name).first
        assert field.get_attribute("aria-invalid") == "true"
        fault = page.locator(f"#{str(field.get_attribute('aria-describedby')).split()[-1]}")
        expect(fault).to_contain_text(words)
    assert page.evaluate("document.activeElement.name") == "author"
    assert sent(live, "comments") == []
    assert visit.violations() == []


def test_a_form_that_does_not_come_is_told(visit: Visit) -> None:
    """In its place stands what to do; the rest of the page works."""
    visit.page.route("**/khoi/binh-luan.html", lambda route: route.abort())
    visit.go(ARTICLE, 360)
    told = "Chưa tải được phần này. Vui lòng tải lại trang."
    expect(visit.page.locator(".comments").get_by_role("status")).to_have_text(told)
    expect(visit.page.get_by_label("5 sao")).to_be_visible()


def test_a_fault_the_service_finds_is_told_at_its_field(visit: Visit, live: Live) -> None:
    """With the words that the service has for it."""
    fields = {"author": "Tên này không dùng được."}
    live.refused = 422, {"error": "invalid", "message": "Có ô chưa đúng.", "fields": fields}
    write(visit)
    send(visit)
    expect(visit.page.locator("#bl-ten-loi")).to_have_text(fields["author"])
    assert visit.page.evaluate("document.activeElement.name") == "author"
    expect(said(visit, ".comments")).to_have_text("Có ô chưa đúng.")


def look(visit: Visit, receipt: str) -> None:
    """Ask for an own comment."""
    visit.page.get_by_label("Mã đã nhận").fill(receipt)
    visit.page.get_by_role("button", name="Xem bình luận").click()


def test_an_own_comment_is_seen(visit: Visit, live: Live) -> None:
    """By its receipt, as text, with what became of it."""
    page = visit.page
    page.get_by_text("Xem hoặc xóa bình luận của tôi").click()
    look(visit, "")
    expect(page.locator("#bl-ma-loi")).to_contain_text("nhập mã")
    look(visit, "sai")
    expect(said(visit, ".mine")).to_have_text("Không có bình luận nào mang mã này.")
    for status, told in (
        ("pending", "Bình luận này đang chờ duyệt."),
        ("approved", "Bình luận này đã được duyệt và đang hiện trên trang."),
        ("rejected", "Bình luận này không được đăng."),
        ("erasing", ERASING),
        ("erased", "Bình luận này đã được xóa."),
    ):
        live.status = status
        look(visit, RECEIPT)
        expect(said(visit, ".mine")).to_have_text(told)
        assert page.locator(".mine blockquote").inner_text() == "Một <b>ý kiến</b>"
        has_button = not status.startswith("eras")
        expect(page.get_by_role("button", name=ERASE)).to_be_visible(visible=has_button)
    look(visit, "sai")
    expect(page.locator(".mine__comment")).to_be_hidden()
    expect(said(visit, ".mine")).not_to_contain_text("Bình luận này")


def test_an_own_comment_is_erased(visit: Visit, live: Live) -> None:
    """After a question, and the one that is shown; it goes from the page and is told to be gone."""
    page = visit.page
    expect(page.locator(".comment")).to_have_count(2)
    page.get_by_text("Xem hoặc xóa bình luận của tôi").click()
    look(visit, RECEIPT)
    erase, sure = page.get_by_role("button", name=ERASE), page.get_by_role("group", name=ERASE)
    erase.click()
    expect(sure).to_be_focused()
    expect(erase).to_be_hidden()
    assert visit.violations() == []
    sure.get_by_role("button", name="Không xóa").click()
    expect(erase).to_be_focused()
    expect(sure).to_be_hidden()
    assert sent(live, "mine") == []
    page.get_by_label("Mã đã nhận").fill("sai")
    erase.click()
    sure.get_by_role("button", name="Xóa", exact=True).click()
    expect(said(visit, ".mine")).to_have_text(ERASING)
    expect(said(visit, ".mine")).to_be_focused()
    expect(erase).to_be_hidden()
    expect(sure).to_be_hidden()
    expect(page.locator(".comment")).to_have_count(1)
    assert live.status == "erasing"


def test_the_article_is_accessible_with_all_of_it(visit: Visit) -> None:
    """Axe finds nothing after the forms were used, by day and night; paper has no forms."""
    write(visit)
    visit.page.get_by_label("5 sao").check()
    expect(visit.page.locator(".comments altcha-widget")).to_contain_text("Đã xác minh")
    expect(visit.page.locator(".rating altcha-widget")).to_contain_text("Đã xác minh")
    for scheme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=scheme)
        assert visit.violations() == []
    assert visit.measure("excess") <= 0
    assert visit.measure("clipped") == []
    assert visit.measure("small", 15) == []
    visit.page.emulate_media(media="print")  # the words of readers, not what paper can't do
    expect(visit.page.locator(".comment").first).to_be_visible()
    expect(visit.page.locator(".rating__sum")).to_be_visible()
    for part in (".comments__form", ".rating__form", ".mine", ".comment__answer"):
        expect(visit.page.locator(part).first).to_be_hidden()
