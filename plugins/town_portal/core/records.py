"""What templates, blocks and feeds are given: frozen values, without Pelican.

Addresses (``url``) are relative to the portal's root, without a leading slash: the home page is
the empty text, an article ``2020/12/14/slug/``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from town_portal.core.articles import Articles, InMemory

MODERN = ("image/avif", "image/webp")
"""Formats that are smaller and that an old browser may not know, the best first."""

RECENT = 12
"""Out of so many newest articles the home page takes its stories."""
STORIES = 4
"""The lead story of the home page and three more."""


@dataclass(frozen=True, slots=True)
class Image:
    """One file of a photograph: its address, its size in pixels and in bytes."""

    url: str
    width: int
    height: int
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The same picture in several widths and formats, so that a browser takes what it needs."""

    images: tuple[Image, ...]

    @property
    def plain(self) -> Image:
        """The one that every browser shows."""
        return next(item for item in self.images if item.media_type not in MODERN)

    @property
    def large(self) -> Image:
        """The largest one that today's browsers show; small in bytes."""
        return max(self.images, key=lambda item: (item.width, item.media_type == "image/webp"))

    @property
    def sources(self) -> tuple[tuple[str, tuple[Image, ...]], ...]:
        """The newer formats, the best first, each with its images, the smallest first."""
        found = ((kind, tuple(x for x in self.images if x.media_type == kind)) for kind in MODERN)
        return tuple((kind, images) for kind, images in found if images)

    def below(self, folder: str) -> "Picture":
        """Return the picture with ``folder`` before every address."""
        return Picture(tuple(replace(item, url=folder + item.url) for item in self.images))


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph as it stands in the output.

    ``width`` and ``height`` are those of the original, upright, in pixels; ``whole`` is all of it,
    ``cut`` its 3:2 for lists (the same where it was not cut). ``tone`` (0 to 63) is the class of
    its average colour, ``animation`` the moving picture where the original moves, ``original`` the
    camera's own file where the article publishes it. ``licence`` names its terms of use, ``label``
    what it is not ("ảnh mẫu, chụp nơi khác"); both are shown after the credit.
    """

    alt: str
    caption: str
    credit: str
    width: int
    height: int
    whole: Picture
    cut: Picture
    tone: int | None = None
    animation: Image | None = None
    original: str = ""
    licence: str = ""
    label: str = ""

    @property
    def is_portrait(self) -> bool:
        """Whether it is higher than wide."""
        return self.height > self.width

    @property
    def credit_line(self) -> str:
        """The credit with the licence."""
        return ", ".join(filter(None, (self.credit, self.licence)))

    @property
    def joint(self) -> str:
        """What stands between caption and credit: a full stop, if the caption has none, a space."""
        if not self.caption:
            return ""
        return " " if self.caption.rstrip('"”’»)')[-1:] in tuple(".!?…:") else ". "

    def below(self, folder: str) -> "Photo":
        """Return the photograph with ``folder`` before every address."""
        animation = self.animation and replace(self.animation, url=folder + self.animation.url)
        original = self.original and folder + self.original
        whole, cut = self.whole.below(folder), self.cut.below(folder)
        return replace(self, whole=whole, cut=cut, animation=animation, original=original)


@dataclass(frozen=True, slots=True)
class Topic:
    """A category or a tag: what lists are made of."""

    key: str
    title: str
    url: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class FileCopy:
    """A file that goes into the output as it is: from ``source`` to ``url``.

    ``is_ours`` tells that nobody edits the source, so that the output may share its bytes;
    ``owner`` is the text of the content folder that it belongs to, if any; ``root`` the folder
    below which no link is followed to the source.
    """

    source: Path
    url: str
    is_ours: bool = False
    owner: str = ""
    root: Path | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """A file offered to the reader: its kind in words, its size in bytes."""

    url: str
    title: str
    kind: str
    size: int

    def below(self, folder: str) -> "Download":
        """Return the file with ``folder`` before its address."""
        return replace(self, url=folder + self.url)


@dataclass(frozen=True, slots=True)
class Article:
    """A published article. ``date`` and ``modified`` are in the town's zone.

    ``has_time`` and ``modified_has_time`` tell whether the hour was given. ``lead`` is the text
    written as summary, shown above the body; ``summary`` also serves lists and feeds: without a
    lead it is the first paragraph. ``photos`` are those of its figures, in their order; ``share``
    is the picture that others show with a link to it.
    """

    url: str
    title: str
    date: datetime
    has_time: bool
    category: Topic
    tags: tuple[Topic, ...] = ()
    people: tuple[Topic, ...] = ()
    places: tuple[Topic, ...] = ()
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
    share: Image | None = None
    identity: str = ""
    """What tells that another build's record is the same (core/identity.py), if known."""

    def __hash__(self) -> int:
        return hash(self.url)

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
    identity: str = ""

    @property
    def rank(self) -> tuple[Any, ...]:
        """What a list of its kind is sorted by, the first smallest."""
        return (self.order, self.url)

    @property
    def day(self) -> date | None:
        """The day by whose year the search files it; a page has none."""
        return None

    @property
    def heading(self) -> str:
        """What it is called where nothing else tells what it is, as in hits of the search."""
        return self.title

    @property
    def words(self) -> tuple[str, ...]:
        """What the search finds of it beside title, summary, body and names of files."""
        return ()


@dataclass(frozen=True, slots=True)
class Counted:
    """The visits of the portal as the live service last told them, at the moment ``at``.

    ``total`` holds what was counted before the service too; ``days`` are the visits of the last
    days, the oldest first.
    """

    total: int
    at: datetime
    days: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline of another portal, its full address, its day."""

    title: str
    url: str
    day: date


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another portal and its newest headlines."""

    title: str
    headlines: tuple[Headline, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that may be shown: articles newest first, topics with their articles.

    ``tags``, ``people`` and ``places`` are in alphabetical order, ``categories`` in the order of
    the data file; all map a topic to its articles, newest first. ``kinds`` are the pages that are
    of a kind of their own (core/texts/kinds.py), by its folder. ``counted`` is None where no live
    service has told anything yet.
    """

    articles: Articles = field(default_factory=InMemory)
    pages: tuple[Page, ...] = ()
    categories: Mapping[Topic, Sequence[Article]] = field(default_factory=dict)
    tags: Mapping[Topic, Sequence[Article]] = field(default_factory=dict)
    people: Mapping[Topic, Sequence[Article]] = field(default_factory=dict)
    places: Mapping[Topic, Sequence[Article]] = field(default_factory=dict)
    kinds: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    counted: Counted | None = None
    elsewhere: tuple[Elsewhere, ...] = ()

    def of(self, kind: str) -> tuple[Any, ...]:
        """Return the pages of a kind, by its folder, in the order of its lists."""
        return self.kinds.get(kind, ())

    @property
    def newest(self) -> Article | None:
        """The article that changed last; None where there is none."""
        return self.articles.newest

    def front(self, count: int) -> tuple[Article, ...]:
        """Return the lead story of the home page and the stories beside it, ``count`` in all.

        The lead story is the newest article that is marked so. Where none is, and beside it, the
        newest with a photograph are taken, out of the newest ``RECENT``; then others fill up.
        """
        lead = self.articles.lead
        recent = [article for article in self.articles[:RECENT] if article is not lead]
        recent.sort(key=lambda article: article.cover is None)  # stable: the newest first
        return (*((lead,) if lead else ()), *recent)[:count]
