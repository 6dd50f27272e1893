"""Write at the desk as a person does, with every click and key counted."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

from tests.portal import CLOCK, ROOT

DESK = "soan-tin-cu/"
PAUSE = 400
"""Milliseconds that a person takes anyway."""
SERVE = """
import sys
from pathlib import Path
from plugins.commands.serve.session import main
sys.exit(main(*(Path(sys.argv[1]), "0", *map(Path, sys.argv[2:]))))
"""
TOWN = """\
# Đơn vị để thử.
name: Thị xã Thử Nghiệm
address: Số 1, đường Thử Nghiệm
time_zone: Asia/Ho_Chi_Minh
base_path: /
"""
CATEGORIES = """\
# Các chuyên mục; "key" là tên trong địa chỉ.
categories:
  - key: chinh-quyen
    title: Chính quyền
  - key: thong-bao
    title: Thông báo
"""
PAGE = "---\ntitle: Giới thiệu\n---\n\nMột đoạn văn.\n"


@dataclass(frozen=True)
class Photo:
    """A photograph as it lies on the writer's machine, and the words for it."""

    file: Path
    caption: str
    alt: str


@dataclass(frozen=True)
class Text:
    """An article to be written: its paragraphs, and after which of them the photographs stand."""

    title: str
    summary: str
    category: str
    paragraphs: Sequence[str]
    photos: dict[int, Photo]


@dataclass
class Hand:
    """A person's hand: ``count`` are the clicks and keys beyond the text itself."""

    page: Page
    count: int = 0
    did: list[str] = field(default_factory=list)

    def click(self, place: Locator) -> None:
        """Click once."""
        place.click()
        self._note("click")

    def press(self, key: str) -> None:
        """Press a key that is no letter of the text."""
        self.page.keyboard.press(key)
        self._note(key)

    def choose(self, place: Locator, label: str) -> None:
        """Open a list, which has the focus then, and choose: two clicks."""
        place.focus()
        place.select_option(label=label)
        self._note("click")
        self._note("click")

    def write(self, text: str) -> None:
        """Write the text itself."""
        self.page.keyboard.insert_text(text)

    def _note(self, deed: str) -> None:
        self.count += 1
        self.did.append(deed)


def open_desk(page: Page, address: str) -> Locator:
    """Open the desk and return its button for a new article."""
    page.goto(address + DESK)
    return page.get_by_role("link", name="Viết bài mới")


def body(page: Page) -> Locator:
    """Return the box in which the text is written."""
    return page.locator("[data-slate-editor=true]")


def put_photo(hand: Hand, after: str, photo: Photo) -> None:
    """Put a photograph after a paragraph, with caption and alternative text."""
    page = hand.page
    hand.click(body(page).get_by_text(after, exact=True))
    page.wait_for_timeout(PAUSE)  # the buttons are drawn anew when the cursor has moved
    hand.click(page.get_by_role("button", name="Thêm ảnh, bảng"))
    with page.expect_file_chooser() as chosen:
        hand.click(page.get_by_role("menuitem", name="Ảnh có chú thích"))
    chosen.value.set_files(photo.file)
    page.wait_for_function("document.activeElement.id.endsWith('-caption')")
    hand.write(photo.caption)
    hand.press("Tab")
    hand.write(photo.alt)


def save(hand: Hand) -> None:
    """Save, and wait until the desk says that it has."""
    page = hand.page
    page.wait_for_timeout(PAUSE)  # Decap takes what was written a moment after the last key
    hand.click(page.get_by_role("button", name="Lưu", exact=True))
    hand.click(page.get_by_role("menuitem", name="Lưu", exact=True))


def write_article(hand: Hand, text: Text) -> None:
    """Write a whole article with its photographs, and save it."""
    page = hand.page
    hand.click(page.get_by_role("link", name="Viết bài mới"))
    hand.click(page.get_by_label("Tiêu đề", exact=True))
    hand.write(text.title)
    hand.choose(page.get_by_label("Chuyên mục"), text.category)
    hand.press("Tab")
    hand.write(text.summary)
    hand.click(body(page))
    for number, paragraph in enumerate(text.paragraphs):
        if number:
            page.keyboard.press("Enter")  # which belongs to the text
        hand.write(paragraph)
    for number, photo in text.photos.items():
        put_photo(hand, text.paragraphs[number], photo)
    page.wait_for_timeout(PAUSE)
    save(hand)


def with_photographs(folder: Path) -> Text:
    """Return an article of four paragraphs, its three photographs drawn into a folder."""
    paragraphs = [f"Đoạn thứ {number} của bài về cải cách hành chính." for number in range(1, 5)]
    photos = {}
    for number, name in enumerate(("IMG_0001.JPG", "Ảnh chụp (2).jpg", "DSC 03.jpeg")):
        path = folder / name
        Image.new("RGB", (480, 320), (60 + 50 * number, 110, 120)).save(path, "JPEG")
        photos[number] = Photo(path, f"Chú thích {number}. Ảnh: Lê An", f"Ảnh thứ {number}")
    title = "Kiểm tra, đánh giá kết quả cải cách hành chính"
    return Text(title, "Đoàn kiểm tra làm việc tại phường.", "Chính quyền", paragraphs, photos)


def tiny_content(folder: Path) -> Path:
    """Write a small content folder and return it."""
    for name, text in (
        ("data/town.yaml", TOWN),
        ("data/categories.yaml", CATEGORIES),
        ("pages/gioi-thieu.md", PAGE),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "articles").mkdir()
    return folder


@dataclass(frozen=True)
class Served:
    """A portal that the real ``serve`` serves."""

    content: Path
    output: Path
    address: str
    process: subprocess.Popen[str]


@contextmanager
def served(content: Path, folder: Path) -> Iterator[Served]:
    """Serve a content folder with everything that ``serve`` starts, until the block ends."""
    places = [str(content), str(folder / "output"), str(folder / "live")]
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, *places],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": str(CLOCK)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout
            said = []
            for line in process.stdout:
                said.append(line)
                if found := re.match(r"Cổng thông tin: (http\S+)", line):
                    yield Served(content, folder / "output", found[1], process)
                    break
            else:
                raise AssertionError("".join(said))
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
