"""Pictures of every kind of page, for a person who wants to see the portal at one glance."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from playwright.sync_api import Error, Page, sync_playwright

from tools.dumb_server import PortalNotBuilt, build_portal, serve_portal
from town_portal.cli.test import SWITCHES, ensure_chrome
from town_portal.core.system.child import make_stoppable

Look = Literal["light", "dark", "print"]
KINDS: Mapping[str, str] = {
    "home": "",
    "article": "2020/12/14/kiem-tra-cai-cach-hanh-chinh/",
    "page": "gioi-thieu/",
    "contact": "lien-he/",
    "map": "ban-do/",
    "songs": "bai-hat/",
    "links": "lien-ket/",
    "statistics": "thong-ke/",
    "category": "chuyen-muc/chinh-quyen/",
    "tag": "tu-khoa/hong-linh/",
    "year": "2026/",
    "month": "2020/12/",
    "archive": "luu-tru/",
    "categories": "chuyen-muc/",
    "tags": "tu-khoa/",
    "tree": "so-do-cong/",
    "document": "van-ban/67-hdbt/",
    "documents": "van-ban/",
    "404": "404.html",
}
"""The kinds of pages and where there is one of each, relative to the home page."""
HOLDING: Mapping[str, re.Pattern[str]] = {
    "table": re.compile(r"<table\b"),
    "gallery": re.compile(r'\bclass="gallery\b'),
}
"""Articles that hold something of their own: the first one that does is taken."""
VIEWS: tuple[tuple[int, int, Look], ...] = (
    *((360, 640, "light"), (360, 640, "dark"), (768, 1024, "light"), (768, 1024, "dark")),
    *((1280, 800, "light"), (1280, 800, "dark"), (794, 1123, "print")),
)
"""Width and height of the window in CSS pixels; 794 × 1123 is a sheet of A4."""

# Pictures further down come when they are scrolled to; one that is not shown never comes.
SETTLE = """async () => {
  const soon = (ms) => new Promise((done) => setTimeout(done, ms));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: "instant" });
    await soon(30);
  }
  scrollTo({ top: 0, behavior: "instant" });
  const pictures = [...document.images].filter((it) => it.checkVisibility());
  const loaded = Promise.allSettled(pictures.map((it) => it.decode()));
  await Promise.race([Promise.all([loaded, document.fonts.ready]), soon(10000)]);
  return pictures.filter((it) => !(it.complete && it.naturalWidth)).map((it) => it.src);
}"""


def find_pages(output: Path) -> dict[str, str | None]:
    """Return where each kind of page is in a built portal, None for a kind that is not there."""
    files = {
        kind: url if url.endswith(".html") else f"{url}index.html" for kind, url in KINDS.items()
    }
    found = {
        kind: KINDS[kind] if (output / file).is_file() else None for kind, file in files.items()
    }
    return found | {kind: find_article(output, pattern) for kind, pattern in HOLDING.items()}


def find_article(output: Path, pattern: re.Pattern[str]) -> str | None:
    """Return the address of the first article that holds something, None when none does."""
    for path in sorted(output.glob("[0-9]*/[0-9]*/[0-9]*/*/index.html")):
        if pattern.search(path.read_text(encoding="utf-8")):
            return f"{path.parent.relative_to(output).as_posix()}/"
    return None


def take_page(page: Page, kind: str, address: str, folder: Path) -> set[str]:
    """Take the pictures of one page and return the addresses of its images that did not come."""
    missing: set[str] = set()
    for width, height, look in VIEWS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(
            media="print" if look == "print" else "screen",
            color_scheme="dark" if look == "dark" else "light",
        )
        if look != "dark":  # the dark picture follows the light one of the same width
            page.goto(address, wait_until="load")
        missing.update(page.evaluate(SETTLE))
        file = folder / f"{kind}-{width}-{look}.png"
        page.screenshot(path=file, full_page=True, animations="disabled")
    return missing


def take_all(content: Path, folder: Path, browser: str) -> None:
    """Build the portal, take the pictures and say where they are."""
    with build_portal(content) as output, sync_playwright() as playwright:
        pages = find_pages(output)
        folder.mkdir(parents=True, exist_ok=True)
        window = playwright.chromium.launch(executable_path=browser, args=list(SWITCHES))
        page = window.new_page(
            locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce"
        )
        home = serve_portal(output, content)
        for kind, url in pages.items():
            if url is None:
                print(f"  {kind}: nội dung này không có loại trang này", flush=True)
                continue
            print(f"  {kind}: /{url}", flush=True)
            for address in sorted(take_page(page, kind, home + url, folder)):
                print(f"    không tải được ảnh {address}", file=sys.stderr, flush=True)
        window.close()
    print(f"Đã chụp xong, ảnh đặt trong thư mục {folder.resolve()}")


@make_stoppable()
def main(content: Path, folder: Path) -> int:
    """Take the pictures into a folder and return the exit code."""
    try:
        browser = ensure_chrome()
        if browser is None:
            raise PortalNotBuilt("Không có Chromium: cài Chromium hoặc đặt biến CHROME_PATH.")
        take_all(content, folder, browser)
    except (PortalNotBuilt, Error, OSError) as error:
        print(f"Chưa chụp xong: {error}", file=sys.stderr)
        return 1
    return 0
