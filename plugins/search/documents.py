"""Contents as the search knows them, and what is shown of each. Pure, but for fetching a body."""

import copy
import gzip
import json
from collections.abc import Iterable, Mapping
from typing import Any

from plugins._kit.identity import identity
from plugins._kit.records import Article
from plugins.search.extract import paragraphs
from plugins.search.segment import Document

PAGES = "trang"
"""The key of the index of the portal's pages, beside those of the years."""


def grouped(contents: Iterable[Any]) -> Mapping[str, list[Any]]:
    """Return the published contents by year and those of pages, the pages and newest years first.

    Within a year they are in order of day, hour and address.
    """
    found: dict[str, list[Any]] = {}
    for content in contents:
        if content.status == "published":
            record = content.record
            key = str(record.date.year) if isinstance(record, Article) else PAGES
            found.setdefault(key, []).append(content)
    for group in found.values():
        group.sort(key=_order)
    ordered = sorted(found, key=lambda key: (key != PAGES, -int(key) if key != PAGES else 0))
    return {key: found[key] for key in ordered}


def _order(content: Any) -> tuple[str, str]:
    record = content.record
    day = record.date.isoformat() if isinstance(record, Article) else ""
    return day, record.url


def is_known(content: Any) -> bool:
    """Tell whether plugins/incremental knows a content: what was read and what reads it."""
    return bool(getattr(content, "identity", None))


def known(content: Any) -> str:
    """Return what tells that the text of a content is as it was."""
    return str(content.identity) if is_known(content) else identity(document(content))


def document(content: Any) -> Document:
    """Return what is to be found of a content; the content itself stays as it is."""
    # A kept content fetches its body and has it from then on: here a copy does, and is thrown away.
    body: str = copy.copy(content)._content
    record, front = content.record, content.front
    parts = [*paragraphs(body), *(item.title for item in getattr(front, "attachments", ()))]
    if not isinstance(record, Article):
        return Document(record.url, record.title, None, "", record.summary, tuple(parts))
    tags = ", ".join(topic.title for topic in record.tags)
    day, category = record.date.date(), record.category.key
    return Document(record.url, record.title, day, category, record.lead, tuple(parts), tags)


def fragment(shown: Document) -> bytes:
    """Return the file from which the browser shows a hit."""
    told = {"url": shown.url, "title": shown.title, "lead": shown.lead, "tags": shown.tags}
    text = json.dumps({**told, "paragraphs": shown.paragraphs}, ensure_ascii=False)
    return gzip.compress(text.encode(), mtime=0)


def fragment_names(key: str, contents: Iterable[Any]) -> list[str]:
    """Return the names of the contents' files: day of the year, and number within the day."""
    names: list[str] = []
    before, number = -1, 0
    for content in contents:
        record = content.record
        day = record.date.timetuple().tm_yday if isinstance(record, Article) else 0
        number = number + 1 if day == before else 0
        before = day
        names.append(f"{key}/{day}-{number}.bin")
    return names
