"""Pelican's contents between two builds: taken apart into rows, and put together from them.

What lists and addresses need of each content is in its row; the rest is unpickled when somebody
asks for it, which for most contents of most builds nobody does.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from pelican.contents import Article, Content, Page
from pelican.urlwrappers import URLWrapper

from plugins._kit import adapt
from plugins._kit.build import Build, StateLost
from plugins._kit.markup import Link
from plugins._kit.records import ArticleStub, Topic
from plugins._kit.tables import PEOPLE, PLACES, tag_topic
from plugins.incremental.pickles import WRAPPERS, by_value, dumped, loaded
from plugins.incremental.state import ContentRow, RestRow

HOT = (
    *("tags", "authors", "author", "modified", "override_save_as", "override_url"),
    *("takes_comments", "refuses_comments", "old_paths", "player"),
)
"""What every content is asked for, also those that have none: noted in ``lacks``."""
GIVEN = frozenset(
    (
        *("settings", "_context", "record", "identity", "settled", "_base", "_rest", "_lacks"),
        *("url", "save_as", "links", "category", "tags", "authors", "author", "standing"),
        "citations",
    )
)
"""What is no part of a content's rest: each build gives it anew, or its row holds it."""
_BASE = frozenset(
    (
        *("settings", "_context", "source_path", "relative_source_path", "identity", "title"),
        *("slug", "template", "_status", "url", "save_as", "_lacks", "links", "date"),
        *("modified", "category", "tags", "authors", "author", "record", "_base", "_rest"),
        *("settled", "standing", "citations"),
    )
)
"""What a content put together has from its row: all else it was given afterwards."""

Known = tuple[URLWrapper, Topic]
"""A category or a tag as Pelican has it, and as records have it."""


class Kept(Content):  # type: ignore[misc]  # Pelican has no types
    """What a kept article and a kept page have in common."""

    url = save_as = ""  # not Content's own, which work them out at each look
    links: tuple[Link, ...] = ()
    citations: tuple[str, ...] = ()
    settled = True
    _base = _BASE

    def __init__(self, values: dict[str, Any], rest: Callable[[], Mapping[str, Any]]) -> None:
        # Not Content's own, which would work out all of it again.
        self.__dict__ = values
        values["_rest"] = rest

    def __getattr__(self, name: str) -> Any:
        """Fetch the rest, once; asked only for what is not there."""
        own = self.__dict__
        if name in own.get("_lacks", "") or name.startswith("__") or "_rest" not in own:
            raise AttributeError(name)
        self.load()
        return getattr(self, name)

    def load(self) -> None:
        """Fetch the rest unless it is there."""
        own = self.__dict__
        if "_rest" in own:
            rest = own.pop("_rest")()
            self._base |= rest.keys()
            for key, value in rest.items():
                own.setdefault(key, value)

    @property
    def is_as_read(self) -> bool:
        """Whether nobody has looked at the rest, nor given the content anything."""
        own = self.__dict__
        return "_rest" in own and own.keys() <= self._base

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """Return the path below the content folder."""
        if source_path:
            return super().get_relative_source_path(source_path)  # type: ignore[no-any-return]
        return str(self.relative_source_path)

    def get_static_links(self) -> set[str]:
        """Return nothing: Pelican copies no files here (plugins/files does)."""
        return set()


class KeptArticle(Kept, Article):  # type: ignore[misc]
    """An article as the build before left it."""


class KeptPage(Kept, Page):  # type: ignore[misc]
    """A page as the build before left it."""


