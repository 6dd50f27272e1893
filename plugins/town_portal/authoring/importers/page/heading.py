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
from town_portal.authoring.importers.page.byline import Byline, of_text
from town_portal.authoring.importers.page.fields import Field, Head
from town_portal.authoring.importers.page.moment import Moment
from town_portal.authoring.importers.page.profile import Profile

_AROUND = 8
"""Elements around the body within which a date is looked for, the nearest first."""


@dataclass(slots=True)
class Heading:
    """What stands above and below a body: fields, the moment, the elements that hold them."""

    title: Field = field(default_factory=lambda: Field("tiêu đề"))
    lead: Field = field(default_factory=lambda: Field("sa-pô"))
    when: Field = field(default_factory=lambda: Field("ngày đăng"))
    moment: Moment | None = None
    line: Byline = field(default_factory=Byline)
    date_tag: Tag | None = None
    tags: list[Tag] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a page beside its text, and where any page has its fields (``common``)."""

    head: Head
    url: str
    zone: ZoneInfo
    common: Profile


def by_profile(tree: Tag, profile: Profile, told: Told) -> Heading:
    """Return what a profile's own places say."""
    found = Heading()
    _date(found, fields.dated(tree, profile.date, told.zone), told)
    _fill(found, tree, profile, told.head)
    return found


def completed(found: Heading, container: Tag, told: Told) -> Heading:
    """Return a heading with what it lacks from the places that hold for any page."""
    scopes = list(_scopes(container))
    _fill(found, scopes[-1], told.common, told.head)
    if not found.title.value:
        found.title, tag = fields.title_of(told.head, scopes[-1])
        found.tags += [tag] if tag is not None else []
    if found.date_tag is None:
        near = (fields.dated(scope, told.common.date, told.zone) for scope in scopes[:_AROUND])
        lines = (fields.labelled(scope, told.zone) for scope in scopes[1:_AROUND])
        _date(found, next(filter(None, chain(near, lines)), None), told)
    return found


def _date(found: Heading, tag: Tag | None, told: Told) -> None:
    """Note when a page was published: as an element shows, else as head or address say."""
    found.date_tag = tag
    found.when, found.moment = fields.when(tag, told.head, told.url, told.zone)
    found.tags += [tag] if tag is not None else []


def _fill(found: Heading, tree: Tag, profile: Profile, head: Head) -> None:
    """Seek by a profile's selectors what a heading still lacks, but for the date."""
    if not found.title.value:
        found.title, tag = fields.title(tree, profile.title, head)
        found.tags += [tag] if tag is not None else []
    if not found.lead.value:
        found.lead, tag = fields.lead(tree, profile.lead)
        found.tags += [tag] if tag is not None else []
    if not found.line.author and not found.line.source:
        found.line = _byline(found, tree, profile)


def _byline(found: Heading, tree: Tag, profile: Profile) -> Byline:
    """Return the names that stand in places of their own."""
    author, author_tag = fields.name(tree, profile.author)
    source, source_tag = fields.name(tree, profile.source)
    found.tags += [tag for tag in (author_tag, source_tag) if tag is not None]
    line = of_text(author, 0.95)
    if author and not line.line:
        line = Byline(author=fields.without_label(author), sure=0.9, line=author)
    return replace(line, source=fields.without_label(source)) if source else line


def _scopes(container: Tag) -> Iterator[Tag]:
    """Yield the body and what is around it, up to the page's whole."""
    yield container
    for tag in container.parents:
        yield tag
        if tag.name == "body":
            return
