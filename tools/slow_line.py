"""How the built demonstration loads on a slow line: what is seen when, and what jumps.

    .venv/bin/python -m tools.slow_line [--latency 400] [--down 500] [--up 500]

Chromium opens home, an article and the search page as a new reader, at 360 and 1280 px, by a line
of ``--down`` and ``--up`` kbit/s with ``--latency`` ms a round trip (the browser's own "Slow 3G" by
default). It tells seconds until something is seen (first contentful paint), until the largest thing
is (LCP), until the results of a search stand there, and how far things jump (cumulative layout
shift) until all has come and the page has been scrolled through. The exit code is 1 where something
jumps more than 0.02 or results take more than 3 seconds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from tools.bench.portal import BROWSER_SWITCHES, find_browser, serve_demonstration
from tools.bench.run import CannotMeasure
from tools.dumb_server import PortalNotBuilt

PAGES: Mapping[str, str] = {
    "home": "",
    "article": "2020/12/14/kiem-tra-cai-cach-hanh-chinh/",
    "search": "tim-kiem/?q=tiep+cong+dan",
}
VIEWS: Mapping[int, int] = {360: 740, 1280: 800}
MOST_SHIFT = 0.02
SEARCH_USABLE = 3.0
"""Seconds until results of a search can be read."""
OBSERVE = """
globalThis.seen = { shift: 0, largest: 0, moved: [] };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    seen.shift += entry.value;
    for (const { node } of entry.sources) seen.moved.push(node?.className || node?.nodeName);
  }
}).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) seen.largest = entry.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });
"""
SCROLL = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise((done) => setTimeout(done, 60));
  }
}"""
READ = """() => ({ ...seen,
  first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0 })"""


@dataclass(frozen=True)
class Line:
    """A line: milliseconds of a round trip, kilobits a second down and up."""

    latency: float
    down: float
    up: float


@dataclass(frozen=True)
class Load:
    """How a page came: seconds; ``shift`` without unit; ``moved`` names what jumped."""

    name: str
    width: int
    first: float
    largest: float
    usable: float | None
    shift: float
    moved: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether the page meets the goals."""
        return self.shift <= MOST_SHIFT and (self.usable is None or self.usable <= SEARCH_USABLE)


def throttle(page: Page, line: Line) -> None:
    """Slow the page's line down."""
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    speeds = {"downloadThroughput": line.down * 125, "uploadThroughput": line.up * 125}
    conditions = {"offline": False, "latency": line.latency, **speeds}
    tools.send("Network.emulateNetworkConditions", conditions)


def load(browser: Browser, home: str, name: str, width: int, line: Line) -> Load:
    """Open a page with an empty cache and return how it came."""
    context = browser.new_context(viewport={"width": width, "height": VIEWS[width]}, locale="vi-VN")
    page = context.new_page()
    page.add_init_script(OBSERVE)
    throttle(page, line)
    page.goto(home + PAGES[name], wait_until="commit", timeout=60_000)
    usable = None
    if name == "search":
        page.locator(".hit a").first.wait_for(timeout=60_000)
        usable = page.evaluate("performance.now()") / 1000
    page.wait_for_load_state("networkidle", timeout=60_000)
    page.evaluate(SCROLL)
    seen = page.evaluate(READ)
    page.context.close()
    first, largest = seen["first"] / 1000, seen["largest"] / 1000
    moved = tuple(dict.fromkeys(map(str, seen["moved"])))
    return Load(name, width, first, largest, usable, seen["shift"], moved)


def parse_line() -> Line:
    """Return the line that the words of the command ask for."""
    parser = argparse.ArgumentParser(prog="python -m tools.slow_line")
    parser.add_argument("--latency", type=float, default=400, help="milliseconds a round trip")
    parser.add_argument("--down", type=float, default=500, help="kbit/s")
    parser.add_argument("--up", type=float, default=500, help="kbit/s")
    given = parser.parse_args()
    return Line(given.latency, given.down, given.up)


def main() -> int:
    """Load all pages; return 0 when each meets the goals."""
    line = parse_line()
    try:
        with serve_demonstration() as home, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_browser(), args=BROWSER_SWITCHES
            )
            loads = [load(browser, home, name, width, line) for name in PAGES for width in VIEWS]
            browser.close()
    except (PortalNotBuilt, CannotMeasure) as error:
        print(error, file=sys.stderr)
        return 1
    print("page     width   FCP s   LCP s  usable s    CLS")
    for item in loads:
        usable = "–" if item.usable is None else f"{item.usable:.1f}"
        times = f"{item.first:7.1f} {item.largest:7.1f} {usable:>9}"
        row = f"{item.name:8} {item.width:5} {times} {item.shift:6.3f}"
        print(row + ("" if item.is_good else f"  missed ({', '.join(item.moved)})"))
    return 0 if all(item.is_good for item in loads) else 1


if __name__ == "__main__":
    raise SystemExit(main())
