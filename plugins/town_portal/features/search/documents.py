"""Contents as the search knows them.

A content is Pelican's (an article, a page, a page of a kind of its own), a planned page, or an
entry that a page or a block has for the search.
"""

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from town_portal.build.build import Build
from town_portal.build.made import MadePage, SearchEntry
from town_portal.core.identity import compute_identity
from town_portal.core.records import Article
from town_portal.core.texts.kinds import find_kind
from town_portal.features.search.answers import Row
from town_portal.features.search.extract import extract_paragraphs
from town_portal.features.search.terms import IndexedDocument

Planned = MadePage | SearchEntry
PAGES = "trang"
"""The key of the index of the portal's pages, beside those of the years."""
MUCH = 200
"""So many texts of the newest year, and its newest month has an index of its own: what is
published today makes a month's words anew, not those of the whole year."""


def group_contents(contents: Iterable[Any]) -> Mapping[str, list[Any]]:
    """Return published contents that are no articles by index: pages first, then the newest years.

    Each kind of pages has an index for each year (``van-ban-2020``); what has no day stands in that
    of pages, or of its kind. Within an index they are in order of day and address.
    """
    found: dict[str, list[Any]] = {}
    for content in contents:
        if isinstance(content, Planned) or content.status == "published":
            found.setdefault(_get_key(content), []).append(content)
    for group in found.values():
        group.sort(key=_make_order)
    return {key: found[key] for key in sorted(found, key=rank_key)}


def planned(build: Build, answers: Iterable[Row]) -> list[Any]:
    """Return the pages that plugins have made, and entries, each of which leads to a page that is.

    What ``answers`` tell already is left out.
    """
    pages = [item for item in build.made if (item.group or item.paragraphs) and not item.is_empty]
    entries = [*build.entries, *(entry for page in build.made for entry in page.entries)]
    there = (
        entry
        for entry in entries
        if "://" in entry.url or entry.url.partition("#")[0] in build.claims
    )
    unique = {(entry.url, entry.title): entry for entry in there}
    for row in answers:
        unique.pop((row.url, row.title), None)
    return [*pages, *unique.values()]


def get_name(content: Any) -> str:
    """Return what tells a content from all others."""
    if isinstance(content, SearchEntry):
        return f"{content.url} {content.title}"
    return content.url if isinstance(content, MadePage) else str(content.relative_source_path)


def _get_key(content: Any) -> str:
    kind = None if isinstance(content, Planned) else find_kind(content.relative_source_path)
    if kind is None:
        return PAGES
    day = content.record.day
    return f"{kind.key}-{day.year}" if day else kind.key


def rank_key(key: str) -> tuple[bool, int, str, bool]:
    """Return what indexes are sorted by: pages, then what has no year, then the newest years."""
    base, point, _ = key.partition(".")
    year = base.rpartition("-")[2]
    return key != PAGES, -int(year) if year.isdigit() else -9999, base, not point


def _make_order(content: Any) -> tuple[str, str]:
    if isinstance(content, Planned):
        return "", get_name(content)
    day = content.record.day
    return day.isoformat() if day else "", content.record.url


def get_known(content: Any, status: str = "") -> str:
    """Return what tells that the text of a content is as it was, and its ``status``."""
    return (
        str(getattr(content, "identity", "")) or compute_identity(build_document(content))
    ) + status


def build_document(content: Any) -> IndexedDocument:
    """Return what is to be found of a content; the content itself stays as it is."""
    if isinstance(content, SearchEntry):
        return IndexedDocument(content.url, content.title, None, content.kind, content.text)
    if isinstance(content, MadePage):
        title, lead = content.values["title"], content.values.get("summary", "")
        return IndexedDocument(content.url, title, None, "", lead, content.paragraphs)
    # A kept content fetches its body and has it from then on: here a copy does, and is thrown away.
    body: str = copy.copy(content)._content
    record, front = content.record, content.front
    parts = [*extract_paragraphs(body), *(item.title for item in getattr(front, "attachments", ()))]
    if not isinstance(record, Article):
        parts += record.words
        return IndexedDocument(
            record.url, record.heading, record.day, "", record.summary, tuple(parts)
        )
    tags = ", ".join(topic.title for topic in record.tags)
    day, category = record.date.date(), record.category.key
    return IndexedDocument(record.url, record.title, day, category, record.lead, tuple(parts), tags)
