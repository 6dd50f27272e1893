"""Contents as the search knows them, and what is shown of each.

A content is Pelican's (an article, a page, a page of a kind of its own) or a planned page.
"""

import copy
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from plugins._kit.identity import identity
from plugins._kit.kinds import kind_of
from plugins._kit.made import MadePage
from plugins._kit.records import Article
from plugins.search.extract import paragraphs
from plugins.search.segment import Document

PAGES = "trang"
"""The key of the index of the portal's pages, beside those of the years."""
MUCH = 200
"""So many texts of the newest year, and its newest month has an index of its own: what is
published today makes a month's words anew, not those of the whole year."""


def grouped(contents: Iterable[Any], *, is_newest: bool = True) -> Mapping[str, list[Any]]:
    """Return the published contents by index: pages first, then the newest years.

    Articles have an index for each year (``2020``), so has each kind of pages (``van-ban-2020``);
    what has no day stands in that of pages, or of its kind. The newest month stands apart from a
    year of many articles, before it (``2024.12``, ``2024``). Within an index they are in order of
    day, hour and address. ``is_newest``: whether the newest year of them is that of all.
    """
    found: dict[str, list[Any]] = {}
    for content in contents:
        if isinstance(content, MadePage) or content.status == "published":
            found.setdefault(_key(content), []).append(content)
    for group in found.values():
        group.sort(key=_order)
    ordered = sorted(found, key=rank)
    newest = next((key for key in ordered if key.isdigit()), "") if is_newest else ""
    return {key: part for name in ordered for key, part in _parts(name, found[name], newest)}


def _parts(key: str, group: list[Any], newest: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield a group; of the newest year, where it has many, its newest month and what is left."""
    if key != newest or len(group) < MUCH:
        yield key, group
        return
    month = group[-1].record.date.month
    first = next(place for place, it in enumerate(group) if it.record.date.month == month)
    yield f"{key}.{month:02}", group[first:]
    if first:
        yield key, group[:first]


def _key(content: Any) -> str:
    if isinstance(content, MadePage):
        return PAGES
    day = _day(content)
    if isinstance(content.record, Article):
        return str(content.record.date.year)
    kind = kind_of(content.relative_source_path)
    if kind is None:
        return PAGES
    return f"{kind.key}-{day.year}" if day else kind.key


def rank(key: str) -> tuple[bool, int, str, bool]:
    """Return what indexes are sorted by: pages, then what has no year, then the newest years."""
    base, point, _ = key.partition(".")
    year = base.rpartition("-")[2]
    return key != PAGES, -int(year) if year.isdigit() else -9999, base, not point


def _day(content: Any) -> date | None:
    if isinstance(content, MadePage):
        return None
    record = content.record
    return record.date.date() if isinstance(record, Article) else record.day


def _order(content: Any) -> tuple[str, str]:
    if isinstance(content, MadePage):
        return "", content.url
    record = content.record
    day = record.date if isinstance(record, Article) else record.day
    return day.isoformat() if day else "", record.url


def is_known(content: Any) -> bool:
    """Tell whether plugins/incremental knows a content: what was read and what reads it."""
    return isinstance(content, MadePage) or bool(getattr(content, "identity", None))


def known(content: Any) -> str:
    """Return what tells that the text of a content is as it was."""
    is_read = is_known(content) and not isinstance(content, MadePage)
    return str(content.identity) if is_read else identity(document(content))


def document(content: Any) -> Document:
    """Return what is to be found of a content; the content itself stays as it is."""
    if isinstance(content, MadePage):
        title, lead = content.values["title"], content.values.get("summary", "")
        return Document(content.url, title, None, "", lead, content.paragraphs)
    # A kept content fetches its body and has it from then on: here a copy does, and is thrown away.
    body: str = copy.copy(content)._content
    record, front = content.record, content.front
    parts = [*paragraphs(body), *(item.title for item in getattr(front, "attachments", ()))]
    if not isinstance(record, Article):
        parts += record.words
        return Document(record.url, record.heading, record.day, "", record.summary, tuple(parts))
    tags = ", ".join(topic.title for topic in record.tags)
    day, category = record.date.date(), record.category.key
    return Document(record.url, record.title, day, category, record.lead, tuple(parts), tags)


def fragment(shown: Document) -> bytes:
    """Return the file from which the browser shows a hit."""
    told = {"url": shown.url, "title": shown.title, "lead": shown.lead, "tags": shown.tags}
    text = json.dumps({**told, "paragraphs": shown.paragraphs}, ensure_ascii=False)
    return gzip.compress(text.encode(), mtime=0)


def fragment_names(key: str, contents: Iterable[Any]) -> list[str]:
    """Return the names of the contents' files: day of the year, and number within the day.

    They lie with those of the year, so that they stay when a month is over.
    """
    names: list[str] = []
    folder = key.partition(".")[0]
    before, number = -1, 0
    for content in contents:
        at = _day(content)
        day = at.timetuple().tm_yday if at else 0
        number = number + 1 if day == before else 0
        before = day
        names.append(f"{folder}/{day}-{number}.bin")
    return names
