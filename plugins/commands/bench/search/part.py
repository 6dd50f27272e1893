"""Measures the search (index, recall, bytes, seconds) and its peers, and prints the tables."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from plugins.commands.bench.builds.corpus import News
from plugins.commands.bench.builds.room import room
from plugins.commands.bench.goals import Row, missed
from plugins.commands.bench.search import corpus, figures, ours, recall, timing
from plugins.commands.bench.search.ours import Portal
from plugins.commands.bench.search.peers import Site
from plugins.commands.bench.search.queries import Query, queries, texts
from plugins.commands.bench.search.served import Host, served
from plugins.commands.bench.table import table
from plugins.commands.dumb_server import NotBuilt
from plugins.commands.places import ROOT
from plugins.commands.test import SWITCHES, chrome

COUNT = 10_000
NEEDED = 40_000
"""Bytes that an article takes in all folders together."""
ARTICLES = "BENCH_ARTICLES"
TIMED = 22
"""So many of the queries are timed: every ninth."""
LATENCIES = (0, 150)
"""Milliseconds that each request of ours waits besides; the goals are for none."""


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


@dataclass(frozen=True)
class Bench:
    """The articles, what is asked and what the plain scan finds; where the sites lie."""

    articles: Sequence[News]
    queries: Sequence[Query]
    wanted: Sequence[frozenset[int]]
    portal: Portal
    site: Site
    text: int

    @property
    def timed(self) -> Sequence[Query]:
        """The queries whose bytes and seconds are measured."""
        return self.queries[:: max(1, len(self.queries) // TIMED)]

    def index(self) -> Row:
        """Build the portal, add an article, and give the row of the index."""
        cold = self.portal.build()
        sizes = ours.sizes(self.portal.index)
        shutil.copytree(self.portal.index, self.site.folder / "tim")
        self.portal.add()
        added = self.portal.build()
        return figures.index_row(len(self.articles), cold, added, sizes, self.text)

    def answers(self, page: Page, name: str, numbers: Mapping[str, int]) -> dict[str, float]:
        """Give recall and precision of a search of harness.js."""
        timing.opened(page, name, self.site.years, all_years=True)
        return recall.score(
            lambda text: timing.asked(page, name, text), numbers, self.queries, self.wanted
        )

    def costs(self, browser: Browser, host: Host, name: str) -> dict[str, float]:
        """Give what queries cost with a search of harness.js."""
        found, opening = timing.peer(browser, host, self.timed[: TIMED // 2], name)
        return {**timing.told(found), "opening": opening}

    def built(self, page: Page, name: str) -> dict[str, float]:
        """Have a peer index the articles; after a new one it does so with its year, or with all."""
        site = self.site
        if name == "minisearch":
            made = page.evaluate(
                """async () => (await import("/harness.js")).indexed("/documents.json")"""
            )
            site.mini.write_text(made["text"], encoding="utf-8")
            memory = made["memory"] / figures.MEGA
            return {"full": made["seconds"], "added": made["seconds"], "memory": memory}
        runs = site.plain() if name == "plain" else site.cured()
        added = runs[0] if name == "plain" else site.year(site.years[0])
        return {
            "full": sum(run.seconds for run in runs),
            "added": added.seconds,
            "memory": max(run.peak for run in runs) / figures.MEGA,
        }


def compare() -> list[str]:
    """Measure, print the tables, and give the sentences about missed goals. Raises NotBuilt."""
    browser = chrome()
    if browser is None:
        raise NotBuilt("Không có Chromium: cài Chromium hoặc đặt biến CHROME_PATH.")
    count = int(os.environ.get(ARTICLES) or COUNT)
    say(f"— search: {count:,} bài, 200 câu tìm, cạnh Pagefind và MiniSearch".replace(",", ".", 1))
    with room(count * NEEDED) as place, sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser, args=list(SWITCHES))
        faults = _compared(_prepared(place.folder, count), window)
        window.close()
    return faults


def _prepared(folder: Path, count: int) -> Bench:
    articles = list(corpus.corpus(count))
    asked = queries(articles)
    portal = Portal(folder, count)
    portal.fill()
    years = tuple(sorted({it.date.year for it in articles}, reverse=True))
    site = Site(folder / "peers", years)
    site.fill(articles)
    shutil.copytree(ROOT / "plugins" / "search" / "js", site.folder / "js")
    wanted = recall.scanned(texts(articles), asked)
    return Bench(articles, asked, wanted, portal, site, ours.text_size(articles))


def _compared(bench: Bench, browser: Browser) -> list[str]:
    index = bench.index()
    say(table([index], figures.INDEX, "Chỉ mục"))
    with served(bench.portal.output) as host:
        rows = []
        for packs in (False, True):
            host.packs = packs
            for latency in LATENCIES:
                told = timing.told(timing.ours(browser, host, bench.timed, latency))
                rows.append(figures.our_row(told, latency, packs=packs))
    say(table(rows, figures.COSTS, figures.OURS))
    with served(bench.site.folder) as host:
        context = browser.new_context()
        page = context.new_page()
        page.goto(host.home)
        compared = [
            _ours(bench, (browser, host), page, index),
            *(_peer(bench, (browser, host), page, kind) for kind in KINDS),
        ]
        context.close()
    say(table(compared, figures.PEERS, "Bộ tìm"))
    return [
        *missed([index], figures.INDEX),
        *missed(rows, figures.COSTS),
        *missed(compared, figures.PEERS),
    ]


Where = tuple[Browser, Host]
"""The browser that asks, the host that answers."""


@dataclass(frozen=True)
class Kind:
    """A peer: its name in harness.js, its title."""

    name: str
    title: str


KINDS = (
    Kind("plain", "Pagefind"),
    Kind("cured", "Pagefind theo năm, đ → d"),
    Kind("minisearch", "MiniSearch (tiêu đề, lời dẫn)"),
)


def _ours(bench: Bench, where: Where, page: Page, index: Row) -> Row:
    """Give the row of our own search, asked as the others are."""
    told = bench.answers(page, "ours", recall.our_numbers(bench.articles))
    return figures.peer_row(figures.OURS, {**index.figures, **bench.costs(*where, "ours"), **told})


def _peer(bench: Bench, where: Where, page: Page, kind: Kind) -> Row:
    say(f"  {kind.title}…")
    built = bench.built(page, kind.name)
    outputs = bench.site.outputs(kind.name)
    numbers = bench.site.numbers(outputs) or {str(n): n for n in range(len(bench.articles))}
    told = bench.answers(page, kind.name, numbers)
    costs = bench.costs(*where, kind.name)
    share = figures.PERCENT * bench.site.size(outputs) / bench.text
    return figures.peer_row(kind.title, {**told, **costs, **built, "share": share})
