"""The guide for the staff: its pictures are taken here, and what it names stands on the screen.

``GUIDE_PICTURES=write pytest --long tests/browser/test_guide.py`` puts the pictures beside the
guide; look at them before they are committed.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from plugins.commands.serve import decap
from plugins.commands.serve.staff import guide
from tests.browser.desk_writing import (
    DESK,
    PAUSE,
    Hand,
    Served,
    begin_article,
    open_desk,
    put_photo,
    save,
    seed,
    served,
    tiny_content,
    write_body,
)
from tests.importers.word.samples.documents import SAMPLES

pytestmark = pytest.mark.browser
VIEW = {"width": 1120, "height": 760}
APPROVER = {
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "user.name",
    "GIT_CONFIG_VALUE_0": "Ban biên tập",
}
"""Who approves where nobody writes another name."""
WAITING = """\
---
title: Thông báo lịch tiếp công dân tháng 12
date: 2026-11-20
category: thong-bao
summary: Lịch tiếp công dân tháng 12, ghi để minh họa cho hướng dẫn.
review: {state: waiting}
---

Lịch tiếp công dân tháng 12 sẽ niêm yết tại trụ sở.
"""


class Album:
    """The pictures taken on the way, and all words that were to be seen."""

    def __init__(self, page: Page) -> None:
        """Take pictures of this page."""
        self._page = page
        self.pictures: dict[str, bytes] = {}
        self.words = ""

    def take(self, name: str) -> None:
        """Take a picture of what is to be seen now, and read every word of it."""
        self._page.wait_for_timeout(PAUSE)
        shot = Image.open(io.BytesIO(self._page.screenshot(animations="disabled")))
        written = io.BytesIO()
        shot.convert("RGB").save(written, "WEBP", quality=80, method=6)
        self.pictures[f"{name}.webp"] = written.getvalue()
        self.read()

    def read(self) -> None:
        """Read every word of the page, those of closed menus too."""
        self.words += "\n" + (self._page.locator("body").text_content() or "")


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A small portal with an article that waits, served for this module."""
    if not decap.is_ready():
        pytest.skip("không có Node.js hoặc các gói của tools/desk")
    folder = tmp_path_factory.mktemp("guide")
    content = tiny_content(folder / "content")
    path = content / "articles" / "2026" / "2026-11-20-lich-tiep-cong-dan.md"
    path.parent.mkdir()
    path.write_text(WAITING, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in APPROVER.items():
            patch.setenv(name, value)
        with served(content, folder) as found:
            yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as the guide's pictures."""
    context = browser.new_context(
        viewport={"width": VIEW["width"], "height": VIEW["height"]}, locale="vi-VN"
    )
    found = context.new_page()
    found.on("dialog", lambda dialog: dialog.accept())
    found.set_default_timeout(20_000)
    yield found
    context.close()


def written_at_the_desk(portal: Served, page: Page, album: Album, folder: Path) -> None:
    """Write the first article as the guide tells it."""
    text = seed(folder)
    hand = Hand(page)
    open_desk(page, portal.address).wait_for()
    page.get_by_text("Thông báo lịch tiếp công dân tháng 12").first.wait_for()
    album.take("ban-soan-tin")
    begin_article(hand, text)
    album.take("bai-moi")
    page.locator("[id^=review-field]").get_by_role("button", name="Mở ra").click()
    page.get_by_label("Tình trạng duyệt").select_option(label="Chờ duyệt")
    album.read()
    write_body(hand, text)
    for number, photo in text.photos.items():
        put_photo(hand, text.paragraphs[number], photo)
    album.take("them-anh")
    page.get_by_role("button", name="Thêm ảnh, bảng").first.click()
    album.read()
    page.keyboard.press("Escape")
    save(hand)
    page.locator("#desk-said").get_by_role("link", name="Xem bài").wait_for()
    album.read()
    (file,) = portal.content.glob("articles/*/*/index.md")
    assert "\nreview:\n  state: waiting\n---\n" in file.read_text(encoding="utf-8")


def handed_in(portal: Served, page: Page, album: Album, folder: Path) -> None:
    """Hand a Word file in."""
    file = folder / "bai.docx"
    file.write_bytes(SAMPLES["ảnh gửi kèm"]().data)
    page.goto(f"{portal.address}{DESK}nhap-word/")
    album.read()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Nhập thành bản thảo").click()
    page.get_by_role("heading", name="Chương trình đã hiểu").wait_for()
    album.take("nhap-word")
    page.get_by_role("link", name="Sửa trong bàn soạn tin").click()
    expect(page.get_by_label("Tiêu đề", exact=True)).to_have_value("Kiểm tra cải cách hành chính")


@pytest.mark.long
def test_the_guide_shows_and_names_what_is_on_the_screen(
    portal: Served, page: Page, tmp_path: Path
) -> None:
    """Each picture of the guide is taken on the way that it tells; each word in bold is seen."""
    album = Album(page)
    written_at_the_desk(portal, page, album, tmp_path)
    handed_in(portal, page, album, tmp_path)
    page.goto(f"{portal.address}{DESK}soat-loi/")
    page.get_by_text("cũng cố").first.wait_for()
    album.take("soat-loi")
    page.get_by_role("link", name="Mở để sửa").first.click()
    title = page.get_by_label("Tiêu đề", exact=True)
    expect(title).to_have_value(seed(tmp_path).title)
    page.goto(f"{portal.address}{DESK}duyet-bai/")
    page.get_by_role("button", name="Duyệt").first.wait_for()
    album.take("duyet-bai")
    if os.environ.get("GUIDE_PICTURES") == "write":
        for name, picture in album.pictures.items():
            (guide.HERE / name).write_bytes(picture)
    html = guide.text()
    named = set(re.findall(r'src="([^"]+)"', html))
    assert named == set(album.pictures) == {it.name for it in guide.HERE.glob("*.webp")}
    for name in named:
        with Image.open(guide.HERE / name) as shown:
            assert shown.size == (VIEW["width"], VIEW["height"])
    bold = re.findall(r"<strong>(.*?)</strong>", html)
    assert len(bold) > 10
    assert not [words for words in bold if words not in album.words]


def test_the_guide_is_a_page_with_its_pictures(portal: Served, page: Page) -> None:
    """In the browser every picture of the guide is there, and every link leads to a page."""
    page.goto(f"{portal.address}{DESK}huong-dan/")
    pictures = page.locator("main img")
    assert pictures.evaluate_all("all => all.every(it => it.complete && it.naturalWidth > 0)")
    links = page.locator("main a").evaluate_all("all => all.map(it => it.href)")
    assert len(links) > 4
    assert {page.request.get(it).status for it in links} == {200}
