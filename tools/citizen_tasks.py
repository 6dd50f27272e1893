"""Ten tasks of a citizen on a telephone, done in Chromium on the built demonstration; taps counted.

Typing is no tap, sending what was typed is one. A task is done when what the citizen came for is
on the page: living.md asks for at most three taps from the home page.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Error, Locator, Page, sync_playwright

from tools.bench.portal import BROWSER_SWITCHES, find_browser, serve_demonstration
from tools.bench.run import CannotMeasure
from tools.dumb_server import PortalNotBuilt

MOST = 3
"""Taps that a task may take."""
PATIENCE = 8_000
"""Milliseconds until something that does not come counts as missing."""


@dataclass
class Citizen:
    """A reader with a telephone of 360 × 740 pixels; ``taps`` since the home page."""

    page: Page
    taps: int = 0

    def tap(self, what: Locator) -> None:
        """Press something that is on the page."""
        what.first.click(timeout=PATIENCE)
        self.taps += 1

    def see(self, what: Locator) -> None:
        """Wait for what the citizen came for; raises Error where it does not come."""
        what.first.wait_for(timeout=PATIENCE)


def read_news(citizen: Citizen) -> None:
    """Read the day's news."""
    citizen.tap(citizen.page.locator(".front__lead a"))
    citizen.see(citizen.page.locator(".article__body p"))


def find_leader(citizen: Citizen) -> None:
    """Find out who leads, and how to call."""
    card = citizen.page.locator(".block--contact")
    citizen.see(card.get_by_text("Chủ tịch UBND"))
    citizen.see(card.get_by_text("Điện thoại"))


def ask(citizen: Citizen) -> None:
    """Ask a question."""
    citizen.tap(citizen.page.get_by_role("link", name="Gửi câu hỏi"))
    citizen.see(citizen.page.locator("form textarea"))


def comment(citizen: Citizen) -> None:
    """Comment on an article."""
    citizen.tap(citizen.page.locator(".front__lead a"))
    citizen.tap(citizen.page.get_by_text("Viết bình luận"))
    citizen.see(citizen.page.locator(".comments__form textarea"))


def rate(citizen: Citizen) -> None:
    """Rate an article."""
    citizen.tap(citizen.page.locator(".front__lead a"))
    citizen.tap(citizen.page.get_by_label("5 sao"))
    citizen.see(citizen.page.get_by_role("button", name="Gửi đánh giá"))


def find_way(citizen: Citizen) -> None:
    """Find a place on the map, and the way there."""
    citizen.tap(citizen.page.get_by_role("link", name="Xem bản đồ"))
    citizen.see(citizen.page.get_by_role("link", name="Xem trên OpenStreetMap"))


def hear_song(citizen: Citizen) -> None:
    """Hear a song about the town."""
    citizen.tap(citizen.page.get_by_role("link", name="Xem tất cả bài hát"))
    citizen.see(citizen.page.get_by_role("link", name="Tìm bản nghe"))


def open_document(citizen: Citizen) -> None:
    """Open a new document, and its file or where to have it."""
    citizen.tap(citizen.page.locator(".block--documents li a"))
    citizen.see(citizen.page.locator(".article__attachments a, [download]"))


def find_procedure(citizen: Citizen) -> None:
    """Find a procedure, and where to hand in for it."""
    citizen.tap(citizen.page.locator(".footer summary").filter(has_text="Thông tin"))
    citizen.tap(citizen.page.get_by_role("link", name="Thủ tục hành chính"))
    citizen.see(citizen.page.locator("main").get_by_role("link", name="Dịch vụ công"))


def search(citizen: Citizen) -> None:
    """Search in own words, without accents."""
    citizen.tap(citizen.page.locator(".masthead__find"))
    citizen.page.locator(".search__field").fill("lich tiep cong dan")
    citizen.tap(citizen.page.locator(".search__button"))
    citizen.see(citizen.page.locator(".hit a").filter(has_text="tiếp công dân"))


TASKS: tuple[Callable[[Citizen], None], ...] = (
    *(read_news, find_leader, ask, comment, rate),
    *(find_way, hear_song, open_document, find_procedure, search),
)


def do_tasks(page: Page, home: str) -> list[tuple[str, int, str]]:
    """Do each task from the home page; return its words, its taps, and what was missing."""
    rows = []
    for task in TASKS:
        page.goto(home)
        page.wait_for_load_state("networkidle")
        citizen = Citizen(page)
        missing = ""
        try:
            task(citizen)
        except Error as error:
            missing = error.message.splitlines()[0]
        rows.append(((task.__doc__ or "").rstrip("."), citizen.taps, missing))
    return rows


def main() -> int:
    """Do all tasks; return 0 when each is done within ``MOST`` taps."""
    try:
        with serve_demonstration() as home, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_browser(), args=BROWSER_SWITCHES
            )
            page = browser.new_page(viewport={"width": 360, "height": 740}, locale="vi-VN")
            rows = do_tasks(page, home)
    except (PortalNotBuilt, CannotMeasure) as error:
        print(error, file=sys.stderr)
        return 1
    for words, taps, missing in rows:
        print(f"{'–' if missing else taps}  {words}{f' ({missing})' if missing else ''}")
    done = sum(not missing and taps <= MOST for _, taps, missing in rows)
    print(f"{done} of {len(rows)} within {MOST} taps")
    return 0 if done == len(rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
