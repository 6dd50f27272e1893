"""Stars, comments, receipts: what a reader sends, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.live_portal import ARTICLE, built, shown
from tests.browser.live_service import RECEIPT, WRONG, Live
from tests.browser.live_writing import NAME, TEXT, said, send, sent, write
from tests.browser.modules import mounted
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

FAILED = "Chưa gửi được. Mong ông/bà thử lại sau ít phút."
ERASE = "Xóa bình luận này"
ERASING = (
    "Đã nhận yêu cầu xóa. Bình luận không còn hiện trên trang "
    "và sẽ được xóa hẳn chậm nhất ngày 27/11/2026."
)


@pytest.fixture(scope="module")
def portal_with_live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the portal with a service."""
    return built(tmp_path_factory.mktemp("live") / "site", is_configured=True)


@pytest.fixture
def live() -> Live:
    """Give a service that answers."""
    return Live()


@pytest.fixture
def visit(portal_with_live: Path, browser: Browser, live: Live) -> Iterator[Visit]:
    """Look at the article, on a telephone."""
    with shown(portal_with_live, live) as home:
        visit = Visit.begin(browser, home)
        visit.go(ARTICLE, 360)
        mounted(visit.page)
        yield visit
        visit.page.context.close()


def test_stars_are_sent_and_the_sum_is_renewed(visit: Visit, live: Live) -> None:
    """A star is chosen by keys, the sum of all is shown at once."""
    page = visit.page
    page.get_by_label("3 sao").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert page.get_by_label("4 sao").is_checked()
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(said(visit, ".rating")).to_have_text("Đã ghi nhận 4 sao. Cảm ơn ông/bà.")
    expect(page.locator(".rating__sum")).to_have_text("4,6/5 – 13 lượt đánh giá")
    (given,) = sent(live, "ratings")
    assert (given["page"], given["stars"]) == (f"/{ARTICLE}", 4)
    assert visit.complaints == []


def test_stars_can_be_changed(visit: Visit, live: Live) -> None:
    """A second vote has a captcha of its own, which comes when the stars are touched again."""
    page = visit.page
    for stars in (2, 5):
        page.get_by_label(f"{stars} sao").check()
        page.get_by_role("button", name="Gửi đánh giá").click()
        expect(said(visit, ".rating")).to_have_text(f"Đã ghi nhận {stars} sao. Cảm ơn ông/bà.")
        expect(page.locator("altcha-widget")).to_have_count(0)
    assert [given["stars"] for given in sent(live, "ratings")] == [2, 5]


def test_no_star_is_sent_unchosen(visit: Visit, live: Live) -> None:
    """The reader is told, and taken to the stars."""
    visit.page.get_by_role("button", name="Gửi đánh giá").click()
    expect(visit.page.locator("#so-sao-loi")).to_have_text("Mong ông/bà chọn số sao.")
    assert visit.page.evaluate("document.activeElement.name") == "stars"
    assert sent(live, "ratings") == []


def test_a_comment_is_sent_and_waits(visit: Visit, live: Live) -> None:
    """The reader learns that it waits and gets a receipt; the form is empty again."""
    write(visit)
    send(visit)
    expect(said(visit, ".comments")).to_contain_text("Bình luận đang chờ duyệt")
    expect(visit.page.locator(".receipt output")).to_have_text(RECEIPT)
    assert visit.page.get_by_label("Nội dung (").input_value() == ""
    assert not visit.page.get_by_role("checkbox", name="Tôi đồng ý").is_checked()
    expect(visit.page.locator("altcha-widget")).to_have_count(0)
    (given,) = sent(live, "comments")
    del given["captcha"]
    known = {"page": f"/{ARTICLE}", "author": NAME, "text": TEXT, "parent": None}
    assert given == {**known, "consent": True, "website": ""}
    assert visit.page.evaluate("sessionStorage.length") == 0


