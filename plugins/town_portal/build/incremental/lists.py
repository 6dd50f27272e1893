"""Lists of articles as the state has them: each article is fetched when somebody asks for it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, overload
from zoneinfo import ZoneInfo

from town_portal.build.incremental.index import FOLDERS, NEWEST, Index
from town_portal.build.incremental.state import MOST_NAMES
from town_portal.core.articles import Articles, Month
from town_portal.core.data.tables import tag_topic
from town_portal.core.records import Article, Topic


class ArticleQuery(NamedTuple):
    """Which articles: rows of a table under a condition."""

    table: str
    condition: str
    given: tuple[Any, ...] = ()


Place = tuple[float, str]
"""The moment and the address of an article, by which lists are sorted."""
ALL = ArticleQuery("articles", "1")


class ArticleList(Articles):
    """Articles, newest first, of which each is fetched when it is asked for."""

    def __init__(
        self,
        index: Index,
        which: ArticleQuery,
        zone: ZoneInfo,
        span: tuple[int, int | None] = (0, None),
    ) -> None:
        self._index, self._which, self._zone = index, which, zone
        self._first, self._last = span
        self.length: int | None = None
        """How many there are, once somebody has asked."""

    def __len__(self) -> int:
        if self.length is None:
            table, condition, given = self._which
            question = f"SELECT count(*) FROM {table} WHERE {condition}"
            whole = self._index.ask(question, *given)[0][0]
            last = whole if self._last is None else min(whole, self._last)
            self.length = max(0, last - self._first)
        return self.length

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> "ArticleList": ...
    def __getitem__(self, index: int | slice) -> "Article | ArticleList":
        if isinstance(index, int):
            place = index if index >= 0 else len(self) + index
            rows = self._rows(place, place + 1) if place >= 0 else []
            if not rows:
                raise IndexError(index)
            return self._index.records(rows)[0]
        if (index.step or 1) != 1:
            raise ValueError("only neighbours are cut out")
        begin, end = index.start or 0, index.stop
        if begin < 0 or (end or 0) < 0:
            begin, end, _ = index.indices(len(self))
        first = self._first + begin
        ends = [
            item
            for item in (self._last, None if end is None else self._first + end)
            if item is not None
        ]
        span = first, max(first, min(ends)) if ends else None
        return ArticleList(self._index, self._which, self._zone, span)

    def __iter__(self) -> Iterator[Article]:
        rows = self._rows(0, None)
        for start in range(0, len(rows), MOST_NAMES):
            yield from self._index.records(rows[start : start + MOST_NAMES])

    def _rows(self, begin: int, end: int | None) -> list[Any]:
        """Return the paths and identities from one place until before another."""
        table, condition, given = self._which
        first = self._first + begin
        ends = [
            item
            for item in (self._last, None if end is None else self._first + end)
            if item is not None
        ]
        count = max(0, min(ends) - first) if ends else -1
        question = f"SELECT path, shown FROM {table} WHERE {condition} {NEWEST} LIMIT ? OFFSET ?"
        return self._index.ask(question, *given, count, first)

    @property
    def paths(self) -> list[str]:
        """The files of the articles, below the content folder."""
        return [path for path, _ in self._rows(0, None)]

    def identities(self) -> list[tuple[str, str, str]]:
        """Return the articles' files, days (ISO 8601) and identities, the oldest first."""
        table, condition, given = self._which
        question = (
            f"SELECT path, day, texts.identity FROM {table} JOIN texts USING (path)"
            f" WHERE {condition} ORDER BY moment, articles.url"
        )
        return self._index.ask(question, *given)

    @property
    def identity(self) -> str:
        """What tells that the list shows the same articles, each as it was."""
        known = ",".join([shown for _, shown in self._rows(0, None)])
        return blake2b(known.encode(), digest_size=16).hexdigest()

    def months(self) -> list[Month]:
        """Return the months that have articles, the newest first."""
        table, condition, given = self._which
        question = (
            f"SELECT substr(day, 1, 7), count(*) FROM {table} WHERE {condition}"
            " GROUP BY 1 ORDER BY 1 DESC"
        )
        found = self._index.ask(question, *given)
        return [Month(int(month[:4]), int(month[5:]), count) for month, count in found]

    def last_changes(self) -> list[tuple[str, datetime]]:
        """Return when an article of each month (``2020-12``) changed last, the oldest first."""
        rows = self._index.ask(
            "SELECT substr(day, 1, 7), max(changed) FROM articles GROUP BY 1 ORDER BY 1"
        )
        return [(month, datetime.fromtimestamp(changed, self._zone)) for month, changed in rows]

    def period(self, day: str) -> "ArticleList":
        """Return those of a year, a month or a day (ISO 8601)."""
        return list_articles(
            self._index,
            self._zone,
            ArticleQuery("articles", "day BETWEEN ? AND ?", (day, f"{day}~")),
        )

    def days(self) -> list[tuple[str, int]]:
        """Return the days that have articles, the newest first, with the number of articles."""
        table, condition, given = self._which
        question = (
            f"SELECT day, count(*) FROM {table} WHERE {condition} GROUP BY day ORDER BY day DESC"
        )
        return self._index.ask(question, *given)

    def of_files(self, paths: Sequence[str]) -> list[Article]:
        """Return the articles of some files, in their order."""
        return self._index.of_files(paths)

    def anniversaries(self, day: str, count: int) -> list[Article]:
        """Return the newest articles of earlier years' same day; ``day`` is ISO 8601."""
        rows = self._index.ask(
            "SELECT path, shown FROM articles WHERE substr(day, 6) = ? AND day < ?"
            f" {NEWEST} LIMIT ?",
            *(day[5:], day[:4], count),
        )
        return self._index.records(rows)

    @property
    def newest(self) -> Article | None:
        """The article that changed last; of equal ones the one that stands first."""
        rows = self._index.ask(
            "SELECT path, shown FROM articles WHERE changed = (SELECT max(changed) FROM articles)"
            f" {NEWEST} LIMIT 1"
        )
        return self._index.records(rows)[0] if rows else None

    @property
    def lead(self) -> Article | None:
        """The newest article that is marked as the lead story."""
        rows = self._index.ask(f"SELECT path, shown FROM articles WHERE is_lead {NEWEST} LIMIT 1")
        return self._index.records(rows)[0] if rows else None

    def neighbours(self, url: str) -> tuple[Article | None, Article | None]:
        """Return the next older and the next newer article of one; None where there is none."""
        place = self._index.ask(
            "SELECT it.moment, it.url FROM texts JOIN articles AS it USING (path)"
            " WHERE texts.url = ?",
            url,
        )
        older, newer = (self._beside(way, *place[0]) if place else [] for way in ("<", ">"))
        return tuple(self._index.records(item)[0] if item else None for item in (older, newer))  # type: ignore[return-value]

    def paths_beside(self, moment: float, url: str) -> list[str]:
        """Return the files of the articles just before and just behind a place."""
        return [path for way in ("<", ">") for path, _ in self._beside(way, moment, url)]

    def _beside(self, way: str, moment: float, url: str) -> list[tuple[str, str]]:
        order = NEWEST if way == "<" else "ORDER BY moment, url"
        question = f"SELECT path, shown FROM articles WHERE (moment, url) {way} (?, ?)"
        return self._index.ask(f"{question} {order} LIMIT 1", moment, url)

    def titles(self) -> Mapping[str, str]:
        """Return the titles by address; each is looked up when asked for."""
        return Titles(self._index)


