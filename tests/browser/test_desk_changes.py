"""The editing desk in Chromium: changing what was saved; what forms offer, and what they refuse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from plugins.commands.serve import decap
from tests.browser.desk_writing import (
    DESK,
    PAUSE,
    Hand,
    Served,
    body,
    open_desk,
    photograph,
    save,
    served,
    tiny_content,
)

pytestmark = pytest.mark.browser
SAID = "#desk-said"
UNSAVED = "Có chỗ chưa lưu"
ARTICLE = """\
---
title: Bài đã lưu
date: 2026-11-28
category: thong-bao
summary: Một câu.
---

Đoạn một.

![Một](a.jpg "Chú thích một.")

Đoạn hai.

![Hai](b.jpg "Chú thích hai.")

Đoạn ba.
"""


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A small portal, served for this module."""
    if not decap.is_ready():
        pytest.skip("không có Node.js hoặc các gói của tools/desk")
    folder = tmp_path_factory.mktemp("changes")
    content = tiny_content(folder / "content")
    with served(content, folder) as found:
        yield found


@pytest.fixture
def file(portal: Served) -> Path:
    """A saved article with two photographs, as it was at first."""
    folder = portal.content / "articles" / "2026" / "2026-11-28-da-luu"
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(("a.jpg", "b.jpg")):
        (folder / name).write_bytes(photograph(number))
    (folder / "index.md").write_text(ARTICLE, encoding="utf-8")
    return folder / "index.md"


@pytest.fixture
def asked() -> list[str]:
    """The questions that the page put."""
    return []


