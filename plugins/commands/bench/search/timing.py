"""What a query costs a reader: bytes over the wire, seconds in a slow browser on a slow line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, Page

from plugins.commands.bench.search.queries import Query
from plugins.commands.bench.weight import KILO, Watch
from tests.browser.modules import until

LINE = {"offline": False, "downloadThroughput": 200_000, "uploadThroughput": 90_000, "latency": 0}
"""1.6 Mbit/s down, 0.72 up, in bytes a second; ``latency`` in milliseconds is added for each."""
SLOWER = 4
"""So many times slower is the processor made."""
OURS = """(text) => new Promise((done) => {
  const form = document.querySelector(".finder__form");
  const found = document.querySelector(".found");
  form.q.value = text;
  const began = performance.now();
  form.requestSubmit();
  const look = () => {
    const is = !found.hidden && !found.hasAttribute("aria-busy");
    if (is) requestAnimationFrame(() => done(performance.now() - began));
    else setTimeout(look, 2);
  };
  look();
})"""
"""Types a query into the portal's own page; gives the milliseconds until its hits are drawn."""
LOADED = 'performance.getEntriesByType("resource").some((it) => it.name.endsWith("/index.json"))'
"""Whether the page is ready for a query."""
PEER = """async ([text, name]) => {
  const began = performance.now();
  const ids = await searches[name].ask(text);
  return [performance.now() - began, ids];
}"""

Ask = Callable[[Page, str], float]
"""Has a query answered and gives the milliseconds."""


@dataclass(frozen=True)
class Cost:
    """Queries of one kind: kilobytes of each, seconds of each."""

    sizes: tuple[float, ...]
    seconds: tuple[float, ...]

    def figures(self, name: str) -> dict[str, float]:
        """Return the median and the worst, with keys that begin with ``name``."""
        return {
            f"{name}_kb": max(self.sizes),
            f"{name}_kb_mid": median(self.sizes),
            f"{name}_s": median(self.seconds),
            f"{name}_s_max": max(self.seconds),
        }


@contextmanager
def tab(browser: Browser, latency: float, watch: Watch) -> Iterator[Page]:
    """Open a window of a new reader, on a slow machine and line."""
    context = browser.new_context(locale="vi-VN", viewport={"width": 360, "height": 640})
    page = context.new_page()
    tools = context.new_cdp_session(page)
    watch.follow(tools)
    tools.send("Network.emulateNetworkConditions", {**LINE, "latency": latency})
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page
    context.close()


def ours(browser: Browser, home: str, queries: Sequence[Query], latency: float) -> list[Cost]:
    """Measure the first query of a reader, what the search itself takes before; those that follow.

    Half of the queries are each the first of a reader; the others follow upon it.
    """

    def ready(page: Page) -> None:
        page.goto(f"{home}tim-kiem/", wait_until="networkidle")
        until(page, LOADED)

    def ask(page: Page, text: str) -> float:
        return float(page.evaluate(OURS, text))

    return _measured(browser, (ready, ask), queries, (latency, ("/js/search", "/static/tim/")))


def peer(browser: Browser, home: str, queries: Sequence[Query], name: str) -> list[Cost]:
    """Measure one of the peers (harness.js), the newest year alone where there are years."""

    def ready(page: Page) -> None:
        page.goto(home, wait_until="networkidle")
        opened(page, name, (), all_years=False)

    def ask(page: Page, text: str) -> float:
        return float(page.evaluate(PEER, [text, name])[0])

    return _measured(browser, (ready, ask), queries, (0, ("/",)))


def opened(page: Page, name: str, years: Sequence[int], *, all_years: bool) -> None:
    """Have a peer opened in a page."""
    page.evaluate(
        """async ([name, years, all]) => {
          const harness = await import("/harness.js");
          window.searches = harness.searches(years);
          await window.searches[name].open({ all });
        }""",
        [name, list(years) or NEWEST, all_years],
    )


NEWEST = [2024]
"""The year that is asked first."""


def asked(page: Page, name: str, text: str) -> list[str]:
    """Return the ids that a peer finds."""
    found: list[str] = page.evaluate(PEER, [text, name])[1]
    return found


def _measured(
    browser: Browser,
    doing: tuple[Callable[[Page], None], Ask],
    queries: Sequence[Query],
    given: tuple[float, tuple[str, ...]],
) -> list[Cost]:
    """Return the costs of first queries and of following ones."""
    (ready, ask), (latency, parts) = doing, given
    first: list[tuple[float, float]] = []
    following: list[tuple[float, float]] = []
    for query, other in zip(queries[::2], queries[1::2], strict=False):
        watch = Watch()
        with tab(browser, latency, watch) as page:
            ready(page)
            for text, found in ((query.text, first), (other.text, following)):
                before = _size(watch, parts) if found is following else 0
                taken = ask(page, text) / 1000
                found.append((_size(watch, parts) - before, taken))
    return [Cost(*zip(*found, strict=True)) for found in (first, following)]


def _size(watch: Watch, parts: Sequence[str]) -> float:
    """Return the kilobytes of what belongs to the search."""
    whole = watch.fetched.values()
    return sum(it.size for it in whole if any(part in it.url for part in parts)) / KILO


def told(costs: Sequence[Cost]) -> Mapping[str, float]:
    """Return the figures of both kinds."""
    first, following = costs
    return {**first.figures("first"), **following.figures("next")}


__all__ = ["Cost", "asked", "opened", "ours", "peer", "told"]
