"""The newsroom as people use it: by the keyboard alone, on a telephone, with clicks counted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Inches
from playwright.sync_api import Browser, FilePayload, Page

from tests.browser.visit import find_violations
from tests.newsroom.local import EDITABLE, Editor
from tests.newsroom.test_editor_pictures import picture
from tests.portal import CONTENT
from tools import guide_pictures

FROM_WORD, FROM_PHOTOGRAPHS, PHOTOGRAPHS_ALONE = 8, 20, 15
"""Clicks from a file, or typed text and three photographs, to the public page; for 12 captions."""
PARAGRAPHS = ("Sáng nay phường ra quân dọn vệ sinh.", "Mỗi tổ nhận một đoạn đường.")
EDITED_CAPTION = "aria-allowed-role (minor): ['figcaption']"
"""CKEditor marks a caption that can be written in as a text box, which screen readers need; the
table of roles of "ARIA in HTML" does not foresee it."""
PLAIN = ("sua/{}/doi-dia-chi/", "duyet-bai/", "thung-rac/", "dang/", "huong-dan/")
"""Pages with the lists and forms of others."""
WIDTHS = [360, pytest.param(1280, marks=pytest.mark.long)]
IS_WIDE = "document.documentElement.scrollWidth > innerWidth"
LEFT_AND_RIGHT = "it => { const {left, right} = it.getBoundingClientRect(); return [left, right]; }"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "path",
    [
        *("", "moi/", "sua/{}/", "sua/{}/lich-su/", "duyet-bai/{}/", "soat-loi/"),
        *(pytest.param(item, marks=pytest.mark.long) for item in PLAIN),
    ],
)
def test_a_page_is_whole_and_accessible(editor: Editor, path: str, width: int) -> None:
    """At both widths axe finds nothing, and nothing is wider than the window."""
    page = editor.page.context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    home = editor.page.url.partition("sua/")[0]
    page.goto(home + path.format(editor.name))
    if path == "sua/{}/":
        page.wait_for_selector(EDITABLE)
    violations, is_wide = find_violations(page), page.evaluate(IS_WIDE)
    page.close()
    assert [one for one in violations if not one.startswith(EDITED_CAPTION)] == []
    assert not is_wide


@pytest.mark.parametrize("width", WIDTHS)
def test_the_menu_of_the_editor_stands_in_the_window(editor: Editor, width: int) -> None:
    """All of "Việc khác" can be read and pressed."""
    page = editor.page.context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(editor.page.url)
    page.locator(".more summary").click()
    left, right = page.locator(".more ul").evaluate(LEFT_AND_RIGHT)
    page.close()
    assert 0 <= left < right <= width


def press_until(page: Page, key: str, condition: str) -> None:
    """Press a key until a condition holds; at most a hundred times."""
    for _ in range(100):
        page.keyboard.press(key)
        if page.evaluate(condition):
            return
    raise AssertionError(f"{key} never leads to: {condition}")


def test_a_text_is_written_and_sent_for_review_by_the_keyboard(editor: Editor) -> None:
    """Without a pointer: title, words, bold from the toolbar, save, send with a note."""
    page = editor.page.context.new_page()
    page.goto(f"{editor.page.url.partition('sua/')[0]}moi/")
    page.locator("[name=title]:focus").wait_for()
    page.keyboard.type("Viết bằng bàn phím")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(f"{EDITABLE}:focus").wait_for()
    page.keyboard.type("Câu đậm")
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Alt+F10")
    press_until(page, "ArrowRight", "/Đậm/.test(document.activeElement.textContent)")
    page.keyboard.press("Enter")
    with page.expect_response("**/luu"):
        page.keyboard.press("Control+s")
    press_until(page, "Tab", "document.activeElement.id === 'send'")
    page.keyboard.press("Enter")
    page.keyboard.type("Nhờ anh xem")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/duyet-bai/")
    assert "Viết bằng bàn phím" in page.inner_text("main")
    page.close()
    (file,) = editor.content.glob("articles/*/*viet-bang-ban-phim/index.md")
    assert "**Câu đậm**" in file.read_text("utf-8")


@dataclass
class Hand:
    """A person's hand at a served newsroom; ``clicks`` are those that its pages have felt."""

    page: Page
    clicks: int = 0

    def count(self) -> None:
        """Count one click."""
        self.clicks += 1

    def press(self, name: str) -> None:
        """Press a button or follow a link by its name."""
        button = self.page.get_by_role("button", name=name, exact=True)
        button.or_(self.page.get_by_role("link", name=name, exact=True)).first.click()


@pytest.fixture
def hand(browser: Browser, tmp_path: Path) -> Iterator[Hand]:
    """Return a hand on the list of a newsroom that publishes into a folder."""
    with guide_pictures.serve(CONTENT, tmp_path) as link:
        page = browser.new_page(locale="vi-VN")
        hand = Hand(page)
        page.expose_function("countClick", hand.count)
        page.add_init_script(
            "addEventListener('click', (event) => event.isTrusted && countClick(), true)"
        )
        page.goto(link)
        yield hand
        page.close()


