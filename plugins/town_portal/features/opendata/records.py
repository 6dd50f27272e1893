"""Articles to open data. Pure."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from town_portal.core import dates
from town_portal.core.data.tables import Town
from town_portal.core.records import Article, Photo
from town_portal.features.opendata.models import (
    OpenArticle,
    OpenFile,
    OpenIndex,
    OpenMonth,
    OpenPhoto,
)

FOLDER = "du-lieu-mo/"
INDEX, SCHEMA = f"{FOLDER}index.json", f"{FOLDER}schema.json"


def get_file_address(month: str) -> str:
    """Return the address of a month's file."""
    return f"{FOLDER}{month}.json"


def build_index(town: Town, counts: Iterable[tuple[str, int]]) -> OpenIndex:
    """Return the index of months with their numbers of articles."""
    files = [
        OpenFile(month=month, url=town.full(get_file_address(month)), articles=count)
        for month, count in counts
    ]
    return OpenIndex(publisher=town.name, rights=town.rights, months=tuple(files))


def build_month(
    town: Town, month: str, articles: Iterable[Article], body: Callable[[str], str]
) -> OpenMonth:
    """Return a month; ``body`` gives an article's HTML by its address."""
    found = tuple(_build_article(town, article, body(article.url)) for article in articles)
    return OpenMonth(publisher=town.name, rights=town.rights, month=month, articles=found)


def _build_article(town: Town, article: Article, html: str) -> OpenArticle:
    changed = article.modified
    return OpenArticle(
        url=town.full(article.url),
        title=article.title,
        date=dates.format_iso(article.date, article.has_time),
        modified=dates.format_iso(changed, article.modified_has_time) if changed else None,
        category=article.category.key,
        category_title=article.category.title,
        tags=tuple(topic.title for topic in article.tags),
        people=tuple(topic.title for topic in article.people),
        places=tuple(topic.title for topic in article.places),
        summary=article.summary,
        author=article.author,
        photographer=article.photographer,
        source=article.source,
        photos=tuple(_build_photo(town, photo) for photo in article.photos),
        html=html,
    )


def _build_photo(town: Town, photo: Photo) -> OpenPhoto:
    plain = photo.whole.plain
    return OpenPhoto(
        url=town.full(plain.url),
        width=plain.width,
        height=plain.height,
        alt=photo.alt,
        caption=photo.caption,
        credit=photo.credit,
        licence=photo.licence,
        label=photo.label,
    )


@cache
def build_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a month's file and of the index."""
    found = TypeAdapter(OpenMonth | OpenIndex).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def serialize_json(value: Any) -> bytes:
    """Return plain data as the bytes of a JSON file."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
