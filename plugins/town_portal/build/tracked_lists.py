"""The site as templates and blocks are given it: what a page looks at of it is noted.

A look at a part of a list is a look at that part alone: who shows the newest ten articles is not
concerned by an older one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, overload

from town_portal.build.dependencies import DependencyTracker
from town_portal.core.articles import Month
from town_portal.core.identity import compute_identity
from town_portal.core.records import Article, Counted, Elsewhere, Page, Site, Topic

PORTION = 20
"""Articles that are looked at together by who goes through a list."""
TOPICS = ("categories", "tags", "people", "places")


class SeenSite:
    """Gives what ``Site`` gives (core/records.py)."""

    def __init__(self, site: Site, watch: DependencyTracker) -> None:
        self._site, self._watch = site, watch
        self._known: dict[str, str] = {}
        watch.source("site", self._look)

    @property
    def articles(self) -> "SeenArticles":
        """All articles, newest first."""
        return SeenArticles(self._site.articles, "articles", self._see)

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages."""
        self._see("pages")
        return self._site.pages

    def of(self, kind: str) -> tuple[Any, ...]:
        """Return the pages of a kind, by its folder, in the order of its lists."""
        self._see(f"of {kind}")
        return self._site.of(kind)

    @property
    def categories(self) -> "SeenTopics":
        """The articles by category."""
        return SeenTopics("categories", self._site.categories, self._see)

    @property
    def tags(self) -> "SeenTopics":
        """The articles by tag."""
        return SeenTopics("tags", self._site.tags, self._see)

    @property
    def people(self) -> "SeenTopics":
        """The articles by person."""
        return SeenTopics("people", self._site.people, self._see)

    @property
    def places(self) -> "SeenTopics":
        """The articles by place."""
        return SeenTopics("places", self._site.places, self._see)

    @property
    def newest(self) -> Article | None:
        """The article that changed last."""
        self._see("newest")
        return self._site.newest

    @property
    def counted(self) -> Counted | None:
        """The visits of the portal."""
        self._see("counted")
        return self._site.counted

    @property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """The news of other portals."""
        self._see("elsewhere")
        return self._site.elsewhere

    def front(self, count: int) -> tuple[Article, ...]:
        """Return the lead story and the stories beside it."""
        self._see(f"front {count}")
        return self._site.front(count)

    def _see(self, name: str) -> None:
        self._watch.see("site", name)

    def _look(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = compute_identity(self._find_value(*name.split(" ")))
        return self._known[name]

    def _find_value(self, what: str, *given: str) -> Any:
        """Return what is to be seen under a name: ``tags``, ``front 4``, ``tags y-te 0:20``."""
        whole = getattr(self._site, what)
        if what in ("front", "of"):
            return whole(int(given[0]) if what == "front" else given[0])
        if what in TOPICS:
            if not given:
                return tuple(whole)
            if given == ("counts",):
                return [(topic.key, len(articles)) for topic, articles in whole.items()]
            key, *rest = given
            return _get_part(self._topics(what).get(key, ()), *rest)
        return _get_part(whole, *given) if given else whole

    @cache  # noqa: B019  # as long as the build
    def _topics(self, kind: str) -> Mapping[str, Sequence[Article]]:
        return {topic.key: found for topic, found in getattr(self._site, kind).items()}


def _get_part(articles: Any, *words: str) -> Any:
    """Return what is looked at of a list: its length, a portion, its months, a day of old."""
    first, _, second = words[0].partition(":")
    if words[0] == "count":
        return len(articles)
    if words[0] == "months":
        return articles.months()
    if words[0] == "anniversaries":
        return tuple(articles.anniversaries(words[1], int(words[2])))
    found = articles[int(first) : int(second) if second else None]
    return getattr(found, "identity", "") or tuple(found)


class SeenArticles(Sequence[Article]):
    """A list of articles, of which each look is noted under ``name``, its length as ``length``."""

    def __init__(
        self,
        articles: Sequence[Article],
        name: str,
        see: Callable[[str], None],
        length: str = "articles count",
    ) -> None:
        self._articles, self._name, self._note, self._length = articles, name, see, length

    def _see(self, what: str) -> None:
        self._note(f"{self._name} {what}")

    def __len__(self) -> int:
        self._note(self._length)
        return len(self._articles)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        if isinstance(index, int) and index >= 0:
            self._see(f"{index}:{index + 1}")
            return self._articles[index]
        if isinstance(index, slice) and (index.start or 0) >= 0 and (index.stop or 0) >= 0:
            self._see(f"{index.start or 0}:{'' if index.stop is None else index.stop}")
        else:
            self._see("0:")
        return self._articles[index]

    def __iter__(self) -> Iterator[Article]:
        start = 0
        while True:
            self._see(f"{start}:{start + PORTION}")
            portion = tuple(self._articles[start : start + PORTION])
            yield from portion
            if len(portion) < PORTION:
                return
            start += PORTION

    def months(self) -> list[Month]:
        """Return the months that have articles, the newest first."""
        self._see("months")
        found: list[Month] = self._articles.months()  # type: ignore[attr-defined]
        return found

    def anniversaries(self, day: str, count: int) -> Sequence[Article]:
        """Return the newest of earlier years' same day; ``day`` is ISO 8601."""
        self._see(f"anniversaries {day} {count}")
        found: Sequence[Article] = self._articles.anniversaries(day, count)  # type: ignore[attr-defined]
        return found


class SeenTopics(Mapping[Topic, Sequence[Article]]):
    """Topics with their articles; to look at the topics alone is not to look at the articles."""

    def __init__(
        self, name: str, topics: Mapping[Topic, Sequence[Article]], see: Callable[[str], None]
    ) -> None:
        self._name, self._topics, self._see = name, topics, see

    def __iter__(self) -> Iterator[Topic]:
        self._see(self._name)
        return iter(self._topics)

    def __len__(self) -> int:
        self._see(self._name)
        return len(self._topics)

    def __getitem__(self, topic: Topic) -> Sequence[Article]:
        name, length = f"{self._name} {topic.key}", f"{self._name} counts"
        return SeenArticles(self._topics[topic], name, self._see, length)
