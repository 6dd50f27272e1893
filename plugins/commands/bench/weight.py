"""What the first view of a page costs: bytes over the wire, by Chromium's own count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession

from plugins.commands.bench.goals import Column, Goal, Row

PAGES: Mapping[str, str] = {
    "Trang chủ": "",
    "Bài không ảnh": "2025/04/22/phuong-an-sap-xep-thanh-hai-phuong/",
    "Bài ba ảnh": "2020/12/14/kiem-tra-cai-cach-hanh-chinh/",
}
VIEWS: Mapping[int, int] = {360: 640, 1280: 800}
"""Heights of the window by its width, in CSS pixels; one pixel of the screen for each."""
KILO = 1000
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
TOTALS: Mapping[tuple[str, int], int] = {
    ("Trang chủ", 360): 170,
    ("Bài không ảnh", 360): 120,
    ("Bài không ảnh", 1280): 120,
}
"""KB that the whole first view of a page may have, by its name and the window's width."""
FONTS: Mapping[int, int] = {360: 40, 1280: 100}


@dataclass
class Fetched:
    """One request: what for, from which host, how many bytes came, and whether it was answered."""

    url: str
    kind: str
    size: float = 0
    refused: bool = False


@dataclass
class Watch:
    """Notes what a window fetches, as the developer tools report it."""

    fetched: dict[str, Fetched] = field(default_factory=dict)

    def follow(self, tools: CDPSession) -> None:
        """Begin to note."""
        tools.on("Network.requestWillBeSent", self.asked)
        tools.on("Network.responseReceived", self.answered)
        tools.on("Network.loadingFinished", self.came)
        tools.on("Network.loadingFailed", self.failed)
        tools.send("Network.enable")

    def asked(self, event: Mapping[str, Any]) -> None:
        """Note a request; what is written into the page itself, as data:, is none."""
        if urlsplit(event["request"]["url"]).scheme in ("http", "https"):
            kind = event.get("type", "Other")
            self.fetched[event["requestId"]] = Fetched(event["request"]["url"], kind)

    def answered(self, event: Mapping[str, Any]) -> None:
        """Note an answer that says no."""
        if event["requestId"] in self.fetched and event["response"]["status"] >= 400:
            self.fetched[event["requestId"]].refused = True

    def came(self, event: Mapping[str, Any]) -> None:
        """Note how many bytes an answer had on the wire, with its head."""
        if event["requestId"] in self.fetched:
            self.fetched[event["requestId"]].size = event["encodedDataLength"]

    def failed(self, event: Mapping[str, Any]) -> None:
        """Note an answer that did not come."""
        if event["requestId"] in self.fetched:
            self.fetched[event["requestId"]].refused = True


def summed(fetched: Iterable[Fetched], home: str) -> dict[str, float]:
    """Give the figures of a page: KB by kind and in all, numbers of requests and of hosts."""
    figures = {column.key: 0.0 for column in COLUMNS}
    hosts = set()
    for one in fetched:
        figures[KINDS.get(one.kind, "others")] += one.size / KILO
        figures["total"] += one.size / KILO
        figures["requests"] += 1
        figures["refused"] += one.refused
        hosts.add(urlsplit(one.url).netloc)
    return {**figures, "foreign": len(hosts - {urlsplit(home).netloc})}


def goals(name: str, width: int) -> dict[str, Goal]:
    """Give what a page may weigh in a window of this width."""
    whole = TOTALS.get((name, width))
    return {
        "text": Goal(40),
        "fonts": Goal(FONTS[width]),
        "script": Goal(15),
        "foreign": Goal(0),
        "refused": Goal(0),
        **({"total": Goal(whole)} if whole else {}),
    }


def weigh(browser: Browser, address: str, width: int) -> list[Fetched]:
    """Open a page as a new reader who does nothing, and give all that was fetched."""
    size = {"width": width, "height": VIEWS[width]}
    context = browser.new_context(locale="vi-VN", viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    watch = Watch()
    watch.follow(context.new_cdp_session(page))
    page.goto(address, wait_until="networkidle")
    context.close()
    return list(watch.fetched.values())


def measure(browser: Browser, home: str) -> list[Row]:
    """Weigh each page at each width."""
    return [
        Row(
            f"{name}, {width} px",
            summed(weigh(browser, home + url, width), home),
            goals(name, width),
        )
        for name, url in PAGES.items()
        for width in VIEWS
    ]
