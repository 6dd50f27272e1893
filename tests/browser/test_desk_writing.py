"""The editing desk in Chromium, served by the real `serve`: what staff write becomes the portal."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from plugins._kit.tables import Desk
from plugins.commands.serve import decap
from plugins.desk.backend import backend, hosts
from plugins.desk.given import given
from plugins.desk.page import files
from plugins.desk.page import page as desk_page
from plugins.desk.plugin import PACKAGES
from plugins.desk.policy import policy
from tests.browser.conftest import Handler, Server
from tests.browser.desk_writing import (
    DESK,
    PAUSE,
    Hand,
    Served,
    body,
    open_desk,
    save,
    seed,
    served,
    tiny_content,
    write_article,
)
from tests.portal import ROOT
from tests.unit.desk_models import DESK as DESK_OF_ALL

pytestmark = pytest.mark.browser
MOST = 25
"""Clicks and keys beyond the text itself, for the first article with its three photographs."""
SAID = "#desk-said"
SECONDS = 40
ALL_SHOWN = """count => {
  const all = [...document.querySelectorAll(".desk-photo img")];
  return new Set(all.map(it => it.src)).size === count && all.every(it => it.naturalWidth);
}"""


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
    """Write one draft of the bodies of all articles and pages that the project has."""
    files = [*ROOT.glob("content/articles/**/*.md"), *ROOT.glob("content/pages/*.md")]
    files += ROOT.glob("tests/golden/*/content/**/*.md")
    heads = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
    bodies = [heads.sub("", it.read_text(encoding="utf-8")).strip("\n") for it in sorted(files)]
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


def test_the_first_article_is_written_in_few_clicks_and_built(
    portal: Served, page: Page, asked: list[str], tmp_path: Path
) -> None:
    """The inspection article with its three photographs: few clicks, the files, the built page."""
    text = seed(tmp_path)
    hand = Hand(page)
    open_desk(page, portal.address).wait_for()
    write_article(hand, text, before_saving=lambda: assert_preview(page, text.title))
    print(f"\nBài đầu tiên với ba ảnh: {hand.count} lần bấm và phím ngoài chữ của bài")
    page.locator(SAID).get_by_role("link", name="Xem bài").wait_for()
    page.wait_for_function(ALL_SHOWN, arg=3)  # the photographs in the form, read from the files
    (folder,) = portal.content.glob("articles/*/*-kiem-tra-danh-gia-ket-qua-*")
    today, slug = folder.name[:10], folder.name[11:]
    assert folder.parent.name == today[:4]
    assert re.fullmatch(r"kiem-tra-danh-gia-ket-qua-cai-cach-hanh-chinh-tai-thi-xa-[a-z-]+", slug)
    written = (folder / "index.md").read_text(encoding="utf-8")
    head = yaml.safe_load(written.split("---\n")[1])
    assert head == {
        "title": text.title,
        "date": head["date"],
        "category": "chinh-quyen",
        "summary": text.summary,
    }
    assert f"{head['date']}" == today
    names = ("img-0001.jpg", "anh-chup-2.jpg", "dsc-03.jpeg")
    expected = []
    for number, paragraph in enumerate(text.paragraphs):
        expected.append(paragraph)
        if photo := text.photos.get(number):
            name = names[list(text.photos).index(number)]
            expected.append(f'![{photo.alt}]({name} "{photo.caption}")')
            assert (folder / name).read_bytes() == photo.file.read_bytes()
    assert written.split("---\n", 2)[2] == "\n" + "\n\n".join(expected) + "\n"
    url = f"{today.replace('-', '/')}/{slug}/"
    built = (portal.output / url / "index.html").read_text(encoding="utf-8")
    assert built.count("<figure") == 3
    assert all(photo.caption in built for photo in text.photos.values())
    assert all(it.startswith((portal.address, "blob:", "data:")) for it in asked)
    assert hand.count <= MOST, hand.did


def assert_preview(page: Page, title: str) -> None:
    """See the text beside the form as the portal shows it, photographs not yet saved too."""
    preview = page.frame_locator("iframe").locator(".article")
    assert preview.locator("h1").inner_text() == title
    pictures = preview.locator("figure.figure img")
    pictures.nth(2).wait_for()
    assert pictures.evaluate_all("all => all.map(it => it.naturalWidth)") == [480, 480, 480]
    assert "Serif" in preview.locator("h1").evaluate("it => getComputedStyle(it).fontFamily")


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


def test_every_sentence_of_decap_is_in_vietnamese(portal: Served, page: Page) -> None:
    """Each sentence that Decap has in English has one in Vietnamese, and none is the same."""
    open_desk(page, portal.address).wait_for()
    english, ours = (flat(page.evaluate(f"CMS.getLocale('{it}')")) for it in ("en", "vi"))
    assert len(english) > 200
    assert not {name: text for name, text in english.items() if ours.get(name, text) == text}


def flat(phrases: dict[str, Any], path: str = "") -> dict[str, str]:
    """Return sentences by their dotted names."""
    found: dict[str, str] = {}
    for name, it in phrases.items():
        found |= flat(it, f"{path}{name}.") if isinstance(it, dict) else {f"{path}{name}": it}
    return found


def test_no_word_is_lost_when_saving_fails(portal: Served, page: Page) -> None:
    """A text stays in the form when saving fails, and in the browser when the page is left."""
    open_desk(page, portal.address).click()
    page.get_by_label("Tiêu đề", exact=True).fill("Bài giữ lại đủ: Đà Nẵng")
    page.get_by_label("Ngày đăng", exact=True).fill("2025-03-01")
    page.get_by_label("Chuyên mục").select_option(label="Thông báo")
    body(page).click()
    page.keyboard.insert_text("Không được mất chữ nào. 5*3*2, ~~x~~, {y}.")
    page.route("**/api/v1", lambda route: route.abort())
    save(Hand(page))
    page.get_by_text("Chưa lưu được: lệnh serve không chạy").wait_for()
    page.unroute("**/api/v1")
    page.route("**/api/v1", fail_to_save)
    save(Hand(page))
    page.get_by_text("Chưa lưu được: API_ERROR: đĩa đầy").wait_for()
    assert "Không được mất chữ nào." in body(page).inner_text()
    page.unroute("**/api/v1")
    page.wait_for_timeout(4000)  # Decap keeps a copy two seconds after a change
    page.route("**/api/v1", slow_to_list)
    page.reload()
    body(page).get_by_text("Không được mất chữ nào.").wait_for()
    page.wait_for_timeout(1000 + PAUSE)
    with page.expect_file_chooser():
        page.get_by_role("button", name="Thêm ảnh, bảng").click()
        page.get_by_role("menuitem", name="Ảnh có chú thích").click()
    save(Hand(page))
    page.locator(SAID).get_by_text("ảnh không có tên tệp").wait_for()
    folder = portal.content / "articles" / "2025" / "2025-03-01-bai-giu-lai-du-da-nang"
    written = (folder / "index.md").read_text(encoding="utf-8")
    assert r"Không được mất chữ nào. 5\*3\*2, ~~x~~, {y}." in written  # as Python-Markdown reads it
    (folder / "index.md").unlink()


def fail_to_save(route: Route) -> None:
    """Answer as a server whose disk is full."""
    if "persistEntry" in (route.request.post_data or ""):
        route.fulfill(status=500, json={"error": "đĩa đầy"})
    else:
        route.continue_()


def slow_to_list(route: Route) -> None:
    """Answer as a busy machine, which lists files after the browser has found what it kept."""
    if '"getMedia"' in (route.request.post_data or ""):
        time.sleep(1)
    route.continue_()


@pytest.mark.parametrize("width", [360, 1280])
def test_rooms_are_for_everybody(portal: Served, page: Page, width: int) -> None:
    """The frame of the rooms has no fault that axe finds, and is no wider than the window."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{portal.address}{DESK}khong-co")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Bỏ qua")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
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
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        page.goto(address)
        page.get_by_role("button", name="Đăng nhập bằng Forgejo").wait_for()
        server.shutdown()
    assert all(it.startswith((address, "blob:", "data:")) for it in asked)
