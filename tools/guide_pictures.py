"""Pictures of the newsroom's guide: a text is written, checked, approved and published by clicks.

Run it again after a change of the newsroom's pages::

    python -m tools.guide_pictures tests/town [FOLDER]
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, Route, sync_playwright

from town_portal.cli.test import SWITCHES, ensure_chrome
from town_portal.core.system.child import build_utf8_environment
from town_portal.core.system.places import ROOT

FOLDER = ROOT / "newsroom" / "static" / "newsroom" / "guide"
WIDTH, HEIGHT = 1280, 800
QUALITY = 80
PATIENCE = 300_000
"""Milliseconds that a publication may take."""
SERVE = """
import sys
from pathlib import Path
from town_portal.cli.serve.session import main
sys.exit(main(*(Path(sys.argv[1]), "0", *map(Path, sys.argv[2:]))))
"""
TITLE = "Chuẩn bị hồ sơ kiểm tra cải cách hành chính"
SUMMARY = "Các phòng chuyên môn rà soát hồ sơ trước buổi kiểm tra."
PARAGRAPHS = (
    "Sáng nay, các phòng chuyên môn rà soát hồ sơ cải cách hành chính của năm.",
    "Mỗi phòng cử một người tiếp tục cũng cố hồ sơ, số liệu của phòng mình.",
)
CAPTION = "Phòng họp trước buổi kiểm tra (ảnh minh họa). Ảnh: Nguyễn Văn A"
ALT = "Hình vẽ một phòng họp, chiếc bàn dài phủ khăn xanh, trên bàn có hồ sơ và micro"


class NotTaken(Exception):
    """A step of the walk failed; the message says which."""


@dataclass(frozen=True)
class GuideWalk:
    """A person at a newsroom: the browser's page, and where pictures and published files go."""

    page: Page
    pictures: Path
    published: Path

    def take(self, name: str) -> None:
        """Write what the window shows as a WebP picture."""
        self.page.evaluate("document.fonts.ready")
        data = self.page.screenshot(animations="disabled", caret="hide")
        with Image.open(io.BytesIO(data)) as shot:
            shot.convert("RGB").save(self.pictures / f"{name}.webp", quality=QUALITY, method=6)

    def press(self, name: str) -> None:
        """Press a button or follow a link by its name."""
        page = self.page
        found = page.get_by_role("button", name=name, exact=True)
        found.or_(page.get_by_role("link", name=name, exact=True)).first.click()


def take_all(content: Path, pictures: Path, browser: str) -> None:
    """Take the pictures on a copy of a content folder. Raises NotTaken and Playwright's Error."""
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, sync_playwright() as it:
        folder = Path(name)
        with serve(content, folder) as address:
            window = it.chromium.launch(executable_path=browser, args=list(SWITCHES))
            page = window.new_page(
                viewport={"width": WIDTH, "height": HEIGHT},
                locale="vi-VN",
                timezone_id="Asia/Ho_Chi_Minh",
                reduced_motion="reduce",
            )
            page.goto(address)
            walk = GuideWalk(page, pictures, folder / "published")
            picture = next((folder / "content").glob("articles/*/*/anh-1.jpg"))
            write_text(walk, picture)
            correct_findings(walk)
            approve_text(walk)
            publish_text(walk)
            window.close()


@contextmanager
def serve(content: Path, folder: Path) -> Iterator[str]:
    """Serve a copy of a content folder until the block ends; give the link that signs in."""
    shutil.copytree(content, folder / "content")
    (folder / ".newsroom").mkdir()
    target = f"PORTAL_PUBLISH_TO={folder / 'published'}\n"
    (folder / ".newsroom" / "publish.env").write_text(target, encoding="utf-8")
    places = [str(folder / name) for name in ("content", "output", ".live")]
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, *places],
        cwd=ROOT,
        env=build_utf8_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=os.name != "nt",
    ) as process:
        try:
            yield _find_link(process)
        finally:
            process.send_signal(signal.SIGINT)