def test_an_answer_names_whom_it_answers(visit: Visit, live: Live) -> None:
    """The button of a comment leads to the form; the reader may think better of it."""
    page = visit.page
    page.get_by_role("button", name="Trả lời bình luận của").first.click()
    expect(page.locator(".comments__to")).to_contain_text("Trả lời bình luận của Nguyễn Thị Hoa")
    assert page.evaluate("document.activeElement.name") == "text"
    write(visit)
    send(visit)
    expect(said(visit, ".comments")).to_contain_text("chờ duyệt")
    assert sent(live, "comments")[0]["parent"] == 1
    expect(page.locator(".comments__to")).to_be_hidden()
    page.get_by_role("button", name="Trả lời bình luận của").first.click()
    page.get_by_role("button", name="Thôi trả lời").click()
    write(visit)
    send(visit)
    expect(said(visit, ".comments")).to_contain_text("chờ duyệt")
    assert sent(live, "comments")[1]["parent"] is None


def test_what_is_missing_is_told_at_its_field(visit: Visit, live: Live) -> None:
    """Nothing is sent; the first field has the focus, each tells its fault to who listens."""
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


def test_nothing_is_sent_before_the_script_is_there(
    portal_with_live: Path, browser: Browser
) -> None:
    """A form whose script does not come sends nothing by itself, least of all into an address."""
    with shown(portal_with_live, Live()) as home:
        visit = Visit.begin(browser, home)
        visit.page.route("**/js/comments.*", lambda route: route.abort())
        visit.go(ARTICLE, 360)
        write(visit)
        assert visit.page.get_by_role("button", name="Gửi bình luận").is_disabled()
        visit.page.get_by_label("Tên hiện").press("Enter")
        assert "?" not in visit.page.url
        visit.page.context.close()


@pytest.mark.parametrize(
    ("code", "told", "words"),
    [
        (409, WRONG, "Mã xác thực không đúng."),
        (429, {"error": "many", "message": "Ông/bà gửi nhiều quá."}, "Ông/bà gửi nhiều quá."),
        (503, {}, FAILED),
    ],
)
def test_a_refusal_is_told_and_nothing_is_lost(
    visit: Visit, live: Live, code: int, told: dict[str, Any], words: str
) -> None:
    """In the service's words; what was written stays, and goes through the next time."""
    live.refused = code, told
    write(visit)
    send(visit)
    expect(said(visit, ".comments")).to_have_text(words)
    assert visit.page.get_by_label("Nội dung (").input_value() == TEXT
    send(visit)
    expect(said(visit, ".comments")).to_contain_text("chờ duyệt")


def test_a_fault_the_service_finds_is_told_at_its_field(visit: Visit, live: Live) -> None:
    """With the words that the service has for it."""
    fields = {"author": "Tên này không dùng được."}
    live.refused = 422, {"error": "invalid", "message": "Có ô chưa đúng.", "fields": fields}
    write(visit)
    send(visit)
    expect(visit.page.locator("#bl-ten-loi")).to_have_text(fields["author"])
    assert visit.page.evaluate("document.activeElement.name") == "author"
    expect(said(visit, ".comments")).to_have_text("Có ô chưa đúng.")


def test_a_service_that_goes_down_is_told(visit: Visit, live: Live) -> None:
    """The reader is asked to try again later; what was written outlives a reload of the page."""
    live.mode = "down"
    write(visit)
    send(visit)
    expect(said(visit, ".comments")).to_have_text(FAILED)
    visit.page.reload()
    mounted(visit.page)
    assert visit.page.get_by_label("Nội dung (").input_value() == TEXT
    assert visit.page.get_by_label("Tên hiện").input_value() == NAME
    live.mode = "up"
    visit.page.get_by_role("checkbox", name="Tôi đồng ý").check()
    send(visit)
    expect(said(visit, ".comments")).to_contain_text("chờ duyệt")


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


@pytest.mark.parametrize("other", ["", "sai"])
def test_another_question_hides_the_answer_before(visit: Visit, other: str) -> None:
    """What was found last does not stand under another code, or none."""
    visit.page.get_by_text("Xem hoặc xóa bình luận của tôi").click()
    look(visit, RECEIPT)
    expect(visit.page.locator(".mine__comment")).to_be_visible()
    look(visit, other)
    expect(visit.page.locator(".mine__comment")).to_be_hidden()
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
    """Axe finds nothing after the forms were used, by day and night."""
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


def test_on_paper_comments_stand_without_forms(visit: Visit) -> None:
    """The words of readers are printed, what can't be used on paper is not."""
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(".comment").first).to_be_visible()
    expect(visit.page.locator(".rating__sum")).to_be_visible()
    for part in (".comments__form", ".rating__form", ".mine", ".comment__answer"):
        expect(visit.page.locator(part).first).to_be_hidden()
