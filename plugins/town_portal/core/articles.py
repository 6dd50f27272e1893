"""A list of articles, newest first, and what is asked of it. Pure.

``InMemory`` answers by looking at each article; build/incremental/index.py has lists that answer
out of an index, and tests hold the answers to be the same.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from typing import Any, Protocol, Self, overload

from town_portal.core import dates
from town_portal.core.identity import UnknownKind, compute_identity

Article = Any
"""An article's record (core/records.py, which knows these lists)."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month with articles, and how many."""

    year: int
    month: int
    count: int

    @property
    def url(self) -> str:
        """The month's address."""
        return f"{self.year}/{self.month:02d}/"

    @property
    def day(self) -> str:
        """The beginning of each of its days (ISO 8601)."""
        return f"{self.year}-{self.month:02d}"

    @property
    def title(self) -> str:
        """The month in words: ``Tháng 12/2020``."""
        return dates.format_month(self.year, self.month)


class Articles(Sequence[Article]):
    """See the module's text."""

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Articles: ...
    @abstractmethod
    def __getitem__(self, index: int | slice) -> Article | Articles: ...

    @property
    @abstractmethod
    def identity(self) -> str:
        """What tells that the list shows the same articles, each as it was; empty if unknown."""

    @abstractmethod
    def months(self) -> list[Month]:
        """Return the months that have articles, the newest first."""

    @abstractmethod
    def last_changes(self) -> list[tuple[str, datetime]]:
        """Return when an article of each month (``2020-12``) changed last, the oldest first."""

    @abstractmethod
    def days(self) -> list[tuple[str, int]]:
        """Return the days (ISO 8601) that have articles, the newest first, each with how many."""

    @abstractmethod
    def period(self, day: str) -> Articles:
        """Return those of a year, a month or a day: ``2020``, ``2020-12``, ``2020-12-14``."""

    @abstractmethod
    def anniversaries(self, day: str, count: int) -> Sequence[Article]:
        """Return the newest of earlier years' same day; ``day`` is ISO 8601."""

    @property
    @abstractmethod
    def newest(self) -> Article | None:
        """The article that changed last; of equal ones the one that stands first."""

    @property
    @abstractmethod
    def lead(self) -> Article | None:
        """The newest article that is marked as the lead story."""

    @abstractmethod
    def neighbours(self, url: str) -> tuple[Article | None, Article | None]:
        """Return the next older and the next newer article of one; None where there is none."""

    @abstractmethod
    def titles(self) -> Mapping[str, str]:
        """Return the titles by address."""


class Stored(Protocol):
    """A list of articles that were read from files and stand in an index."""

    @property
    def paths(self) -> list[str]:
        """The files of the articles, below the content folder."""

    def identities(self) -> list[tuple[str, str, str]]:
        """Return the articles' files, days (ISO 8601) and identities, the oldest first."""

    def of_files(self, paths: Sequence[str]) -> list[Article]:
        """Return the articles of some files, in their order."""

    def paths_beside(self, moment: float, url: str) -> list[str]:
        """Return the files of the articles just before and just behind a place."""


class InMemory(Articles):
    """A list whose articles are all there."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._articles = tuple(articles)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> Article | Self:
        found = self._articles[index]
        return type(self)(found) if isinstance(found, tuple) else found

    def __len__(self) -> int:
        return len(self._articles)

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    def __eq__(self, other: Any) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._articles)

    def __repr__(self) -> str:
        return f"InMemory({self._articles!r})"

    @property
    def identity(self) -> str:
        """See Articles."""
        try:
            return compute_identity(self._articles)
        except UnknownKind:
            return ""

    def months(self) -> list[Month]:
        """See Articles."""
        return [
            Month(year, month, len(tuple(group)))
            for (year, month), group in groupby(
                self, key=lambda item: (item.date.year, item.date.month)
            )
        ]

    def last_changes(self) -> list[tuple[str, datetime]]:
        """See Articles."""
        months = groupby(reversed(self), key=lambda item: _format_day(item)[:7])
        return [(month, max(article.changed for article in group)) for month, group in months]

    def days(self) -> list[tuple[str, int]]:
        """See Articles."""
        return list(Counter(_format_day(article) for article in self).items())

    def period(self, day: str) -> Self:
        """See Articles."""
        return type(self)(article for article in self if _format_day(article).startswith(day))

    def anniversaries(self, day: str, count: int) -> Sequence[Article]:
        """See Articles."""
        year, date = day[:4], day[4:]
        found = (
            item
            for item in self
            if _format_day(item).endswith(date) and _format_day(item)[:4] < year
        )
        return tuple(islice(found, count))

    @property
    def newest(self) -> Article | None:
        """See Articles."""
        return max(self, key=lambda article: article.changed, default=None)

    @property
    def lead(self) -> Article | None:
        """See Articles."""
        return next((article for article in self if article.is_lead), None)

    def neighbours(self, url: str) -> tuple[Article | None, Article | None]:
        """See Articles."""
        place = next((place for place, item in enumerate(self) if item.url == url), None)
        if place is None:
            return None, None
        older = self._articles[place + 1 : place + 2]
        return older[0] if older else None, self._articles[place - 1] if place else None

    def titles(self) -> Mapping[str, str]:
        """See Articles."""
        return {article.url: article.title for article in self}


def _format_day(article: Article) -> str:
    return f"{article.date:%Y-%m-%d}"


def find_topic(topics: Mapping[Any, Any], key: str) -> Any:
    """Return the topic of a key out of topics with their articles; None where there is none."""
    find = getattr(topics, "topic", None)
    return find(key) if find else next((topic for topic in topics if topic.key == key), None)
