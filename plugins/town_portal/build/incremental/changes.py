"""What has changed of the texts since the last build, as the steps are told it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from town_portal.build.incremental.state import ArticleRow, State, TextRow, TopicRow


@dataclass(frozen=True)
class Listed:
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
    was: Listed | None = None
    now: Listed | None = None

    @property
    def listed(self) -> tuple[Listed, ...]:
        """What lists knew or know of it, where that is not the same."""
        if self.was == self.now:
            return ()
        return tuple(it for it in (self.was, self.now) if it is not None)

    @property
    def is_edited(self) -> bool:
        """Whether anything about the text itself is not as it was."""
        return _known(self.before) != _known(self.after)

    @property
    def moves(self) -> bool:
        """Whether an address comes, goes, or belongs to another text."""
        return _place(self.before) != _place(self.after)

    @property
    def relists(self) -> bool:
        """Whether lists get or lose it."""
        return _lists(self.was) != _lists(self.now)


@dataclass(frozen=True)
class Changes:
    """All changes of a build; ``is_all``: nothing is known of an earlier one."""

    items: tuple[Change, ...] = ()
    is_all: bool = False

    @property
    def listed(self) -> Iterator[Listed]:
        """What lists knew or know of changed articles."""
        for change in self.items:
            yield from change.listed

    @property
    def moved(self) -> bool:
        """Whether the set of addresses has changed, of texts or of lists."""
        return self.is_all or any(it.moves or it.relists for it in self.items)


@dataclass
class Snapshot:
    """What the state holds of some texts at a moment."""

    texts: dict[str, TextRow] = field(default_factory=dict)
    listed: dict[str, Listed] = field(default_factory=dict)


def take_snapshot(state: State, paths: Iterable[str]) -> Snapshot:
    """Return what the state holds of texts."""
    paths = list(paths)
    texts = _rows(state, "texts", TextRow, paths)
    articles = _rows(state, "articles", ArticleRow, paths)
    topics: dict[str, set[tuple[str, str]]] = {path: set() for path in articles}
    for row in map(
        TopicRow._make, state.among("SELECT * FROM topics WHERE path IN ({})", articles)
    ):
        topics[row.path].add((row.kind, row.key))
    listed = {path: Listed(row, frozenset(topics[path])) for path, row in articles.items()}
    return Snapshot(texts, listed)


def compare(before: Snapshot, after: Snapshot, *, is_all: bool) -> Changes:
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
    return Changes(tuple(it for it in found if it.is_edited or it.was != it.now), is_all)


def _rows(state: State, table: str, kind: Any, paths: Iterable[str]) -> dict[str, Any]:
    found = state.among(f"SELECT * FROM {table} WHERE path IN ({{}})", paths)
    return {row[0]: kind._make(row) for row in found}


def _known(row: TextRow | None) -> tuple[str, ...]:
    return () if row is None else (row.identity, row.absent, row.status, row.url, row.standing)


def _place(row: TextRow | None) -> tuple[str, ...]:
    return () if row is None else (row.url, row.status, row.absent)


def _lists(listed: Listed | None) -> tuple[Any, ...]:
    return () if listed is None else (listed.row.day, listed.topics)
