"""What has changed of the texts since the last build, as the steps are told it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from town_portal.build.incremental.state import ArticleRow, BuildState, TextRow, TopicRow


@dataclass(frozen=True)
class ListedArticle:
    """A published article as lists know it: its row, and its topics by kind and key."""

    row: ArticleRow
    topics: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Change:
    """A text before and after; None where it was not there, or is not any more.

    ``was`` and ``now`` are what lists know of it, None where it is no published article.
    """

    path: str
    before: TextRow | None
    after: TextRow | None
    was: ListedArticle | None = None
    now: ListedArticle | None = None

    @property
    def listed(self) -> tuple[ListedArticle, ...]:
        """What lists knew or know of it, where that is not the same."""
        if self.was == self.now:
            return ()
        return tuple(item for item in (self.was, self.now) if item is not None)

    @property
    def is_edited(self) -> bool:
        """Whether anything about the text itself is not as it was."""
        return _list_text_facts(self.before) != _list_text_facts(self.after)

    @property
    def moves(self) -> bool:
        """Whether an address comes, goes, or belongs to another text."""
        return _place(self.before) != _place(self.after)

    @property
    def relists(self) -> bool:
        """Whether lists get or lose it."""
        return _list_places(self.was) != _list_places(self.now)


@dataclass(frozen=True)
class Changes:
    """All changes of a build; ``is_all``: nothing is known of an earlier one."""

    items: tuple[Change, ...] = ()
    is_all: bool = False

    @property
    def listed(self) -> Iterator[ListedArticle]:
        """What lists knew or know of changed articles."""
        for change in self.items:
            yield from change.listed

    @property
    def moved(self) -> bool:
        """Whether the set of addresses has changed, of texts or of lists."""
        return self.is_all or any(item.moves or item.relists for item in self.items)


@dataclass
class TextSnapshot:
    """What the state holds of some texts at a moment."""

    texts: dict[str, TextRow] = field(default_factory=dict)
    listed: dict[str, ListedArticle] = field(default_factory=dict)


def take_snapshot(state: BuildState, paths: Iterable[str]) -> TextSnapshot:
    """Return what the state holds of texts."""
    paths = list(paths)
    texts = _read_rows(state, "texts", TextRow, paths)
    articles = _read_rows(state, "articles", ArticleRow, paths)
    topics: dict[str, set[tuple[str, str]]] = {path: set() for path in articles}
    for row in map(
        TopicRow._make, state.among("SELECT * FROM topics WHERE path IN ({})", articles)
    ):
        topics[row.path].add((row.kind, row.key))
    listed = {path: ListedArticle(row, frozenset(topics[path])) for path, row in articles.items()}
    return TextSnapshot(texts, listed)


def compare_snapshots(before: TextSnapshot, after: TextSnapshot, *, is_all: bool) -> Changes:
    """Return what has changed between two snapshots of the same texts."""
    found = [
        Change(
            path,
            before.texts.get(path),
            after.texts.get(path),
            before.listed.get(path),
            after.listed.get(path),
        )
        for path in sorted(before.texts.keys() | after.texts.keys())
    ]
    return Changes(tuple(item for item in found if item.is_edited or item.was != item.now), is_all)


def _read_rows(state: BuildState, table: str, kind: Any, paths: Iterable[str]) -> dict[str, Any]:
    found = state.among(f"SELECT * FROM {table} WHERE path IN ({{}})", paths)
    return {row[0]: kind._make(row) for row in found}


def _list_text_facts(row: TextRow | None) -> tuple[str, ...]:
    return () if row is None else (row.identity, row.absent, row.status, row.url, row.standing)


def _place(row: TextRow | None) -> tuple[str, ...]:
    return () if row is None else (row.url, row.status, row.absent)


def _list_places(listed: ListedArticle | None) -> tuple[Any, ...]:
    return () if listed is None else (listed.row.day, listed.topics)
