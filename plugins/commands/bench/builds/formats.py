"""The same article as a file of each generator. Pure.

All write it at the same address: ``2020/12/14/slug/``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from plugins.commands.bench.builds import words
from plugins.commands.bench.builds.corpus import News


@dataclass(frozen=True)
class Source:
    """A text file: its path below the generator's folder, with ``/``, and what it holds."""

    path: str
    text: str


Format = Callable[[News], Source]


def quoted(text: str) -> str:
    """Give a text as YAML; what JSON writes is YAML too."""
    return json.dumps(text, ensure_ascii=False)


def front_matter(fields: Mapping[str, str], body: str) -> str:
    """Give a file with YAML front matter; the values are YAML already."""
    lines = (f"{name}: {value}" for name, value in fields.items())
    return "\n".join(["---", *lines, "---", "", body])


def _tags(news: News) -> str:
    return f"[{', '.join(map(quoted, news.tags))}]"


def ours(news: News) -> Source:
    """Give the article as this project reads it: a folder with the date and the slug."""
    fields = {
        "title": quoted(news.title),
        "date": news.date.isoformat(),
        "category": news.category,
        "tags": _tags(news),
        "summary": quoted(news.summary),
    }
    path = f"articles/{news.date:%Y}/{news.date:%Y-%m-%d}-{news.slug}/index.md"
    return Source(path, front_matter(fields, news.body))


def hugo(news: News) -> Source:
    """Give the article as Hugo reads it; years and months are taxonomies."""
    fields = {
        "title": quoted(news.title),
        "date": news.date.isoformat(),
        "slug": news.slug,
        "categories": f"[{quoted(news.category)}]",
        "tags": _tags(news),
        "years": f'["{news.date:%Y}"]',
        "months": f'["{news.date:%Y-%m}"]',
        "summary": quoted(news.summary),
    }
    return Source(f"content/tin/{news.date:%Y}/{news.slug}.md", front_matter(fields, news.body))


def eleventy(news: News) -> Source:
    """Give the article as Eleventy reads it, with its address, which is its fastest form."""
    fields = {
        "title": quoted(news.title),
        "date": news.date.isoformat(),
        "permalink": f"/{news.date:%Y/%m/%d}/{news.slug}/index.html",
        "category": news.category,
        "keywords": _tags(news),
        "summary": quoted(news.summary),
    }
    return Source(f"tin/{news.date:%Y}/{news.slug}.md", front_matter(fields, news.body))


def pelican(news: News) -> Source:
    """Give the article as stock Pelican reads it."""
    head = (
        f"Title: {news.title}\nDate: {news.date:%Y-%m-%d %H:%M:%S}\n"
        f"Category: {words.CATEGORIES[news.category]}\nTags: {', '.join(news.tags)}\n"
        f"Slug: {news.slug}\nSummary: {news.summary}\n\n"
    )
    return Source(f"content/articles/{news.date:%Y}/{news.slug}.md", head + news.body)


def ours_categories() -> list[Source]:
    """Give the table of categories of this project."""
    rows = (f"  - key: {key}\n    title: {title}\n" for key, title in words.CATEGORIES.items())
    return [Source("data/categories.yaml", f"categories:\n{''.join(rows)}")]


def hugo_categories() -> list[Source]:
    """Give a page for each category, from which Hugo takes its title."""
    return [
        Source(f"content/categories/{key}/_index.md", front_matter({"title": quoted(title)}, ""))
        for key, title in words.CATEGORIES.items()
    ]


def eleventy_categories() -> list[Source]:
    """Give the titles of the categories as Eleventy's data."""
    return [Source("_data/titles.json", json.dumps(dict(words.CATEGORIES), ensure_ascii=False))]
