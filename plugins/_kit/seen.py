"""The site as templates and blocks are given it: what a page looks at of it is noted."""

from collections.abc import Iterator, Mapping
from typing import Any

from plugins._kit.identity import identity
from plugins._kit.records import Article, Counted, Page, Site, Topic
from plugins._kit.watch import Watch


class SeenSite:
    """Gives what ``Site`` gives (plugins/_kit/records.py)."""

    def __init__(self, site: Site, watch: Watch) -> None:
        self._site, self._watch = site, watch
        self._known: dict[str, str] = {}
        watch.source("site", self._look)

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles, newest first."""
        self._watch.see("site", "articles")
        return self._site.articles

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages."""
        self._watch.see("site", "pages")
        return self._site.pages

    def of(self, kind: str) -> tuple[Any, ...]:
        """Return the pages of a kind, by its folder, in the order of its lists."""
        self._watch.see("site", f"of {kind}")
        return self._site.of(kind)

    @property
    def categories(self) -> "SeenTopics":
        """The articles by category."""
        return SeenTopics("categories", self._site.categories, self._watch)

    @property
    def tags(self) -> "SeenTopics":
        """The articles by tag."""
        return SeenTopics("tags", self._site.tags, self._watch)

    @property
    def people(self) -> "SeenTopics":
        """The articles by person."""
        return SeenTopics("people", self._site.people, self._watch)

    @property
    def places(self) -> "SeenTopics":
        """The articles by place."""
        return SeenTopics("places", self._site.places, self._watch)

    @property
    def newest(self) -> Article | None:
        """The article that changed last."""
        self._watch.see("site", "newest")
        return self._site.newest

    @property
    def counted(self) -> Counted | None:
        """The visits of the portal."""
        self._watch.see("site", "counted")
        return self._site.counted

    def front(self, count: int) -> tuple[Article, ...]:
        """Return the lead story and the stories beside it."""
        self._watch.see("site", f"front {count}")
        return self._site.front(count)

    def _look(self, name: str) -> str:
        if name not in self._known:
            what, _, given = name.partition(" ")
            found = getattr(self._site, what)
            if what in ("categories", "tags", "people", "places"):
                found = tuple(found)
            if given:
                found = found(int(given) if what == "front" else given)
            self._known[name] = identity(found)
        return self._known[name]


class SeenTopics(Mapping[Topic, tuple[Article, ...]]):
    """Topics with their articles; to look at the topics alone is not to look at the articles."""

    def __init__(
        self, name: str, topics: Mapping[Topic, tuple[Article, ...]], watch: Watch
    ) -> None:
        self._name, self._topics, self._watch = name, topics, watch

    def __iter__(self) -> Iterator[Topic]:
        self._watch.see("site", self._name)
        return iter(self._topics)

    def __len__(self) -> int:
        self._watch.see("site", self._name)
        return len(self._topics)

    def __getitem__(self, topic: Topic) -> tuple[Article, ...]:
        self._watch.see("site", "articles")
        return self._topics[topic]
