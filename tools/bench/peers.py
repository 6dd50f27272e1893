"""The other generators: a plain portal over the same articles, each as its own users would do it.

All have pages of the articles, lists (category, tag, year, month) of 20, one feed; nothing stands
on an article's page that another article changes, except Hugo's and Eleventy's five related ones.
Stock Pelican has its own theme `simple`, which shows no related articles and no descriptions.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.bench.corpus import CATEGORIES, Article, make_articles
from tools.bench.portal import Generator, add_front_matter, describe_categories, save
from tools.bench.run import HERE, CannotMeasure, find_hugo, find_node

ELEVENTY = HERE / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"


def format_for_hugo(article: Article) -> tuple[str, str]:
    """Return the article's file as Hugo reads it; years and months are taxonomies."""
    fields: dict[str, object] = {
        "title": article.title,
        "date": article.date.isoformat(),
        "slug": article.slug,
        "categories": [article.category],
        "tags": article.tags,
        "years": [f"{article.date:%Y}"],
        "months": [f"{article.date:%Y-%m}"],
        "summary": article.summary,
    }
    path = f"content/tin/{article.date:%Y}/{article.slug}.md"
    return path, add_front_matter(fields, article.body)


def format_for_eleventy(article: Article) -> tuple[str, str]:
    """Return the article's file as Eleventy reads it; its own `tags` would be collections."""
    fields: dict[str, object] = {
        "title": article.title,
        "date": article.date.isoformat(),
        "permalink": f"/{article.address}",
        "category": article.category,
        "keywords": article.tags,
        "summary": article.summary,
    }
    return f"tin/{article.slug}.md", add_front_matter(fields, article.body)


def format_for_pelican(article: Article) -> tuple[str, str]:
    """Return the article's file as Pelican's own reader of Markdown takes it."""
    head = {
        "Title": article.title,
        "Date": article.date.isoformat(),
        "Category": CATEGORIES[article.category][0],
        "Tags": ", ".join(article.tags),
        "Slug": article.slug,
        "Summary": article.summary,
    }
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    return f"content/{article.slug}.md", f"{lines}\n{article.body}"


def prepare(name: str, place: Path) -> tuple[Path, Path, Path]:
    """Copy a generator's templates; returns its folders: source, output, cache."""
    source = shutil.copytree(HERE / name, place / name)
    return source, place / f"{name}-site", place / f"{name}-cache"


def make_hugo(place: Path) -> Generator:
    """Prepare Hugo; raises CannotMeasure."""
    source, output, cache = prepare("hugo", place)
    for row in describe_categories(""):
        path = f"content/categories/{row['key']}/_index.md"
        save(source, path, add_front_matter({"title": row["title"]}, ""))
    options = ("--quiet", "--noBuildLock", "--cacheDir", str(cache), "-d", str(output))
    command = (str(find_hugo()), *options)

    def describe(words: str) -> tuple[str, str]:
        first = describe_categories(words)[0]
        path = f"content/categories/{first.pop('key')}/_index.md"
        return path, add_front_matter({**first}, "")

    style = source / "static" / "style.css"
    return Generator("Hugo", source, output, command, (cache,), format_for_hugo, describe, style)


def make_eleventy(place: Path) -> Generator:
    """Prepare Eleventy; raises CannotMeasure."""
    source, output, cache = prepare("eleventy", place)
    if not ELEVENTY.is_file():
        raise CannotMeasure("Không có Eleventy: hãy chạy lại bằng python3 tasks.py bench")
    (source / "node_modules").symlink_to(HERE / "node_modules")
    command = (find_node(), str(ELEVENTY), "--quiet", f"--output={output}")

    def describe(words: str) -> tuple[str, str]:
        return "_data/towns.json", json.dumps(describe_categories(words), ensure_ascii=False)

    return Generator(
        "Eleventy",
        source,
        output,
        command,
        (cache,),
        format_for_eleventy,
        describe,
        source / "style.css",
    )


def make_pelican(place: Path) -> Generator:
    """Prepare stock Pelican; it has no data files, so a file that nothing reads stands for them."""
    source, output, cache = prepare("pelican", place)
    options = ("-s", str(source / "settings.py"), "-o", str(output), "-q")
    command = (sys.executable, "-m", "pelican", str(source / "content"), *options)
    style = source / "content" / "extra" / "style.css"
    return Generator(
        "Pelican",
        source,
        output,
        command,
        (cache,),
        format_for_pelican,
        lambda words: ("content/extra/categories.txt", words),
        style,
    )


PEERS: Mapping[str, Callable[[Path], Generator]] = {
    "hugo": make_hugo,
    "eleventy": make_eleventy,
    "pelican": make_pelican,
}
"""Hugo stands first: the others are compared with it."""


def make_peer(name: str, place: Path, count: int) -> Generator:
    """Prepare a generator over ``count`` articles; raises CannotMeasure."""
    peer = PEERS[name](place)
    peer.describe("Tin chính quyền.")
    peer.style.parent.mkdir(parents=True, exist_ok=True)
    peer.style.write_text("body { margin: 1rem }\n", encoding="utf-8")
    peer.write(make_articles(count))
    return peer