class Restorer:
    """Puts contents together; what several have in common, such as a category, is one object."""

    def __init__(self, context: Any, settings: Any, rest: Callable[[str], RestRow | None]) -> None:
        self._given = {"settings": settings, "_context": context}
        self._rest = rest
        self._build: Build = settings["BUILD"]
        self._zone = self._build.zone
        self._folder = f"{settings['PATH']}/"
        self._wrappers: dict[tuple[str, str, str], URLWrapper] = {}
        self._categories: dict[tuple[str, str], Known] = {}
        self._tags: dict[tuple[str, str], Known] = {}
        self._topics: dict[tuple[str, str], Topic] = {}
        self._lacks: dict[str, frozenset[str]] = {}

    def content(self, row: ContentRow, settled: bool = True) -> Kept:
        """Return the content of a row; ``settled``: an earlier build has done all with it."""
        values = {
            **self._given,
            "source_path": self._folder + row.path,
            "relative_source_path": row.path,
            "identity": row.identity,
            "title": row.title,
            "slug": row.slug,
            "template": row.template,
            "_status": row.status,
            "url": row.url,
            "save_as": row.save_as,
            "_lacks": self._lacking(row.lacks),
            "standing": row.standing,
        }
        if not settled:
            values["settled"] = False
        if row.links:
            values["links"] = tuple([Link(address, line) for address, line in row.links])
        if row.citations:
            values["citations"] = row.citations
        moments = (("date", row.date), ("modified", row.modified))
        values |= {name: self._moment(moment) for name, moment in moments if moment}
        if row.category:
            return self._article(row, values)
        content = KeptPage(values, lambda: self._loaded(row.identity))
        values["record"] = self._record(row)
        return content

    def _article(self, row: ContentRow, values: dict[str, Any]) -> Kept:
        values["category"], category = self._category(*row.category)
        tags = [self._tag(pair) for pair in row.tags]
        if tags:
            values["tags"] = [tag for tag, _ in tags]
        if row.authors:
            values["authors"] = [self.wrapper("Author", *pair) for pair in row.authors]
            values["author"] = values["authors"][0]
        known = {
            "identity": row.shown,
            "url": row.url,
            "title": row.title,
            "date": values["date"],
            "has_time": row.has_time,
            "modified": values.get("modified"),
            "category": category,
            "tags": tuple([topic for _, topic in tags]),
            "is_lead": row.is_lead,
            "people": tuple([self._topic(name, PEOPLE) for name in row.people]),
            "places": tuple([self._topic(name, PLACES) for name in row.places]),
        }
        values["record"] = ArticleStub(known, lambda: self._record(row))
        return KeptArticle(values, lambda: self._loaded(row.identity))

    def wrapper(self, kind: str, name: str, slug: str) -> URLWrapper:
        """Return Pelican's object for a category, a tag or an author."""
        key = kind, name, slug
        if key not in self._wrappers:
            self._wrappers[key] = WRAPPERS[kind](name, self._given["settings"])
            self._wrappers[key].slug = slug
        return self._wrappers[key]

    def _category(self, name: str, slug: str) -> Known:
        pair = name, slug
        if pair not in self._categories:
            topic = adapt.category(name, self._build)
            self._categories[pair] = self.wrapper("Category", name, slug), topic
        return self._categories[pair]

    def _tag(self, pair: tuple[str, str]) -> Known:
        if pair not in self._tags:
            self._tags[pair] = self.wrapper("Tag", *pair), tag_topic(pair[0])
        return self._tags[pair]

    def _topic(self, name: str, folder: str) -> Topic:
        pair = name, folder
        if pair not in self._topics:
            self._topics[pair] = tag_topic(name, folder)
        return self._topics[pair]

    def _lacking(self, text: str) -> frozenset[str]:
        if text not in self._lacks:
            self._lacks[text] = frozenset(text.split())
        return self._lacks[text]

    def _moment(self, text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=self._zone)

    def _record(self, row: ContentRow) -> Any:
        return replace(self._rest_of(row.identity, "record"), identity=row.shown)

    def _loaded(self, identity: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._rest_of(identity, "rest")
        return found

    def _rest_of(self, identity: str, part: str) -> Any:
        row = self._rest(identity)
        if row is None:
            raise StateLost("a row is missing")
        try:
            return loaded(getattr(row, part), self.wrapper)
        except Exception as error:  # damaged bytes may fail in any way
            raise StateLost(str(error)) from error


def pickled(content: Content) -> tuple[bytes, bytes] | None:
    """Return the record of a content and what else its row does not hold.

    None when some of it can't be kept.
    """
    if isinstance(content, Kept):
        content.load()
    rest = {name: value for name, value in vars(content).items() if name not in GIVEN}
    try:
        return by_value(content.record), dumped(rest)
    except Exception:  # noqa: BLE001  # attributes of other plugins may fail in any way
        return None


def row_of(content: Content, stamped: ContentRow) -> ContentRow:
    """Return the row of a content just read; ``stamped`` holds what tells when it changes."""
    is_article = isinstance(content, Article)
    record = content.record
    zone: ZoneInfo = content.settings["BUILD"].zone
    return stamped._replace(
        identity=content.identity,
        shown=record.identity,
        status=content.status,
        url=record.url,
        save_as=content.save_as,
        title=content.title,
        slug=content.slug,
        template=content.template,
        date=_written(getattr(content, "date", None), zone),
        modified=_written(getattr(content, "modified", None), zone),
        category=_named(content.category) if is_article else (),
        tags=tuple([_named(tag) for tag in getattr(content, "tags", ())]),
        people=tuple([topic.title for topic in record.people]) if is_article else (),
        places=tuple([topic.title for topic in record.places]) if is_article else (),
        authors=tuple([_named(author) for author in getattr(content, "authors", ())]),
        links=tuple([(link.address, link.line) for link in adapt.links(content)]),
        citations=getattr(content, "citations", ()),
        lacks=" ".join(name for name in HOT if not hasattr(content, name)),
        has_time=is_article and record.has_time,
        is_lead=is_article and record.is_lead,
    )


def _written(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).replace(tzinfo=None).isoformat() if moment else ""


def _named(wrapper: URLWrapper) -> tuple[str, str]:
    return _pair(wrapper.name, wrapper.slug)


@lru_cache(8192)
def _pair(name: str, slug: str) -> tuple[str, str]:
    """Return both, as one object for all contents that have them."""
    return name, slug