@pytest.fixture
def page(browser: Browser, asked: list[str]) -> Iterator[Page]:
    """A page of a browser that has never seen the desk; questions are answered with no."""

    def dismiss(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    found = context.new_page()
    found.on("dialog", dismiss)
    found.set_default_timeout(30_000)
    yield found
    context.close()


def open_form(portal: Served, page: Page) -> None:
    """Open the form of the saved article."""
    page.goto(f"{portal.address}{DESK}#/collections/bai-viet/entries/2026/2026-11-28-da-luu/index")
    page.get_by_label("Tiêu đề", exact=True).wait_for()


def save_well(page: Page) -> None:
    """Save, and wait until Decap says that all is saved."""
    save(Hand(page))
    page.get_by_text("Đã lưu hết").wait_for()


def test_what_is_set_back_after_saving_is_a_change(
    portal: Served, page: Page, file: Path, asked: list[str]
) -> None:
    """The value that stood there when the form was opened can be chosen and saved again."""
    open_form(portal, page)
    category = page.get_by_label("Chuyên mục")
    summary = page.get_by_label("Tóm tắt (sa-pô)")
    for label, key, words in (
        ("Chính quyền", "chinh-quyen", "Câu khác."),
        ("Thông báo", "thong-bao", "Một câu."),
        ("Chính quyền", "chinh-quyen", "Câu khác."),
    ):
        category.select_option(label=label)
        expect(page.get_by_text(UNSAVED)).to_be_visible()
        save_well(page)
        summary.fill(words)
        expect(page.get_by_text(UNSAVED)).to_be_visible()
        save_well(page)
        written = file.read_text(encoding="utf-8")
        assert (f"category: {key}\n" in written, f"summary: {words}\n" in written) == (True, True)
    category.select_option(label="Thông báo")
    page.get_by_role("link", name="Đang sửa trong").click()
    expect(category).to_be_visible()
    assert asked == ["Bài có chỗ chưa lưu. Rời trang này?"]
    summary.fill("Một câu.")
    save_well(page)
    assert file.read_text(encoding="utf-8") == ARTICLE


@pytest.mark.long
def test_data_set_back_after_saving_are_a_change(portal: Served, page: Page) -> None:
    """So it is in the forms of the portal's data."""
    data = portal.content / "data" / "town.yaml"
    before = data.read_text(encoding="utf-8")
    page.goto(f"{portal.address}{DESK}#/collections/du-lieu/entries/town")
    address = page.get_by_label("Địa chỉ trụ sở")
    first = address.input_value()
    for words in ("Số 2", first):
        address.click()
        page.wait_for_timeout(PAUSE)  # Decap draws a field anew when it has got the focus
        address.fill(words)
        expect(page.get_by_text(UNSAVED)).to_be_visible()
        save_well(page)
        assert f"address: {words}\n" in data.read_text(encoding="utf-8")
    assert data.read_text(encoding="utf-8") == before


def test_the_day_of_an_address_is_not_saved_over(portal: Served, page: Page, file: Path) -> None:
    """Another day than the folder's is refused beside the field; nothing is written."""
    open_form(portal, page)
    day = page.get_by_label("Ngày đăng", exact=True)
    day.fill("2026-11-27")
    save(Hand(page))
    told = "Ngày đăng phải trùng ngày trong địa chỉ của bài (28/11/2026). Muốn đổi ngày: "
    page.get_by_text(told).wait_for()
    assert file.read_text(encoding="utf-8") == ARTICLE
    day.fill("2026-11-28")
    page.get_by_label("Ngày đăng: giờ (không bắt buộc)").fill("08:30")
    save_well(page)
    assert "\ndate: 2026-11-28T08:30\n" in file.read_text(encoding="utf-8")


@pytest.mark.long
def test_photographs_of_a_saved_article_are_shown(portal: Served, page: Page, file: Path) -> None:
    """Each photograph in the form shows its own file without being touched; none can be copied."""
    open_form(portal, page)
    shown = """count => {
      const all = [...document.querySelectorAll(".desk-photo img")];
      return new Set(all.map(it => it.src)).size === count && all.every(it => it.naturalWidth);
    }"""
    page.wait_for_function(shown, arg=2)
    page.get_by_label("Tóm tắt (sa-pô)").fill("Khác.")
    save_well(page)
    page.wait_for_function(shown, arg=2)
    page.get_by_role("button", name="Đã lưu", exact=True).press("Enter")
    expect(page.get_by_text("Chép thành bài mới")).to_be_hidden()
    page.get_by_label("Tóm tắt (sa-pô)").fill("Khác nữa.")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Lưu và viết bài mới")).to_be_visible()
    expect(page.get_by_text("chép thành bài mới")).to_be_hidden()
    assert file.parent.is_dir()


@pytest.mark.long
def test_a_second_article_of_one_day_and_title_is_refused(portal: Served, page: Page) -> None:
    """A new text is called saved only when it is, and never lies in the folder of another."""
    folder = portal.content / "articles" / "2026" / "2026-11-25-mot-ten"
    for told in ("Xem bài", "Đã có bài cùng ngày đăng và cùng tiêu đề"):
        open_desk(page, portal.address).click()
        title = page.get_by_label("Tiêu đề", exact=True)
        title.wait_for()
        expect(page.get_by_text("Đã lưu hết")).to_be_hidden()
        save(Hand(page))
        page.get_by_text("Nội dung: hãy điền ô này.").wait_for()
        expect(page.get_by_text("Đã lưu hết")).to_be_hidden()
        title.fill("Một tên")
        page.get_by_label("Ngày đăng", exact=True).fill("2026-11-25")
        page.get_by_label("Chuyên mục").select_option(label="Thông báo")
        body(page).click()
        page.keyboard.insert_text("Một đoạn.")
        save(Hand(page))
        page.get_by_text(told).wait_for()
        assert [it.name for it in folder.iterdir()] == ["index.md"]
    assert "Một đoạn." in body(page).inner_text()


@pytest.mark.long
def test_groups_open_by_their_names_and_rules_are_chosen(
    portal: Served, page: Page, file: Path
) -> None:
    """A click on a group's name opens it; who waives a rule chooses it, nobody approves here."""
    head = ARTICLE.replace("summary: Một câu.", "review: {state: approved, by: A, hash: b}")
    open_form(portal, page)
    page.locator("[id^=review-field]").get_by_text("Việc duyệt bài").click()
    state = page.get_by_label("Tình trạng duyệt")
    assert state.locator("option").all_inner_texts() == ["(hãy chọn)", "Chờ duyệt"]
    page.get_by_role("button", name="Thêm chỗ cố ý").click()
    rule = page.get_by_label("Quy tắc", exact=True)
    rule.select_option(label="Ảnh thiếu chú thích")
    page.get_by_label("Lý do", exact=True).fill("Ảnh chụp lại.")
    save_well(page)
    assert "\nwaive:\n  - rule: " in file.read_text(encoding="utf-8")
    file.write_text(head, encoding="utf-8")
    page.reload()
    page.locator("[id^=review-field]").get_by_text("Việc duyệt bài").click()
    assert state.locator("option").all_inner_texts() == ["Chờ duyệt", "Đã duyệt"]
    expect(page.get_by_text("trang “Duyệt bài” cho biết")).to_be_visible()


@pytest.mark.long
def test_faults_are_told_in_the_words_of_the_form(portal: Served, page: Page, file: Path) -> None:
    """After saving, what stops the build is named by title and field."""
    open_form(portal, page)
    page.locator("input[id^=cover-field]").fill("khong-co.jpg")
    save(Hand(page))
    page.locator(SAID).get_by_text("“Bài đã lưu”, Ảnh đại diện: ").wait_for()
    file.write_text(ARTICLE, encoding="utf-8")


@pytest.mark.long
def test_the_form_fits_a_telephone(portal: Served, page: Page, file: Path) -> None:
    """At 360 px the state of the form is not cut, and the buttons of the text stand in a row."""
    page.set_viewport_size({"width": 360, "height": 740})
    open_form(portal, page)
    state, bar = page.get_by_text("Đã lưu hết").bounding_box(), page.locator(".desk__root")
    top = bar.bounding_box()
    assert state
    assert top
    assert top["y"] <= state["y"]
    assert state["height"] < 30
    boxes = [page.get_by_title(it).bounding_box() for it in ("Chữ đậm", "Danh sách đánh số")]
    assert all(boxes)
    assert len({it["y"] for it in boxes if it}) == 1
    assert file.is_file()
