"""Pages that the portal makes of data and lists, beside those that somebody has written."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something that the search finds for itself: an office on a page, a service elsewhere.

    ``url`` is an address of the portal, with a place on it where there is one, or an absolute one;
    ``kind`` and ``text`` are shown with ``title``.
    """

    kind: str
    title: str
    url: str
    text: str = ""


@dataclass(frozen=True)
class MadePage:
    """A page to be written: its address, its template, and what the template is given.

    ``values`` hold ``title``. One ``in_sitemaps`` is named in sitemap.xml, with ``changed`` where
    that is known, and, where it has a ``group``, under that heading in Sơ đồ cổng; it is then
    found by the search. ``paragraphs`` are what the search finds of it beside its title,
    ``entries`` what it finds there for itself. One that ``is_empty`` answers at its address, but no
    menu and no other page leads there.
    """

    url: str
    template: str
    values: dict[str, Any] = field(default_factory=dict)
    in_sitemaps: bool = False
    group: str = ""
    changed: datetime | None = None
    paragraphs: tuple[str, ...] = ()
    entries: tuple[SearchEntry, ...] = ()
    is_empty: bool = False