def publish(hand: Hand) -> int:
    """Press "Đăng", follow the public address, and return the clicks so far."""
    hand.page.locator("#publish").click()
    link = hand.page.locator("main .notice a")
    link.wait_for(timeout=guide_pictures.PATIENCE)
    assert "Đã đăng lúc" in hand.page.inner_text("main")
    assert "ra-quan-don-ve-sinh" in (link.get_attribute("href") or "")
    return hand.clicks + 1


def document() -> bytes:
    """Return a Word file with a title, prose and three photographs with captions and words."""
    word = Document()
    word.add_heading("Ra quân dọn vệ sinh đường làng", 0)
    for number, paragraph in enumerate((*PARAGRAPHS, "Buổi ra quân kết thúc lúc 10 giờ."), 1):
        word.add_paragraph(paragraph)
        word.add_picture(io.BytesIO(picture("JPEG", 40 * number)), width=Inches(2))
        properties = word.inline_shapes[number - 1]._inline.docPr
        properties.set("descr", f"Người dân quét dọn đoạn đường thứ {number}")
        word.add_paragraph(f"Bà con dọn đoạn đường thứ {number}. Ảnh: Nguyễn Văn A")
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def payload(name: str, kind: str, data: bytes) -> FilePayload:
    """Return a file as a person chooses it."""
    return {"name": name, "mimeType": kind, "buffer": data}


@pytest.mark.long
def test_a_word_file_is_public_within_eight_clicks(hand: Hand) -> None:
    """Choose the file, read the draft, publish, open the public address."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    hand.page.set_input_files("#files", payload("bai.docx", kind, document()))
    hand.clicks += 2  # the button, and the file in the system's own window
    hand.press("Tạo bản nháp")
    hand.page.locator(f"{EDITABLE} figure").nth(2).wait_for()
    assert publish(hand) <= FROM_WORD


@pytest.mark.long
def test_typed_text_with_three_photographs_is_public_within_twenty_clicks(hand: Hand) -> None:
    """Begin, type, choose three photographs, caption and describe each, publish."""
    page = hand.page
    hand.press("Viết bài mới")
    page.locator("[name=title]:focus").wait_for()
    page.keyboard.type("Ra quân dọn vệ sinh đường làng")
    page.get_by_label("Chuyên mục").select_option(index=1)
    hand.clicks += 2  # a list is opened and an entry chosen
    hand.press("Bắt đầu viết")
    page.locator(f"{EDITABLE}:focus").wait_for()
    for paragraph in PARAGRAPHS:
        page.keyboard.type(paragraph)
        page.keyboard.press("Enter")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Tải hình ảnh lên từ máy tính").click()
    shades = (60, 100, 140)
    chooser.value.set_files(
        [payload(f"anh-{shade}.jpg", "image/jpeg", picture("JPEG", shade)) for shade in shades]
    )
    hand.clicks += 1  # the files in the system's own window
    page.locator(f"{EDITABLE} img[src*='/tep/']").nth(2).wait_for()
    for number in range(len(shades)):
        figure = page.locator(f"{EDITABLE} figure").nth(number)
        figure.locator("figcaption").click()
        page.keyboard.type(f"Bà con dọn đoạn đường thứ {number + 1}. Ảnh: Nguyễn Văn A")
        figure.locator("img").click()
        hand.press("Tả ảnh cho người không nhìn thấy")
        page.keyboard.type(f"Người dân quét dọn đoạn đường thứ {number + 1}")
        page.keyboard.press("Enter")
    assert publish(hand) <= FROM_PHOTOGRAPHS


@pytest.mark.long
def test_twelve_photographs_of_a_telephone_get_their_captions_within_fifteen_clicks(
    hand: Hand,
) -> None:
    """Choose twelve HEIC files on the list, click into each caption, save by the keyboard."""
    page = hand.page
    files = [
        payload(f"IMG_{number}.heic", "image/heic", picture("HEIF", 20 * number))
        for number in range(1, 13)
    ]
    page.set_input_files("#files", files)
    hand.clicks += 2  # the button, and the files in the system's own window
    hand.press("Tạo bản nháp")
    captions = page.locator(f"{EDITABLE} figure figcaption")
    captions.nth(11).wait_for(state="attached")
    for number in range(12):
        captions.nth(number).click()
        page.keyboard.type(f"Bà con dọn đoạn đường thứ {number + 1}")
    page.keyboard.press("Control+s")
    page.locator("#said", has_text="Đã lưu lúc").wait_for()
    data = page.evaluate(f'document.querySelector("{EDITABLE}").ckeditorInstance.getData()')
    assert all(
        f"<figcaption>Bà con dọn đoạn đường thứ {item}</fig" in data for item in range(1, 13)
    )
    assert hand.clicks <= PHOTOGRAPHS_ALONE
