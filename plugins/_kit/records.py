"""What templates, blocks and feeds are given: frozen values, without Pelican.

Addresses (``url``) are relative to the portal's root, without a leading slash: the home page is
the empty text, an article ``2020/12/14/slug/``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

RECENT = 12
"""Out of so many newest articles the home page takes its stories."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph as it stands in the output; sizes in pixels."""

    url: str
    alt: str
    caption: str
    credit: str
    width: int
    height: int
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A category or a tag: what lists are made of."""

    key: str
    title: str
    url: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class FileCopy:
    """A file that goes into the output as it is: from ``source`` to ``url``."""

    source: Path
    url: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file offered to the reader: its kind in words, its size in bytes."""

    url: str
    title: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class Article:
    """A published article. ``date`` and ``modified`` are in the town's zone.

    ``has_time`` and ``modified_has_time`` tell whether the hour was given. ``lead`` is the text
    written as summary, shown above the body; ``summary`` also serves lists and feeds: without a
    lead it is the first paragraph. ``photos`` are those of its figures, in their order.
    """

    url: str
    title: str
    date: datetime
    has_time: bool
    category: Topic
    tags: tuple[Topic, ...] = ()
    lead: str = ""
    summary: str = ""
    modified: datetime | None = None
    modified_has_time: bool = False
    author: str = ""
    photographer: str = ""
    source: str = ""
    original_url: str = ""
    cover: Photo | None = None
    photos: tuple[Photo, ...] = ()
    is_lead: bool = False

    @property
    def changed(self) -> datetime:
        """When the article last changed: ``modified``, else ``date``."""
        return self.modified or self.date


@dataclass(frozen=True, slots=True)
class Page:
    """A page of ``content/pages``; ``key`` is its file's name without ending."""

    key: str
    url: str
    title: str
    summary: str = ""
    order: int = 1000
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that may be shown: articles newest first, topics with their articles.

    ``tags`` are in alphabetical order, ``categories`` in the order of the
    data file; both map a topic to its articles, newest first.
    """

    articles: tuple[Article, ...] = ()
    pages: tuple[Page, ...] = ()
    categories: Mapping[Topic, tuple[Article, ...]] = field(default_factory=dict)
    tags: Mapping[Topic, tuple[Article, ...]] = field(default_factory=dict)

    def front(self, count: int) -> tuple[Article, ...]:
        """Return the lead story of the home page and the stories beside it, ``count`` in all.

        The lead story is the newest article that is marked so. Where none is, and beside it, the
        newest with a photograph are taken, out of the newest ``RECENT``; then others fill up.
        """
        lead = next((article for article in self.articles if article.is_lead), None)
        recent = [article for article in self.articles[:RECENT] if article is not lead]
        recent.sort(key=lambda article: article.cover is None)  # stable: the newest first
        return (*((lead,) if lead else ()), *recent)[:count]