def _find_link(process: subprocess.Popen[str]) -> str:
    """Return the newsroom's link when the first build is done too."""
    assert process.stdout
    lines = list[str]()
    for line in process.stdout:
        lines.append(line)
        text = "".join(lines)
        link = re.search(r"Soạn tin: (http\S+)", text)
        if link and "Cổng thông tin: http" in text:
            return link[1]
    raise NotTaken("".join(lines))


def write_text(walk: GuideWalk, picture: Path) -> None:
    """Begin a text, write it, put a photograph with its caption into it, save."""
    page = walk.page
    walk.take("danh-sach")
    walk.press("Viết bài mới")
    page.get_by_label("Tiêu đề").fill(TITLE)
    page.get_by_label("Chuyên mục").select_option(index=1)
    walk.take("bai-moi")
    walk.press("Bắt đầu viết")
    page.get_by_label("Tóm tắt").fill(SUMMARY)
    page.get_by_label("Người viết").fill("Nguyễn Văn A")
    body = page.locator(".ck-editor__editable").first
    body.click()
    for paragraph in PARAGRAPHS:
        page.keyboard.insert_text(paragraph)
        page.keyboard.press("Enter")
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Tải hình ảnh lên từ máy tính").click()
    chosen.value.set_files(picture)
    body.locator("figure img[src*='/tep/']").wait_for()
    body.locator("figcaption").click()
    page.keyboard.insert_text(CAPTION)
    save(walk)
    page.evaluate("scrollTo(0, 0)")
    walk.take("viet-bai")


def save(walk: GuideWalk) -> None:
    """Save, and wait until the newsroom says so and has looked for mistakes."""
    with walk.page.expect_response("**/soat-loi"):
        walk.press("Lưu")
    walk.page.locator("#said", has_text="Đã lưu").wait_for()


def correct_findings(walk: GuideWalk) -> None:
    """Look at the findings, correct one by its button, describe the photograph."""
    page = walk.page
    page.locator("#findings-count").click()
    walk.take("soat-loi")
    with page.expect_response("**/soat-loi"):
        page.get_by_role("button", name="Sửa thành “củng cố”").click()
    page.locator("#findings-count").click()
    page.locator(".ck-editor__editable figure img").click()
    walk.press("Tả ảnh cho người không nhìn thấy")
    page.locator(".ck-balloon-panel_visible input").fill(ALT)
    page.keyboard.press("Enter")
    save(walk)


def approve_text(walk: GuideWalk) -> None:
    """Send the text to the reviewer, read what is new in it, approve."""
    page = walk.page
    walk.press("Gửi duyệt")
    walk.press("Gửi")
    walk.press(TITLE)
    walk.take("duyet-bai")
    walk.press("Duyệt")
    page.get_by_text("Đã duyệt").wait_for()


def publish_text(walk: GuideWalk) -> None:
    """Publish, then follow the public address that the newsroom answers with."""
    page = walk.page
    walk.press("Bài viết")
    walk.press(TITLE)
    page.locator("#publish").click()
    done = page.get_by_text("Đã đăng lúc").or_(page.get_by_role("alert"))
    done.wait_for(timeout=PATIENCE)
    if page.get_by_role("alert").count():
        raise NotTaken(page.locator("main").inner_text())
    walk.take("da-dang")
    link = page.locator("main .notice a")
    address = link.get_attribute("href") or ""
    page.route(f"{'/'.join(address.split('/')[:3])}/**", lambda route: answer(walk, route))
    link.click()
    page.get_by_role("heading", name=TITLE, level=1).wait_for()
    walk.take("trang-cong-khai")


def answer(walk: GuideWalk, route: Route) -> None:
    """Answer for the public host with a file that was published."""
    path = route.request.url.split("/", 3)[3].partition("?")[0]
    name = f"{path}index.html" if path.endswith("/") or not path else path
    file = next(iter(walk.published.rglob(name)), None)
    if file is None:
        route.fulfill(status=404)
    else:
        route.fulfill(path=file)


if __name__ == "__main__":
    take_all(
        Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER, ensure_chrome() or ""
    )
