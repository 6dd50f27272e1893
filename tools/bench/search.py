"""Search: how many of a plain scan's hits it finds, and what a query costs a reader on a slow line.

200 queries are drawn from the texts themselves, half of them typed without accents; each second of
those that are timed follows upon another one. Old titles are those of articles of all years but the
newest, of which the first six words are typed: the article is to be on the first screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tools.bench.corpus import CorpusArticle, make_articles
from tools.bench.portal import BROWSER_SWITCHES, find_browser, make_ours
from tools.bench.run import CannotMeasure, count_files, print_line, workspace
from tools.bench.table import TEN_THOUSAND, Column, FigureTable, Goal, TableRow, select_goals
from tools.dumb_server import serve_portal
from town_portal.core.text import fold_text, format_number
from town_portal.features.search.words import fold_word, fold_words, split_words

NEEDED = 160_000
QUERIES, TIMED, TITLES, WORDS = 200, 22, 40, 6
LENGTHS = (1, 1, 2, 2, 2, 2, 3, 3, 4, 4)
"""Of ten queries: how many syllables each has."""
QUOTED = 0.2
"""How many of those of two syllables and more are phrases in quotation marks."""
LINE = {"offline": False, "downloadThroughput": 200_000, "uploadThroughput": 90_000, "latency": 0}
"""1.6 Mbit/s down, 0.72 up, in bytes a second."""
SLOWER = 4
"""So many times slower is the processor made."""
INDEX = (
    *(Column("files", "số tệp"), Column("share", "so với chữ", "%", 1)),
    *(Column("recall", "tìm đủ", "%", 2), Column("precision", "đúng", "%", 2)),
)
ANY_HOST = ("-e", "OWN_HOST_ONLY=false")
"""Scripts run at this machine's address too."""
COSTS = (
    *(Column("kb", "giữa", "KB"), Column("most", "nặng nhất", "KB")),
    *(Column("seconds", "tin đầu tiên", "s", 2), Column("whole", "cả trang", "s", 2)),
)
INDEX_GOALS = {
    "files": Goal(1_500),
    "share": Goal(20),
    "recall": Goal(99.99, is_minimum=True),
    "precision": Goal(100, is_minimum=True),
}
FIRST = {"kb": Goal(120), "seconds": Goal(0.5)}
FOLLOWING = {"kb": Goal(60)}
TITLE = {"kb": Goal(150)}
FOUND = (Column("count", "lên màn hình đầu trong 150 KB"),)

ASK = """(text) => new Promise((done) => {
  const form = document.querySelector(".finder__form");
  const found = document.querySelector(".found");
  const said = document.querySelector(".found__said");
  form.q.value = text;
  const began = performance.now();
  let first = 0;
  form.requestSubmit();
  const look = () => {
    if (!first && said.textContent.includes(text.trim())) first = performance.now();
    const is = first && !found.hasAttribute("aria-busy");
    if (is) requestAnimationFrame(() => done([first - began, performance.now() - began]));
    else setTimeout(look, 2);
  };
  look();
})"""
"""Types a query into the portal's page; gives the milliseconds to the first hits, to all shown."""
IS_SEEN = """(address) => {
  const link = document.querySelector(`.found a[href*="${address}"]`);
  return Boolean(link) && link.getBoundingClientRect().bottom <= innerHeight;
}"""
"""Tells whether an article is on the first screen, nothing scrolled or pressed."""
READY = 'performance.getEntriesByType("resource").some((it) => it.name.endsWith("/index.json"))'
FIND = """async ([engine, index, text]) => {
  if (!window.engine) {
    const { Engine } = await import(engine);
    const manifest = await (await fetch(index + "index.json")).json();
    window.engine = new Engine({ ...manifest, synonyms: [] }, async (name) =>
      new Uint8Array(await (await fetch(index + name)).arrayBuffer()));
  }
  const search = window.engine.search(window.engine.parse(text), { category: "", year: "" });
  do await search.more(); while (search.left.length);
  return Promise.all(search.hits.map(async (hit) => (await window.engine.show(hit)).url));
}"""
"""Finds all hits of a query, without synonyms, which a plain scan does not know."""


class Asked(NamedTuple):
    """What a query cost: KB of the search's own files and of hits' pages since the last one.

    Then the seconds to the first hits and to all that are shown; whether the article that is meant
    is on the first screen.
    """

    size: float
    first: float
    whole: float
    is_seen: bool