class Titles(Mapping[str, str]):
    """The titles of articles by address."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __getitem__(self, url: str) -> str:
        found = self._index.ask(
            "SELECT title FROM articles WHERE path = (SELECT path FROM texts WHERE url = ?)", url
        )
        if not found:
            raise KeyError(url)
        return str(found[0][0])

    def __iter__(self) -> Iterator[str]:
        return (url for (url,) in self._index.ask("SELECT url FROM articles"))

    def __len__(self) -> int:
        return int(self._index.ask("SELECT count(*) FROM articles")[0][0])


class TopicLists(Mapping[Topic, ArticleList]):
    """The articles by topic."""

    def __init__(self, index: Index, kind: str, zone: ZoneInfo) -> None:
        self._index, self._kind, self._zone = index, kind, zone

    @cached_property
    def _topics(self) -> Mapping[Topic, int]:
        return self._index.named(self._kind)

    def topic(self, key: str) -> Topic | None:
        """Return the topic of a key; None where there is none."""
        if self._kind == "categories":
            return next((topic for topic in self if topic.key == key), None)
        title = self._index.title(self._kind, key)
        return tag_topic(title, FOLDERS[self._kind]) if title else None

    def __getitem__(self, topic: Topic) -> ArticleList:
        which = ArticleQuery("topics", "kind = ? AND key = ?", (self._kind, topic.key))
        found = list_articles(self._index, self._zone, which)
        if "_topics" in vars(self):
            found.length = self._topics[topic]
        return found

    def __iter__(self) -> Iterator[Topic]:
        return iter(self._topics)

    def __len__(self) -> int:
        return len(self._topics)

    def of(self, path: str) -> tuple[Place, list[str]] | None:
        """Return the place of an article, given by its file, and the keys of its topics.

        None where it is no published article.
        """
        place = self._index.ask("SELECT moment, url FROM articles WHERE path = ?", path)
        question = "SELECT key FROM topics WHERE path = ? AND kind = ?"
        keys = [key for (key,) in self._index.ask(question, path, self._kind)]
        return (place[0], keys) if place else None

    def beside(self, key: str, place: Place, way: str, most: int) -> list[tuple[str, float, str]]:
        """Return the articles of a topic that are older (``<``) or newer (``>``) than a place.

        The nearest ``most``: file, moment and address of each, the nearest first.
        """
        order = NEWEST if way == "<" else "ORDER BY moment, url"
        return self._index.ask(
            "SELECT path, moment, url FROM topics WHERE kind = ? AND key = ?"
            f" AND (moment, url) {way} (?, ?) {order} LIMIT ?",
            *(self._kind, key, *place, most),
        )

    def oldest_first(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the file of each article with the keys of its topics."""
        found = self._index.ask(
            "SELECT it.path, key FROM articles AS it LEFT JOIN topics AS topic"
            " ON topic.path = it.path AND kind = ? ORDER BY it.moment, it.url",
            self._kind,
        )
        for path, rows in groupby(found, key=itemgetter(0)):
            yield path, [key for _, key in rows if key is not None]


def list_articles(index: Index, zone: ZoneInfo, which: ArticleQuery = ALL) -> ArticleList:
    """Return some of the articles, the newest first."""
    return ArticleList(index, which, zone)
