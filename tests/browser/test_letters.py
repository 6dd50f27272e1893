"""A letter: written, sent, followed by its code, taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.live_service import CODE, Live
from tests.browser.modules import mounted
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser
pytest_plugins = ("tests.browser.live_portal",)

TEXT = "Chợ mở cửa lúc mấy giờ?\n<script>alert(1)</script>"
SENT = "Đã nhận câu hỏi. Cảm ơn ông/bà. Hạn trả lời: ngày 18/12/2026. Mã tra cứu ở ngay dưới đây."


def is_well(visit: Visit) -> None:
    """Axe finds nothing, nothing is too wide, cut off or too small."""
    assert visit.violations() == []
    assert visit.measure("excess") <= 0
    assert visit.measure("clipped") == []
    assert visit.measure("small", 15) == []


def test_a_question_is_sent_and_its_code_is_shown(visit: Visit, live: Live) -> None:
    """What is missing is told, nothing is ticked before; sent, it has a code and a deadline."""
    page = visit.page
    visit.go("hoi-dap/gui/", 360)
    mounted(page)
    consent = page.get_by_role("checkbox", name="Tôi đồng ý")
    assert not consent.is_checked()
    page.get_by_role("button", name="Gửi câu hỏi").click()
    expect(page.locator("#thu-ten-loi")).to_have_text("Vui lòng nhập họ tên.")
    expect(page.locator("#thu-dong-y-loi")).not_to_be_empty()
    page.get_by_label("Họ tên").fill("Bình")
    page.get_by_label("Câu hỏi (").fill(TEXT)
    page.reload()
    mounted(page)
    assert page.get_by_label("Câu hỏi (").input_value() == TEXT
    consent.check()
    is_well(visit)
    page.get_by_role("button", name="Gửi câu hỏi").click()
    expect(page.locator(".inbox .said")).to_have_text(SENT)
    expect(page.locator(".receipt output")).to_have_text(CODE)
    (given,) = [body for method, name, body in live.asked if (method, name) == ("POST", "letters")]
    del given["captcha"]
    known = {"kind": "question", "about": None, "name": "Bình", "contact": "", "text": TEXT}
    assert given == {**known, "consent": True, "website": ""}
    is_well(visit)
    assert page.evaluate("sessionStorage.length") == 0
    assert visit.complaints == []


def test_a_letter_is_followed_and_taken_back(visit: Visit, live: Live) -> None:
    """With the code, however typed, its state and dates are seen; erasing asks first."""
    page = visit.page
    visit.go("hoi-dap/tra-cuu/", 360)
    mounted(page)
    page.get_by_label("Mã tra cứu").fill("sai")
    page.get_by_role("button", name="Tra cứu").click()
    expect(page.locator(".inbox .said")).to_have_text("Không có thư nào ứng với mã này.")
    page.get_by_label("Mã tra cứu").fill(f" {CODE.lower()} ")
    page.get_by_role("button", name="Tra cứu").click()
    facts = page.locator(".inbox__facts")
    expect(facts).to_contain_text("Hạn trả lời18/12/2026")
    expect(facts.locator("a")).to_have_attribute("href", f"{visit.home}hoi-dap/cho/")
    is_well(visit)
    page.get_by_role("button", name="Xóa thư này").click()
    page.get_by_role("button", name="Không xóa").click()
    assert not [method for method, *_ in live.asked if method == "DELETE"]
    page.get_by_role("button", name="Xóa thư này").click()
    page.get_by_role("button", name="Xóa", exact=True).click()
    expect(facts).to_contain_text("Đã nhận; xóa chậm nhất ngày 27/11/2026")
    expect(page.get_by_role("button", name="Xóa thư này")).to_be_hidden()
    live.kind = "draft"  # which nobody answers
    page.get_by_role("button", name="Tra cứu").click()
    expect(facts).to_contain_text("Cơ quan xem xét chậm nhất18/12/2026")
