"""The search as its readers have it: by hand, by keyboard, with the back button, without script."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Open
from tests.browser.modules import mounted, until
from tests.browser.pages import on_a_telephone
from tests.browser.searching import URL, answered, asked, scroll_to_hits, titles, type_in
from tests.browser.visit import Visit
from tests.unit.search_browser import save
from town_portal.features.search.models import Synonyms
from town_portal.features.search.terms import IndexedDocument

pytestmark = pytest.mark.browser


@on_a_telephone
def test_from_any_page_to_the_hits(open_page: Open, width: int) -> None:
    """The masthead's form leads to the hits, which are shown with day, category and excerpt."""
    visit = open_page("gioi-thieu/", width)
    page = visit.page
    if width == 360:
        mounted(page).locator(".masthead__find").click()
    page.locator("#tim-kiem").fill("lang ren")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=lang+ren")
    assert "kết quả cho “lang ren” trong mọi năm" in answered(page)
    assert visit.measure("excess") <= 0
    assert visit.violations() == []
    hit = page.locator(".hit").first
    assert hit.locator("h3 mark").first.inner_text().lower() == "làng rèn"
    assert "làng rèn" in hit.locator(".hit__text").inner_text().lower()
    expect(hit.locator("time")).to_have_text("21/11/2026")
    expect(hit.locator(".card__category")).to_have_text("Kinh tế")
    hit.locator("a").click()
    page.wait_for_url("**/2026/11/21/hai-lang-ren-trung-luong-van-chang/")
    assert visit.complaints == []
    assert visit.foreign == []


def test_any_way_of_typing_finds_the_same(open_page: Open) -> None:
    """With accents, in capitals, in composed letters: as many as without."""
    page = open_page(asked("hong linh")).page
    number = answered(page).split()[0]
    assert int(number) > 20
    for text in ("Hồng Lĩnh", "HỒNG LĨNH", unicodedata.normalize("NFD", "Hồng Lĩnh")):
        assert type_in(page, text).split()[0] == number


def test_count_is_told_to_all(open_page: Open) -> None:
    """How many there are stands in a status line, so that it is read out; nothing is sent."""
    visit = open_page(URL)
    page = mounted(visit.page)
    expect(page.locator(".found")).to_be_hidden()
    type_in(page, "dau lieu")
    assert [url for _, url in visit.fetched if "lieu" in url] == []
    expect(page.get_by_role("status").filter(has_text="kết quả cho “dau lieu”")).to_be_visible()
    told = type_in(page, "zyx")
    assert told.startswith("Không có kết quả nào cho “zyx” trong mọi năm")
    assert titles(page) == []
    ways = page.locator(".found__help")
    expect(ways.get_by_role("link", name="Gửi câu hỏi")).to_be_visible()
    told = type_in(page, "nhà thờ abc")  # a short word is not guessed: it would be another word
    assert told.startswith("Không có kết quả nào cho")


def test_filters_that_leave_nothing_are_taken_off(open_page: Open) -> None:
    """The count names the category; where nothing is left, a button searches in all of them."""
    page = open_page(asked("dau lieu", "&chuyen-muc=du-lich")).page
    told = answered(page)
    assert "ở chuyên mục Du lịch, trong mọi năm (2020–2026)." in told
    clear = page.get_by_role("button", name="Bỏ bộ lọc")
    page = open_page(asked("van ban phap luat quy pham", "&chuyen-muc=du-lich&nam=2020")).page
    assert answered(page).startswith("Không có kết quả nào")
    clear.click()
    expect(clear).to_be_hidden()
    answered(page)
    expect(page.locator(".found__said")).to_be_focused()
    assert "chuyen-muc" not in page.url


def test_a_slip_is_told(open_page: Open) -> None:
    """What was typed is not there; what may be meant is offered, with a taste of its hits."""
    page = open_page(asked("dau leiu")).page
    told = answered(page)
    assert told.startswith("Không có kết quả nào cho “dau leiu” trong mọi năm")
    offer = page.locator(".found__offer")
    expect(offer).to_have_text("Có phải ông/bà tìm “dau lieu”? Một số kết quả gần đúng:")
    assert len(titles(page)) == 3
    assert page.locator("#can-tim").input_value() == "dau leiu"
    expect(page.locator(".found__help")).to_be_visible()
    offer.locator("a").click()
    until(page, 'document.querySelector("#can-tim").value === "dau lieu"')
    assert "kết quả cho “dau lieu”" in answered(page)
    expect(offer).to_be_empty()
    expect(page.locator(".found__help")).to_be_hidden()


