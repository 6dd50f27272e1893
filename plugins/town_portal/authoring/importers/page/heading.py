"""Title, time, lead and names of a page: by its profile first, else by what holds for any page.

The profile's places are looked at before anything is taken out of the page, the others after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from zoneinfo import ZoneInfo

from bs4 import Tag

from town_portal.authoring.importers.page import fields
from town_portal.authoring.importers.page.byline import PageByline, parse_names
from town_portal.authoring.importers.page.fields import FoundField, PageHead
from town_portal.authoring.importers.page.moment import FoundDate
from town_portal.authoring.importers.page.profile import Profile

_AROUND = 8
"""Elements around the body within which a date is looked for, the nearest first."""


@dataclass(slots=True)
class Heading:
    """What stands above and below a body: fields, the moment, the elements that hold them."""

    title: FoundField = field(default_factory=lambda: FoundField("tiêu đề"))
    lead: FoundField = field(default_factory=lambda: FoundField("sa-pô"))
    when: FoundField = field(default_factory=lambda: FoundField("ngày đăng"))
    moment: FoundDate | None = None
    line: PageByline = field(default_factory=PageByline)
    date_tag: Tag | None = None
    tags: list[Tag] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageContext:
    """What is known of a page beside its text, and where any page has its fields (``common``)."""

    head: PageHead
    url: str
    zone: ZoneInfo
    common: Profile


def read_by_profile(tree: Tag, profile: Profile, told: PageContext) -> Heading:
    """Return what a profile's own places say."""
    found = Heading()
    _set_date(found, fields.find_dated(tree, profile.date, told.zone), told)
    _fill(found, tree, profile, told.head)
    return found


def complete_heading(found: Heading, container: Tag, told: PageContext) -> Heading:
    """Return a heading with what it lacks from the places that hold for any page."""
    scopes = list(_iter_scopes(container))
    _fill(found, scopes[-1], told.common, told.head)
    if not found.title.value:
        found.title, tag = fields.find_title_in_head(told.head, scopes[-1])
        found.tags += [tag] if tag is not None else []
    if found.date_tag is None:
        near = (fields.find_dated(scope, told.common.date, told.zone) for scope in scopes[:_AROUND])
        lines = (fields.find_labelled(scope, told.zone) for scope in scopes[1:_AROUND])
        _set_date(found, next(filter(None, chain(near, lines)), None), told)
    return found


def _set_date(found: Heading, tag: Tag | None, told: PageContext) -> None:
    """Note when a page was published: as an element shows, else as head or address say."""
    found.date_tag = tag
    found.when, found.moment = fields.find_date(tag, told.head, told.url, told.zone)
    found.tags += [tag] if tag is not None else []


def _fill(found: Heading, tree: Tag, profile: Profile, head: PageHead) -> None:
    """Seek by a profile's selectors what a heading still lacks, but for the date."""
    if not found.title.value:
        found.title, tag = fields.find_title(tree, profile.title, head)
        found.tags += [tag] if tag is not None else []
    if not found.lead.value:
        found.lead, tag = fields.find_lead(tree, profile.lead)
        found.tags += [tag] if tag is not None else []
    if not found.line.author and not found.line.source:
        found.line = _find_byline(found, tree, profile)


def _find_byline(found: Heading, tree: Tag, profile: Profile) -> PageByline:
    """Return the names that stand in places of their own."""
    author, author_tag = fields.find_name(tree, profile.author)
    source, source_tag = fields.find_name(tree, profile.source)
    found.tags += [tag for tag in (author_tag, source_tag) if tag is not None]
    line = parse_names(author, 0.95)
    if author and not line.line:
        line = PageByline(author=fields.strip_label(author), sure=0.9, line=author)
    return replace(line, source=fields.strip_label(source)) if source else line


def _iter_scopes(container: Tag) -> Iterator[Tag]:
    """Yield the body and what is around it, up to the page's whole."""
    yield container
    for tag in container.parents:
        yield tag
        if tag.name == "body":
            return
