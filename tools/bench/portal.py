"""The full portal of this project: photographs of its map, boxes, search, share pictures."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from whitenoise.compress import main as compress

from tools.bench.corpus import CATEGORIES, CorpusArticle, make_articles
from tools.bench.run import HERE, CannotMeasure, Cost, measure
from tools.dumb_server import build_portal, serve_portal
from town_portal.cli.test import SWITCHES, ensure_chrome
from town_portal.core.system.places import FIND, ROOT

SETTINGS = ROOT / "publishconf.py"
BUILD = f"{FIND}; from town_portal.build.incremental.up_to_date import main; main(sys.argv[1:])"
"""A build as a task starts it, with Pelican's words behind it."""
SHARED = ("links.yaml", "songs.yaml", "songs", "map.yaml", "map")
"""Data of this project's own content that the portal shows too; they name no article."""
NO_BROWSER = "Không có Chromium: cài Chromium hoặc đặt biến CHROME_PATH."
BROWSER_SWITCHES = list(SWITCHES)


@dataclass(frozen=True)
class Generator:
    """A generator with what it reads, what it writes and what it keeps between builds."""

    name: str
    source: Path
    output: Path
    command: tuple[str, ...]
    caches: tuple[Path, ...]
    format_article: Callable[[CorpusArticle], tuple[str, str]]
    """Returns the path below ``source`` and the text of an article's file."""

    def write(self, articles: Iterable[CorpusArticle]) -> None:
        """Write articles where it reads them."""
        for article in articles:
            save(self.source, *self.format_article(article))

    def build(self) -> Cost:
        """Build the site; raises CannotMeasure."""
        return measure(self.command, self.source)


def save(folder: Path, name: str, text: str) -> None:
    """Write a text file below a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def add_front_matter(fields: dict[str, object], body: str) -> str:
    """Return a file with YAML front matter; what JSON writes is YAML too."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
    return "\n".join(["---", *lines, "---", "", body])


def format_for_us(article: CorpusArticle) -> tuple[str, str]:
    """Return the article's file as this project reads it: in a folder with the date and slug."""
    fields: dict[str, object] = {
        "title": article.title,
        "date": article.date.isoformat(),
        "category": article.category,
        "tags": article.tags,
        "summary": article.summary,
    }
    path = f"articles/{article.date:%Y}/{article.date:%Y-%m-%d}-{article.slug}/index.md"
    return path, add_front_matter(fields, article.body)


def make_ours(place: Path, count: int, *options: str) -> Generator:
    """Prepare this project's full portal over ``count`` articles, with more options of Pelican."""
    source, output, data = place / "content", place / "site", ROOT / "content" / "data"
    shutil.copytree(HERE / "town", source)
    rows = "".join(f"  - {{key: {key}, title: {item[0]}}}\n" for key, item in CATEGORIES.items())
    save(source, "data/categories.yaml", f"categories:\n{rows}")
    for name in SHARED:
        copy = shutil.copytree if (data / name).is_dir() else shutil.copy
        copy(data / name, source / "data" / name)
    words = (sys.executable, "-c", BUILD, str(source), "-o", str(output), "-s", str(SETTINGS))
    state = output.with_name(f".{output.name}.state")
    ours = Generator("Cổng này", source, output, (*words, "-q", *options), (state,), format_for_us)
    ours.write(make_articles(count))
    return ours


def find_browser() -> str:
    """Return Chromium's program; raises CannotMeasure."""
    browser = ensure_chrome()
    if browser is None:
        raise CannotMeasure(NO_BROWSER)
    return browser


@contextmanager
def serve_demonstration() -> Iterator[str]:
    """Build and serve the portal of ``content/``, texts compressed; yields its address."""
    content = ROOT / "content"
    with build_portal(content) as output:
        compress(["--quiet", str(output)])  # the server looks at the files when it starts
        yield serve_portal(output, content)