def test_address_holds_all_that_was_chosen(open_page: Open) -> None:
    """Each search is a step of the reader's way; back and a new visit bring it back."""
    visit = open_page(asked("hong linh"))
    page = visit.page
    first = answered(page)
    page.locator("select[name=chuyen-muc]").select_option("van-hoa")
    second = answered(page)
    assert second.split()[0] != first.split()[0]
    assert set(page.locator(".hit .card__category").all_inner_texts()) == {"Văn hóa"}
    page.locator("select[name=nam]").select_option("2026")
    assert "trong năm 2026" in answered(page)
    page.locator("select[name=xep]").select_option("ngay")
    newest = titles(page) if answered(page) else []
    days = page.locator(".hit time").evaluate_all("(all) => all.map((it) => it.dateTime)")
    assert days == sorted(days, reverse=True)
    assert page.url.endswith("/tim-kiem/?q=hong+linh&chuyen-muc=van-hoa&nam=2026&xep=ngay")
    page.reload()
    answered(page)
    assert titles(page) == newest
    for _ in range(3):
        page.go_back()
    until(page, f'document.querySelector(".found__said").textContent === {first!r}')
    assert page.locator("select[name=chuyen-muc]").input_value() == ""
    assert page.locator("#can-tim").input_value() == "hong linh"


def test_by_keyboard(open_page: Open) -> None:
    """Enter searches, Tab goes on to the hits, and what is shown more takes the focus."""
    page = open_page(URL).page
    mounted(page)
    page.locator("#can-tim").focus()
    page.keyboard.type("hong linh")
    page.keyboard.press("Enter")
    answered(page)
    for _ in range(5):  # the button, three choices, the first hit
        page.keyboard.press("Tab")
    focused = "document.activeElement.textContent"
    assert page.evaluate(focused) == titles(page)[0]
    more = page.locator(".found__next")
    expect(more).to_have_text("Xem thêm 10 kết quả")
    more.focus()
    page.keyboard.press("Enter")
    until(page, 'document.querySelectorAll(".hit").length === 20')
    until(page, f"{focused} === document.querySelectorAll('.hit__title')[10].textContent")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")  # a link within the page is no other search
    page.wait_for_url("**#noi-dung")
    assert len(titles(page)) == 20


def test_without_script_there_are_other_ways(open_page: Open) -> None:
    """The form leads to a page that says so and leads on by year, category and page."""
    page = open_page("", javascript=False).page
    page.locator("#tim-kiem").fill("hong linh")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=hong+linh")
    expect(page.locator("#can-tim")).to_be_hidden()
    # Chromium draws <noscript> only where a person has switched scripts off.
    told = page.locator("main noscript").inner_html()
    assert "Ô tìm cần trình duyệt chạy được JavaScript" in told
    page.get_by_role("link", name="Năm 2020").click()
    page.wait_for_url("**/2020/")


def test_a_line_that_breaks(own: Visit) -> None:
    """What does not come is told; the next try asks again."""
    own.page.route("**/static/tim/**", lambda route: route.abort())
    own.go(URL, 360)
    mounted(own.page)
    assert type_in(own.page, "hong linh").startswith("Chưa tìm được vì mạng bị ngắt.")
    own.page.unroute_all()
    assert "kết quả" in type_in(own.page, "hồng lĩnh")


def news(year: int) -> list[IndexedDocument]:
    """Return an article for each of 120 days of a year."""
    days = [date(year, 1, 1) + timedelta(number) for number in range(120)]
    lead = "Thị xã Hồng Lĩnh."
    return [IndexedDocument(f"{day}/", f"Tin {day}", day, "van-hoa", lead) for day in days]


def test_older_years_come_when_they_are_asked_for(own: Visit, tmp_path: Path) -> None:
    """The newest year answers; a button goes on to those before, and says which are left."""
    years = {str(year): news(year) for year in (2024, 2023, 2022)}
    save(tmp_path, dict(years), Synonyms())

    def answer(route: Route) -> None:
        name = route.request.url.partition("/static/tim/")[2].partition("?")[0]
        route.fulfill(body=(tmp_path / name).read_bytes())

    own.page.route("**/static/tim/**", answer)
    own.go(asked("hong linh"), 360)
    page = own.page
    assert answered(page) == "120 kết quả cho “hong linh” trong năm 2024."
    older = page.locator(".found__older")
    for label, told in (
        (
            "Tìm tiếp các năm trước (2022–2023)",
            "240 kết quả cho “hong linh” trong các năm 2023–2024.",
        ),
        ("Tìm tiếp năm 2022", "360 kết quả cho “hong linh” trong mọi năm (2022–2024)."),
    ):
        scroll_to_hits(page)
        expect(older).to_have_text(label)
        older.focus()
        page.keyboard.press("Enter")
        until(page, f'document.querySelector(".found__said").textContent === {told!r}')
    scroll_to_hits(page)
    expect(older).to_be_hidden()
    assert titles(page)[0] == "Tin 2024-04-29"
    until(page, "document.activeElement.textContent === 'Tin 2024-04-29'")
    assert own.complaints == []


def test_an_excerpt_comes_from_the_page(open_page: Open) -> None:
    """Words that stand neither in title nor lead are shown as they stand on the article's page."""
    visit = open_page(asked('"lang ren"'))
    page = visit.page
    answered(page)
    scroll_to_hits(page)
    hits = page.locator(".hit", has_not=page.locator(".hit__title mark"))
    hits.first.scroll_into_view_if_needed()
    expect(hits.first.locator(".hit__text mark").first).to_be_visible()
    assert all(
        "làng rèn" in text.lower() for text in hits.locator(".hit__text").all_inner_texts()[:2]
    )
    assert visit.complaints == []
