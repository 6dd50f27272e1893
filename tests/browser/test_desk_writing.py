"""The editing desk in Chromium, served by the real `serve`: what staff write becomes the portal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from plugins._kit.tables import Desk
from plugins.commands.serve import decap
from plugins.desk.backend import backend, hosts
from plugins.desk.given import given
from plugins.desk.page import files
from plugins.desk.page import page as desk_page
from plugins.desk.plugin import PACKAGES
from plugins.desk.policy import policy
from tests.browser.conftest import serving
from tests.browser.desk_writing import (
    DESK,
    Hand,
    Served,
    body,
    open_desk,
    save,
    served,
    tiny_content,
    with_photographs,
    write_article,
)
from tests.portal import ROOT
from tests.unit.desk_models import DESK as DESK_OF_ALL

pytestmark = pytest.mark.browser
MOST = 25
"""Clicks and keys beyond the text itself, for an article with three photographs."""
SAID = "#desk-said"
SECONDS = 40


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A small portal with an article of everything that articles hold, served for this module."""
    if not decap.is_ready():
        pytest.skip("không có Node.js hoặc các gói của tools/desk")
    folder = tmp_path_factory.mktemp("desk")
    content = tiny_content(folder / "content")
    everything(content)
    with served(content, folder) as found:
        yield found


@pytest.fixture
def asked() -> list[str]:
    """The addresses that the page asked for."""
    return []


@pytest.fixture
def page(browser: Browser, asked: list[str]) -> Iterator[Page]:
    """A page of a browser that has never seen the desk; questions are answered with yes."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",  # where the day of a date is another one in UTC
    )
    found = context.new_page()
    found.on("request", lambda request: asked.append(request.url))
    found.on("dialog", lambda dialog: dialog.accept())
    found.set_default_timeout(SECONDS * 1000)
    yield found
    context.close()


def everything(content: Path) -> None:
    """Write one draft of the bodies of the articles and pages that the goldens are built of."""
    heads = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
    files = sorted(ROOT.glob("tests/golden/*/content/**/*.md"))
    bodies = [heads.sub("", it.read_text(encoding="utf-8")).strip("\n") for it in files]
    path = content / "articles" / "2026" / "2026-11-01-gop.md"
    path.parent.mkdir()
    text = "\n\n".join([*filter(None, bodies), MORE, "Đoạn cuối."])  # a document may have none
    path.with_suffix(".nguon").write_text(f"{GATHERED}\n{text}\n", encoding="utf-8")


GATHERED = """\
---
# Lời nhắc giữ lại.
title:   "Gộp"   # tên tạm
date: 2026-11-01
category: thong-bao
status: draft
---
"""
MORE = """\
- một
    - hai
- ba

Dòng một
dòng hai, 2 * 3 và snake_case_name, *nghiêng*, **đậm**, ***cả hai***.

[liên kết](https://a.vn/x_y "tên") và https://a.vn/x_y?q=1&b=2 trần. #the

![Hai "nháy"](<có dấu cách.jpg> "Anh nói: \\"Được\\". Ảnh: Lê An")

---"""


def test_an_article_is_written_in_few_clicks_and_built(
    portal: Served, page: Page, asked: list[str], tmp_path: Path
) -> None:
    """An article with three photographs: few clicks, the files, the built page."""
    text = with_photographs(tmp_path)
    hand = Hand(page)
    open_desk(page, portal.address).wait_for()
    write_article(hand, text)
    page.locator(SAID).get_by_role("link", name="Xem bài").wait_for()
    (folder,) = portal.content.glob("articles/*/*-kiem-tra-danh-gia-ket-qua-*")
    today, slug = folder.name[:10], folder.name[11:]
    written = (folder / "index.md").read_text(encoding="utf-8")
    head = yaml.safe_load(written.split("---\n")[1])
    given = {"title": text.title, "category": "chinh-quyen", "summary": text.summary}
    assert {name: str(value) for name, value in head.items()} == {**given, "date": today}
    names = ("img-0001.jpg", "anh-chup-2.jpg", "dsc-03.jpeg")
    expected = []
    for number, paragraph in enumerate(text.paragraphs):
        expected.append(paragraph)
        if photo := text.photos.get(number):
            expected.append(f'![{photo.alt}]({names[number]} "{photo.caption}")')
            assert (folder / names[number]).read_bytes() == photo.file.read_bytes()
    assert written.split("---\n", 2)[2] == "\n" + "\n\n".join(expected) + "\n"
    url = f"{today.replace('-', '/')}/{slug}/"
    built = (portal.output / url / "index.html").read_text(encoding="utf-8")
    assert built.count("<figure") == 3
    assert all(it.startswith((portal.address, "blob:", "data:")) for it in asked)
    assert hand.count <= MOST, hand.did


def test_rich_text_loses_nothing(portal: Served, page: Page) -> None:
    """All bodies of the project in one article: after a change at its end the rest is as it was.

    What somebody else has written meanwhile is not written over.
    """
    source = portal.content / "articles" / "2026" / "2026-11-01-gop.nguon"
    file = source.with_suffix(".md")
    before = source.read_text(encoding="utf-8")
    file.write_text(before, encoding="utf-8")
    page.goto(f"{portal.address}{DESK}#/collections/bai-viet/entries/2026/2026-11-01-gop")
    body(page).locator("p", has_text="Đoạn cuối.").last.click()
    page.keyboard.press("End")
    page.keyboard.insert_text(" Thêm.")
    file.write_text("---\ntitle: Người khác viết\n---\n", encoding="utf-8")
    save(Hand(page))
    page.get_by_text("tệp này vừa được sửa ở nơi khác").wait_for()
    assert "Người khác viết" in file.read_text(encoding="utf-8")
    file.write_text(before, encoding="utf-8")
    save(Hand(page))
    page.locator(SAID).get_by_text("Đã lưu").wait_for()
    assert file.read_text(encoding="utf-8") == before.replace("Đoạn cuối.", "Đoạn cuối. Thêm.")
    file.unlink()


def test_rooms_are_for_everybody(portal: Served, page: Page) -> None:
    """The rooms' frame fits a telephone and axe finds nothing."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{portal.address}{DESK}khong-co")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Bỏ qua")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert not found.response["violations"]


def test_the_desk_of_a_public_portal_asks_one_host(
    browser: Browser, page: Page, asked: list[str], tmp_path: Path
) -> None:
    """On a static host, under its own policy, the desk opens with a button to log in."""
    desk = Desk(backend="forgejo", repo="a/b", base_url="https://git.vi-du.vn", app_id="x")
    for address, file in files(PACKAGES).items():
        (tmp_path / address).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / address).symlink_to(file)
    site = {"base": "/", "styles": [], "zone": "Asia/Ho_Chi_Minh"}
    (tmp_path / "_config.json").write_text(given(DESK_OF_ALL, backend(desk), site), "utf-8")
    (tmp_path / "index.html").write_text(desk_page(policy(hosts(desk))), "utf-8")
    with serving(tmp_path) as address:
        page.goto(address)
        page.get_by_role("button", name="Đăng nhập bằng Forgejo").wait_for()
    assert all(it.startswith((address, "blob:", "data:")) for it in asked)
