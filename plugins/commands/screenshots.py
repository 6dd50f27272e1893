"""Pictures of every kind of page, for a person who wants to see the portal at one glance."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Error, Page, sync_playwright

from plugins.commands.child import stopping_by_signal
from plugins.commands.dumb_server import NotBuilt, built, served
from plugins.commands.test import SWITCHES, chrome

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
ARTICLES = "[0-9]*/[0-9]*/[0-9]*/*/index.html"

HEIGHTS: Mapping[int, int] = {360: 640, 768: 1024, 794: 1123, 1280: 800}
"""Heights of the window by its width, in CSS pixels; 794 × 1123 is a sheet of A4."""
VIEWS: tuple[tuple[int, Look], ...] = (
    *((360, "light"), (360, "dark"), (768, "light"), (768, "dark")),
    *((1280, "light"), (1280, "dark"), (794, "print")),
)

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


@dataclass(frozen=True)
class Shot:
    """One picture: a kind of page, the window's width in CSS pixels, and how it is looked at."""

    kind: str
    width: int
    look: Look

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"{self.kind}-{self.width}-{self.look}.png"


def shots(kind: str) -> Iterator[Shot]:
    """Give the pictures of one kind of page, those of one width after one another."""
    return (Shot(kind, width, look) for width, look in VIEWS)


def places(output: Path) -> dict[str, str | None]:
    """Give where each kind of page is in a built portal, None for a kind that is not there."""
    found = {kind: url if file_of(output, url).is_file() else None for kind, url in KINDS.items()}
    return found | {kind: first(output, pattern) for kind, pattern in HOLDING.items()}


def file_of(output: Path, url: str) -> Path:
    """Give the file that answers at an address."""
    return output / (url if url.endswith(".html") else f"{url}index.html")


def first(output: Path, pattern: re.Pattern[str]) -> str | None:
    """Give the address of the first article that holds something, None when none does."""
    for path in sorted(output.glob(ARTICLES)):
        if pattern.search(path.read_text(encoding="utf-8")):
            return f"{path.parent.relative_to(output).as_posix()}/"
    return None


def take(page: Page, shot: Shot, address: str, folder: Path) -> list[str]:
    """Write one picture, and give the addresses of pictures of the page that did not come."""
    page.set_viewport_size({"width": shot.width, "height": HEIGHTS[shot.width]})
    page.emulate_media(
        media="print" if shot.look == "print" else "screen",
        color_scheme="dark" if shot.look == "dark" else "light",
    )
    # The dark picture follows the light one of the same width: the page is there already.
    if page.url != address or shot.look != "dark":
        page.goto(address, wait_until="load")
    absent: list[str] = page.evaluate(SETTLE)
    page.screenshot(path=folder / shot.name, full_page=True, animations="disabled")
    return absent


def take_all(page: Page, home: str, found: Mapping[str, str], folder: Path) -> int:
    """Write the pictures of every kind of page, say how far it is, and give how many there are."""
    for number, (kind, url) in enumerate(found.items(), 1):
        print(f"  {number}/{len(found)} {kind}: /{url}", flush=True)
        absent: set[str] = set()
        for shot in shots(kind):
            absent.update(take(page, shot, home + url, folder))
        for address in sorted(absent):
            print(f"    không tải được ảnh {address}", file=sys.stderr, flush=True)
    return len(found) * len(VIEWS)


def photograph(content: Path, folder: Path, browser: str) -> None:
    """Build the portal, take the pictures and say where they are."""
    with built(content) as output, sync_playwright() as playwright:
        all_kinds = places(output)
        found = {kind: url for kind, url in all_kinds.items() if url is not None}
        folder.mkdir(parents=True, exist_ok=True)
        window = playwright.chromium.launch(executable_path=browser, args=list(SWITCHES))
        page = window.new_page(
            locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce"
        )
        count = take_all(page, served(output, content), found, folder)
        window.close()
    left_out = [kind for kind in all_kinds if kind not in found]
    if left_out:
        print(f"Nội dung này không có các loại trang: {', '.join(left_out)}.")
    print(f"Đã chụp {count} ảnh, đặt trong thư mục {folder.resolve()}")


def main(content: Path, folder: Path) -> int:
    """Take the pictures into a folder and give the exit code."""
    try:
        with stopping_by_signal():
            browser = chrome()
            if browser is None:
                print("Không có Chromium: cài Chromium hoặc đặt biến CHROME_PATH.", file=sys.stderr)
                return 1
            photograph(content, folder, browser)
    except KeyboardInterrupt:
        print("Đã dừng.", file=sys.stderr)
        return 130
    except NotBuilt as error:
        print(error, file=sys.stderr)
        return 1
    except (Error, OSError) as error:
        print(f"Chưa chụp xong: {error}", file=sys.stderr)
        return 1
    return 0