def measure(sizes: Sequence[int]) -> Iterator[FigureTable]:
    """Yield the tables of the search; raises CannotMeasure."""
    browser = find_browser()
    for count in sizes or (TEN_THOUSAND,):
        print_line(f"— search: {format_number(count)} bài, {QUERIES} câu tìm")
        articles = list(make_articles(count))
        queries = [draw_query(articles, Random(n), n) for n in range(QUERIES)]
        with workspace(count * NEEDED) as place, sync_playwright() as playwright:
            portal = make_ours(place.folder, count, *ANY_HOST)
            portal.build()
            window = playwright.chromium.launch(executable_path=browser, args=BROWSER_SWITCHES)
            home = serve_portal(portal.output, portal.source)
            index = index_row(articles, queries, portal.output, window, home)
            yield FigureTable("Chỉ mục", INDEX, [index])
            yield FigureTable(
                "Câu tìm", COSTS, list(iter_cost_rows(articles, queries, window, home))
            )
            yield from title_tables(articles, window, home)
            window.close()


def draw_query(articles: Sequence[CorpusArticle], random: Random, turn: int) -> str:
    """Return what is typed: every second query without accents, every 20th a document's number."""
    article = random.choice(articles)
    numbers = [item.strip(".,;") for item in article.body.split() if "/" in item and "-" in item]
    if turn % 20 == 19 and numbers:
        return fold_text(numbers[0])
    rows = [split_words(paragraph) for paragraph in article.paragraphs]
    row = random.choice([row for row in rows if len(row) > max(LENGTHS)])
    length = random.choice(LENGTHS)
    first = random.randrange(len(row) - length)
    chosen = [fold_word(item) if turn % 2 else item for item in row[first : first + length]]
    text = " ".join(chosen)
    return f'"{text}"' if length > 1 and random.random() < QUOTED else text


def fold_texts(articles: Sequence[CorpusArticle]) -> list[str]:
    """Return the articles as a plain scan reads them; `|` keeps phrases within a paragraph."""
    texts = ([*article.paragraphs, ", ".join(article.tags)] for article in articles)
    return [f" {' | '.join(map(fold_words, parts))} " for parts in texts]


def scan(texts: Sequence[str], query: str) -> set[int]:
    """Return the numbers of the texts that have every word and phrase of a query."""
    pieces = [query] if query.startswith('"') else query.split()
    wanted = [f" {fold_words(piece)} " for piece in pieces if fold_words(piece)]
    return {n for n, text in enumerate(texts) if wanted and all(item in text for item in wanted)}


def score_answers(found: Sequence[set[int]], wanted: Sequence[set[int]]) -> dict[str, float]:
    """Return the means of recall and precision over the queries, in percent."""
    pairs = list(zip(found, wanted, strict=True))
    recalls = [len(item & right) / len(right) for item, right in pairs if right]
    precisions = [len(item & right) / len(item) for item, right in pairs if item]
    return {
        "recall": 100 * sum(recalls) / len(recalls),
        "precision": 100 * sum(precisions) / max(1, len(precisions)),
    }


def index_row(
    articles: Sequence[CorpusArticle],
    queries: Sequence[str],
    output: Path,
    window: Browser,
    home: str,
) -> TableRow:
    """Weigh the index and have all queries answered."""
    texts, names = fold_texts(articles), {item.address: n for n, item in enumerate(articles)}
    (engine,) = output.glob("static/js/search-engine*.js")
    page = window.new_page()
    page.goto(f"{home}tim-kiem/")
    given = [f"{home}static/js/{engine.name}", f"{home}static/tim/"]
    hits = [page.evaluate(FIND, [*given, query]) for query in queries]
    page.close()
    found = [{names[item] for item in one if item in names} for one in hits]
    files = count_files(output / "static" / "tim")
    index = [state.st_size for state in files.values()]
    text = sum(len("\n".join(article.paragraphs).encode()) for article in articles)
    figures = {"files": len(index), "share": 100 * sum(index) / text}
    scores = score_answers(found, [scan(texts, query) for query in queries])
    goals = select_goals(len(articles), INDEX_GOALS)
    return TableRow(f"{format_number(len(articles))} bài", {**figures, **scores}, goals)


