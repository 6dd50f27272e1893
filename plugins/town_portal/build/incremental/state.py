"""What one build leaves for the next: an SQLite file beside the output.

Losing it costs one full build, nothing else: a state that is damaged, of another version or not
to be written is left aside, and the build works without. Its tables are the index that tells what
a change affects (build/incremental/README.md).
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from math import inf
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

from town_portal.build.ending import StateLost
from town_portal.core.storage import Storage, compute_version_number, open_read_only

P = ParamSpec("P")
T = TypeVar("T")

FILE = "state.db"
MOST_NAMES = 500
"""Names that one question to SQLite holds at most."""


class TextRow(NamedTuple):
    """A text of the content folder, by its ``path`` there.

    ``folder`` is where it lies; ``digest`` tells whether it or a file beside it has changed. It is
    as told from ``since`` until before ``until`` (seconds since 1970); ``plan`` (moment, title,
    whether it appears) is what happens then, as JSON like the ``notices`` about it. ``absent``
    says why it is not shown: then there is nothing behind ``notices``. ``identity`` is that of all
    it holds, ``shown`` of its record: of what others show.
    """

    path: str
    folder: str
    digest: str = ""
    since: float = -inf
    until: float = inf
    absent: str = ""
    standing: str = ""
    plan: str = ""
    notices: str = ""
    identity: str = ""
    shown: str = ""
    kind: str = ""
    status: str = ""
    url: str = ""
    save_as: str = ""


class ArticleRow(NamedTuple):
    """A published article: what lists are made of.

    ``moment`` (seconds since 1970) and ``url`` are its place, ``day`` its date (ISO 8601, in the
    town's zone), ``changed`` the moment of its last change.
    """

    path: str
    moment: float
    url: str
    shown: str
    title: str
    day: str
    changed: float
    is_lead: int


class TopicRow(NamedTuple):
    """That an article is of a topic: ``kind`` is categories, tags, people, places."""

    kind: str
    key: str
    title: str
    path: str
    moment: float
    url: str
    shown: str


class BodyRow(NamedTuple):
    """What of a text is asked for when it is shown, pickled: its record, and all of its content."""

    path: str
    record: bytes
    content: bytes


class LinkRow(NamedTuple):
    """That a text leads to ``target``: an address of the portal, or a text (links.py)."""

    path: str
    target: str


class FactRow(NamedTuple):
    """What a feature notes of a text (``Build.facts``), as JSON."""

    name: str
    path: str
    value: str


class OutputRow(NamedTuple):
    """A file of the output: what it was made of, what was seen while it was made, whose it is.

    ``step`` and ``key`` tell which piece of work made it, ``frame`` what it looked at, ``source``
    the file that it is a copy of, ``reason`` why it was made. ``size`` in bytes and ``changed`` in
    nanoseconds since 1970 are those of the file as written.
    """

    name: str
    step: str
    key: str
    identity: str
    frame: str = ""
    source: str = ""
    reason: str = ""
    size: int = 0
    changed: int = 0


class ValueRow(NamedTuple):
    """What a step has computed for a key: ``value`` as JSON."""

    step: str
    key: str
    value: str


class ReferenceRow(NamedTuple):
    """That the value of a step for a key shows another text."""

    step: str
    key: str
    path: str


Row = (
    TextRow
    | ArticleRow
    | TopicRow
    | BodyRow
    | LinkRow
    | FactRow
    | OutputRow
    | ValueRow
    | ReferenceRow
)
_TABLES: dict[type[Row], tuple[str, str]] = {
    TextRow: ("texts", "path"),
    ArticleRow: ("articles", "path"),
    TopicRow: ("topics", "path, kind, key"),
    BodyRow: ("bodies", "path"),
    LinkRow: ("links", "path, target"),
    FactRow: ("facts", "name, path"),
    OutputRow: ("outputs", "name"),
    ValueRow: ("results", "step, key"),
    ReferenceRow: ("refs", "step, key, path"),
}
"""For each kind of row its table and the key of that."""
OF_TEXTS = ("texts", "articles", "topics", "bodies", "links", "facts")
"""The tables that tell of texts, by their paths."""
_MORE = (
    "CREATE INDEX text_by_folder ON texts(folder)",
    "CREATE INDEX text_by_url ON texts(url)",
    "CREATE INDEX text_by_kind ON texts(kind, status)",
    "CREATE INDEX text_by_clock ON texts(until) WHERE until < 9e999",
    "CREATE INDEX text_told ON texts(path) WHERE absent != '' OR plan != '' OR notices != ''",
    "CREATE INDEX article_by_moment ON articles(moment, url, path, shown)",
    "CREATE INDEX article_by_day ON articles(substr(day, 6))",
    "CREATE INDEX article_by_period ON articles(day, moment, url, path, shown)",
    "CREATE INDEX article_by_month ON articles(substr(day, 1, 7), changed)",
    "CREATE INDEX article_lead ON articles(moment) WHERE is_lead",
    "CREATE INDEX topic_by_moment ON topics(kind, key, moment, url, path, shown, title)",
    "CREATE INDEX link_by_target ON links(target)",
    "CREATE INDEX fact_by_path ON facts(path)",
    "CREATE INDEX output_by_step ON outputs(step, key)",
    "CREATE INDEX output_by_frame ON outputs(frame)",
    "CREATE INDEX ref_by_path ON refs(path)",
    "CREATE TABLE frames (frame, look INTEGER, PRIMARY KEY (frame, look)) WITHOUT ROWID",
    "CREATE INDEX frame_by_look ON frames(look)",
    "CREATE TABLE looks (look INTEGER PRIMARY KEY, kind, name, value, UNIQUE (kind, name, value))",
    "CREATE TABLE dirty (step, key, cause, PRIMARY KEY (step, key)) WITHOUT ROWID",
)


def _create() -> Iterator[str]:
    for kind, (table, key) in _TABLES.items():
        yield f"CREATE TABLE {table} ({', '.join(kind._fields)}, PRIMARY KEY ({key}))"
    yield from _MORE


VERSION = compute_version_number("", _create())
"""Stands for the form of the tables; a state of another form is made anew."""


def _guard_method(method: Callable[P, T]) -> Callable[P, T]:
    """Return a method that raises StateLost where SQLite fails."""

    @wraps(method)
    def guarded(*given: P.args, **named: P.kwargs) -> T:
        try:
            return method(*given, **named)
        except sqlite3.Error as error:
            raise StateLost(str(error)) from error

    return guarded


class BuildState(Storage):
    """The state of one output. Its methods raise StateLost where the file is damaged."""

    def __init__(self, folder: Path, lost: str = "") -> None:
        """Open the state in ``folder``; where it was ``lost``, which says why, do without one."""
        super().__init__(folder / FILE, "", _create())
        self._process = os.getpid()
        if lost:
            self.give_up(lost)

    @property
    def is_shared(self) -> bool:
        """Whether copies of this process can look up what was saved."""
        return not self.problem

    @_guard_method
    def ask(self, question: str, *given: Any) -> list[Any]:
        """Return the rows that answer a question."""
        if self.is_shared and self._process != os.getpid():
            # A copy of the process needs its own way to the file.
            self._process = os.getpid()
            self.base = open_read_only(self.file, VERSION)
        return self.base.execute(question, given).fetchall()

    def one(self, question: str, *given: Any) -> Any:
        """Return the first column of the first row; None where there is none."""
        found = self.ask(question, *given)
        return found[0][0] if found else None

    @_guard_method
    def run(self, line: str, *given: Any) -> None:
        """Change something, to be saved later."""
        self.base.execute(line, given)

    note = _guard_method(Storage.note)
    put_note = _guard_method(Storage.put_note)
    save = _guard_method(Storage.save)

    @_guard_method
    def put(self, rows: Sequence[Row]) -> None:
        """Write rows in place of those of the same key, to be saved later."""
        for kind, (table, _) in _TABLES.items():
            of_kind = [row for row in rows if isinstance(row, kind)]
            if of_kind:
                marks = ", ".join("?" * len(kind._fields))
                self.base.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", of_kind)

    @_guard_method
    def add_frames(self, rows: Iterable[tuple[str, int]]) -> None:
        """Note what frames consist of: their names and numbers of looks."""
        self.base.executemany("INSERT OR IGNORE INTO frames VALUES (?, ?)", rows)

    @_guard_method
    def drop(self, table: str, column: str, values: Iterable[str]) -> None:
        """Forget rows of a table by the value of a column."""
        line = f"DELETE FROM {table} WHERE {column} = ?"
        self.base.executemany(line, [(value,) for value in values])

    @_guard_method
    def clear(self, *tables: str) -> None:
        """Forget all rows of tables."""
        for table in tables:
            self.base.execute(f"DELETE FROM {table}")

    def rows_of(self, path: str) -> list[Row]:
        """Return all that is known of a text."""
        kinds = [(kind, table) for kind, (table, _) in _TABLES.items() if table in OF_TEXTS]
        return [
            kind._make(row)
            for kind, table in kinds
            for row in self.ask(f"SELECT * FROM {table} WHERE path = ?", path)
        ]

    def among(self, question: str, names: Iterable[str]) -> Iterator[Any]:
        """Yield the rows that answer a question about many names; ``{}`` stands for their marks."""
        names = list(names)
        for start in range(0, len(names), MOST_NAMES):
            some = names[start : start + MOST_NAMES]
            yield from self.ask(question.format(", ".join("?" * len(some))), *some)
