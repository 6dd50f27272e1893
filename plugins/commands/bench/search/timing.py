"""What a query costs a reader: bytes over the wire, seconds in a slow browser on a slow line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, Page

from plugins.commands.bench.search.queries import Query
from plugins.commands.bench.search.served import Host
from plugins.commands.bench.weight import KILO
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
  const said = document.querySelector(".found__said");
  let first = 0;
  const look = () => {
    if (!first && said.textContent.includes(text.trim())) first = performance.now();
    const is = first && !found.hasAttribute("aria-busy");
    if (is) requestAnimationFrame(() => done([first - began, performance.now() - began]));
    else setTimeout(look, 2);
  };
  look();
})"""
"""Types a query into the portal's own page; gives the milliseconds until its first hits are drawn,
and all that are shown at once."""
LOADED = 'performance.getEntriesByType("resource").some((it) => it.name.endsWith("/index.json"))'
"""Whether the page is ready for a query."""
PEER = """async ([text, name, all]) => {
  const began = performance.now();
  const ids = await searches[name].ask(text, { all });
  return [performance.now() - began, ids];
}"""

Ask = Callable[[Page, str], tuple[float, float]]
"""Has a query answered and gives the milliseconds until the first hits, and all of a screen."""


@dataclass(frozen=True)
class Cost:
    """Queries of one kind: kilobytes of each, seconds to the first hits, to all that are shown."""

    sizes: tuple[float, ...]
    seconds: tuple[float, ...]
    wholes: tuple[float, ...]

    def figures(self, name: str) -> dict[str, float]:
        """Return the median and the worst, with keys that begin with ``name``."""
        return {
            f"{name}_kb": max(self.sizes),
            f"{name}_kb_mid": median(self.sizes),
            f"{name}_s": median(self.seconds),
            f"{name}_s_max": max(self.seconds),
            f"{name}_all": median(self.wholes),
        }


@contextmanager
def tab(browser: Browser, latency: float) -> Iterator[Page]:
    """Open a window of a new reader, on a slow machine and line."""
    context = browser.new_context(locale="vi-VN", viewport={"width": 360, "height": 640})
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", {**LINE, "latency": latency})
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page
    context.close()


def ours(browser: Browser, host: Host, queries: Sequence[Query], latency: float) -> list[Cost]:
    """Measure the first query of a reader, what the search itself takes before; those that follow.

    Half of the queries are each the first of a reader; the others follow upon it.
    """

    def ready(page: Page) -> None:
        page.goto(f"{host.home}tim-kiem/", wait_until="networkidle")
        until(page, LOADED)

    def ask(page: Page, text: str) -> tuple[float, float]:
        first, whole = page.evaluate(OURS, text)
        return first, whole

    def own(name: str) -> bool:
        return "/js/search" in name or "/static/tim/" in name

    return Way(ready, ask, own, latency).costs(browser, host, queries)


def peer(
    browser: Browser, host: Host, queries: Sequence[Query], name: str
) -> tuple[list[Cost], float]:
    """Measure a search of harness.js, the newest year alone where there are years.

    Beside the costs it gives the seconds that pass before anything can be asked.
    """
    openings: list[float] = []

    def ready(page: Page) -> None:
        page.goto(host.home, wait_until="networkidle")
        began = perf_counter()
        opened(page, name, (), all_years=False)
        openings.append(perf_counter() - began)

    def ask(page: Page, text: str) -> tuple[float, float]:
        taken = float(page.evaluate(PEER, [text, name, False])[0])
        return taken, taken

    def own(name: str) -> bool:
        return name not in ("/", "/harness.js")

    return Way(ready, ask, own).costs(browser, host, queries), median(openings)


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
    found: list[str] = page.evaluate(PEER, [text, name, True])[1]
    return found


@dataclass(frozen=True)
class Way:
    """How a search is measured: what makes a page ready, what asks, which files are its own."""

    ready: Callable[[Page], None]
    ask: Ask
    own: Callable[[str], bool]
    latency: float = 0

    def costs(self, browser: Browser, host: Host, queries: Sequence[Query]) -> list[Cost]:
        """Return the costs of first queries and of following ones."""
        first: list[tuple[float, float, float]] = []
        following: list[tuple[float, float, float]] = []
        for query, other in zip(queries[::2], queries[1::2], strict=False):
            host.sent.clear()
            with tab(browser, self.latency) as page:
                self.ready(page)
                first.append(self._one(page, host, query))
                host.sent.clear()
                following.append(self._one(page, host, other))
        return [Cost(*zip(*found, strict=True)) for found in (first, following)]

    def _one(self, page: Page, host: Host, query: Query) -> tuple[float, float, float]:
        seconds, whole = (taken / 1000 for taken in self.ask(page, query.text))
        return host.bytes_of(self.own) / KILO, seconds, whole


def told(costs: Sequence[Cost]) -> Mapping[str, float]:
    """Return the figures of both kinds."""
    first, following = costs
    return {**first.figures("first"), **following.figures("next")}


__all__ = ["Cost", "asked", "opened", "ours", "peer", "told"]