def iter_cost_rows(
    articles: Sequence[CorpusArticle], queries: Sequence[str], window: Browser, home: str
) -> Iterator[TableRow]:
    """Yield what first and following queries cost a reader."""
    timed = queries[:: len(queries) // TIMED][:TIMED]
    first, following = [], []
    for query, other in zip(timed[::2], timed[1::2], strict=True):
        with open_search(window, home) as ask:
            first.append(ask(query))
            following.append(ask(other))
    for name, costs, goals in (("Câu đầu", first, FIRST), ("Câu sau", following, FOLLOWING)):
        yield cost_row(name, costs, select_goals(len(articles), goals))


def cost_row(name: str, costs: Sequence[Asked], goals: Mapping[str, Goal]) -> TableRow:
    """Return the medians of what queries cost."""
    figures = {"kb": median(cost.size for cost in costs), "most": max(cost.size for cost in costs)}
    times = {
        "seconds": median(cost.first for cost in costs),
        "whole": median(cost.whole for cost in costs),
    }
    return TableRow(name, {**figures, **times}, goals)


def title_tables(
    articles: Sequence[CorpusArticle], window: Browser, home: str
) -> Iterator[FigureTable]:
    """Yield what the first words of old titles cost, and how many bring the article at once."""
    newest = max(article.date.year for article in articles)
    old = [
        article
        for article in sorted(articles, key=lambda it: it.date)
        if article.date.year < newest
    ]
    costs = []
    for article in old[:: max(1, len(old) // TITLES)][:TITLES]:
        with open_search(window, home) as ask:
            costs.append(ask(" ".join(article.title.split()[:WORDS]), article.address))
    whole = cost_row("Sáu chữ đầu tiêu đề cũ", costs, select_goals(len(articles), TITLE))
    yield FigureTable("Tiêu đề cũ", COSTS, [whole])
    count = sum(cost.is_seen and cost.size <= TITLE["kb"].limit for cost in costs)
    goals = select_goals(len(articles), {"count": Goal(0.95 * TITLES, is_minimum=True)})
    yield FigureTable(
        "Bài cũ thấy ngay", FOUND, [TableRow(f"{len(costs)} bài", {"count": count}, goals)]
    )


@contextmanager
def open_search(window: Browser, home: str) -> Iterator[Any]:
    """Open the search as a new reader on a slow machine and line.

    Yields a function that asks; with the address of an article it tells whether that is seen.
    """
    context = window.new_context(locale="vi-VN", viewport={"width": 360, "height": 640})
    page = context.new_page()
    tools = context.new_cdp_session(page)
    sizes = follow_sizes(tools)
    tools.send("Network.emulateNetworkConditions", LINE)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{home}tim-kiem/", wait_until="networkidle")
    wait_until(page, READY)

    def ask(text: str, address: str = "") -> Asked:
        first, whole = page.evaluate(ASK, text)
        page.wait_for_load_state("networkidle")
        taken = sum(size for url, size in sizes if is_of_search(url, home))
        sizes.clear()
        is_seen = bool(address) and page.evaluate(IS_SEEN, address)
        return Asked(taken / 1000, first / 1000, whole / 1000, is_seen)

    yield ask
    context.close()


def is_of_search(url: str, home: str) -> bool:
    """Tell whether a request is for the search's files or for a page of which a piece is shown."""
    path = url.removeprefix(home)
    return path.startswith(("static/js/search", "static/tim/")) or path[:2] in {"19", "20"}


def follow_sizes(tools: CDPSession) -> list[tuple[str, float]]:
    """Return a list that gets the address and the bytes (heads included) of each answer."""
    sizes: list[tuple[str, float]] = []
    asked: dict[str, str] = {}
    tools.on(
        "Network.requestWillBeSent",
        lambda item: asked.update({item["requestId"]: item["request"]["url"]}),
    )
    tools.on(
        "Network.loadingFinished",
        lambda item: sizes.append((asked[item["requestId"]], item["encodedDataLength"])),
    )
    tools.send("Network.enable")
    return sizes


def wait_until(page: Page, condition: str) -> None:
    """Wait until an expression is true; the pages' policy keeps Playwright's own way from it."""
    for _ in range(1_500):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(20)
    raise CannotMeasure(f"Trang không sẵn sàng: {condition}")
