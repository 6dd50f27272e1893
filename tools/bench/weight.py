"""What the first view of a page costs: bytes over the wire, by Chromium's own count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, sync_playwright

from tools.bench.portal import BROWSER_SWITCHES, find_browser, serve_demonstration
from tools.bench.run import print_line
from tools.bench.table import Column, FigureTable, Goal, TableRow

PAGES: Mapping[str, str] = {
    "Trang chủ": "",
    "Bài không ảnh": "2025/04/22/phuong-an-sap-xep-thanh-hai-phuong/",
    "Bài ba ảnh": "2020/12/14/kiem-tra-cai-cach-hanh-chinh/",
}
VIEWS: Mapping[int, int] = {360: 640, 1280: 800}
"""Heights of the window by its width, in CSS pixels; one pixel of the screen for each."""
COLUMNS = (
    *(Column("text", "HTML+CSS", "KB", 1), Column("fonts", "phông chữ", "KB", 1)),
    *(Column("script", "mã lệnh", "KB", 1), Column("pictures", "ảnh", "KB", 1)),
    *(Column("others", "khác", "KB", 1), Column("total", "tổng", "KB", 1)),
    *(Column("requests", "yêu cầu"), Column("foreign", "máy chủ khác")),
    Column("refused", "bị từ chối"),
)
KINDS: Mapping[str, str] = {
    "Document": "text",
    "Stylesheet": "text",
    "Font": "fonts",
    "Script": "script",
    "Image": "pictures",
}
"""Columns by what the developer tools call a resource."""
GOALS = {"text": Goal(40), "script": Goal(15), "foreign": Goal(0), "refused": Goal(0)}
FONTS: Mapping[int, Goal] = {360: Goal(40), 1280: Goal(100)}
TOTALS: Mapping[tuple[str, int], Goal] = {
    ("Trang chủ", 360): Goal(170),
    ("Bài không ảnh", 360): Goal(120),
    ("Bài không ảnh", 1280): Goal(120),
}


@dataclass
class Request:
    """One request: where to, what for, how many bytes came, whether it was answered."""

    url: str
    kind: str
    size: float = 0
    is_refused: bool = False


@dataclass
class RequestLog:
    """The requests of a window, as the developer tools report them."""

    requests: dict[str, Request] = field(default_factory=dict)

    def follow(self, tools: CDPSession) -> None:
        """Begin to note."""
        tools.on("Network.requestWillBeSent", self.note_request)
        tools.on("Network.responseReceived", self.note_response)
        tools.on("Network.loadingFinished", self.note_size)
        tools.on("Network.loadingFailed", self.note_failure)
        tools.send("Network.enable")

    def note_request(self, event: Mapping[str, Any]) -> None:
        """Note a request; what is written into the page itself, as data:, is none."""
        url = event["request"]["url"]
        if urlsplit(url).scheme in ("http", "https"):
            self.requests[event["requestId"]] = Request(url, event.get("type", "Other"))

    def note_response(self, event: Mapping[str, Any]) -> None:
        """Note an answer that says no."""
        if event["response"]["status"] >= 400:
            self.note_failure(event)

    def note_size(self, event: Mapping[str, Any]) -> None:
        """Note how many bytes an answer had on the wire, with its head."""
        if event["requestId"] in self.requests:
            self.requests[event["requestId"]].size = event["encodedDataLength"]

    def note_failure(self, event: Mapping[str, Any]) -> None:
        """Note an answer that did not come."""
        if event["requestId"] in self.requests:
            self.requests[event["requestId"]].is_refused = True


def measure(_sizes: Sequence[int]) -> Iterator[FigureTable]:
    """Yield the table of the first views; raises CannotMeasure, NotBuilt."""
    program = find_browser()
    print_line("— weight: dung lượng lần xem đầu, chưa cuộn trang (1 KB = 1.000 byte, nén brotli)")
    with serve_demonstration() as home, sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=program, args=BROWSER_SWITCHES)
        rows = [weigh_page(window, home, name, width) for name in PAGES for width in VIEWS]
        window.close()
    yield FigureTable("Trang", COLUMNS, rows)


def weigh_page(window: Browser, home: str, name: str, width: int) -> TableRow:
    """Open a page as a new reader who does nothing, and return what was fetched."""
    context = window.new_context(locale="vi-VN", viewport={"width": width, "height": VIEWS[width]})
    page, log = context.new_page(), RequestLog()
    log.follow(context.new_cdp_session(page))
    page.goto(home + PAGES[name], wait_until="networkidle")
    context.close()
    total = {"total": TOTALS[name, width]} if (name, width) in TOTALS else {}
    goals = {**GOALS, "fonts": FONTS[width], **total}
    return TableRow(f"{name}, {width} px", sum_requests(log.requests.values(), home), goals)


def sum_requests(requests: Iterable[Request], home: str) -> dict[str, float]:
    """Return the figures of a page: KB by kind and in all, numbers of requests and of hosts."""
    figures = {column.key: 0.0 for column in COLUMNS}
    hosts = set()
    for request in requests:
        figures[KINDS.get(request.kind, "others")] += request.size / 1000
        figures["total"] += request.size / 1000
        figures["requests"] += 1
        figures["refused"] += request.is_refused
        hosts.add(urlsplit(request.url).netloc)
    return {**figures, "foreign": len(hosts - {urlsplit(home).netloc})}
