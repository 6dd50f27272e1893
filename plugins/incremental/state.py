"""What one build leaves for the next: an SQLite file beside the output.

Losing it costs one full build, nothing else: a state that is damaged, of another version or not
to be written is left aside, and the build works without.
"""

import os
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from math import inf
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

from plugins._kit.build import Plan, StateLost
from plugins._kit.storage import Storage, open_read_only, version_number

P = ParamSpec("P")
T = TypeVar("T")

FILE = "state.db"


class ContentRow(NamedTuple):
    """A text of the content folder, by its ``path`` there.

    ``stamp`` and ``digest`` tell whether it or a file beside it has changed: by times and sizes,
    and by bytes. It is as told from ``since`` until before ``until`` (seconds since 1970), ``plan``
    is what happens then. ``absent`` says why it is not shown: then there are only ``standing`` (of
    _kit/approval.py), plan, notices (JSON). Dates are ISO 8601; categories, tags, authors have
    names and slugs, links address and line; ``citations`` are the keys of the documents that it
    cites. ``identity`` is that of all, ``shown`` of the record.
    """

    path: str
    stamp: str = ""
    digest: str = ""
    since: float = -inf
    until: float = inf
    absent: str = ""
    identity: str = ""
    shown: str = ""
    status: str = ""
    url: str = ""
    save_as: str = ""
    title: str = ""
    slug: str = ""
    template: str = ""
    date: str = ""
    modified: str = ""
    category: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    authors: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, int], ...] = ()
    has_time: bool = False
    is_lead: bool = False
    lacks: str = ""
    notices: str = ""
    standing: str = ""
    plan: Plan | None = None
    citations: tuple[str, ...] = ()


class RestRow(NamedTuple):
    """What of a text is asked for seldom, pickled: its record, and all else that Pelican knows.

    ``identity`` is that of the text's row, so that rows of different builds never mix.
    """

    identity: str
    record: bytes
    rest: bytes


class OutputRow(NamedTuple):
    """A file of the output: what it was made of, what was seen while it was made, whose it is.

    ``owner`` is the text that it belongs to, if any, ``source`` the file that it is a copy of,
    ``page`` the page beside which another plugin wrote it, ``reason`` why it was made.
    ``size`` in bytes and ``changed`` in nanoseconds since 1970 are those of the file as written.
    """

    name: str
    identity: str
    sights: str
    owner: str
    source: str = ""
    page: str = ""
    reason: str = ""
    size: int = 0
    changed: int = 0


Row = ContentRow | RestRow | OutputRow
_TABLES: dict[type[Row], tuple[str, ...]] = {
    ContentRow: ("contents", "path", "identity", "fields"),
    RestRow: ("rests", *RestRow._fields),
    OutputRow: ("outputs", *OutputRow._fields),
}
"""For each kind of row its table and the columns of that.

``fields`` is all of a row, pickled: SQLite takes its time for each column of each row.
"""
_FIRST = {table: first for table, first, *_ in _TABLES.values()}
_WHOLE = """
SELECT fields FROM contents WHERE identity = '' OR identity IN (SELECT identity FROM rests)
"""
_SPARE = """
SELECT (SELECT count(*) FROM rests) > (SELECT count(*) FROM contents WHERE identity != '')
"""


def _create() -> Iterator[str]:
    for table, first, *others in _TABLES.values():
        yield f"CREATE TABLE {table} ({first} PRIMARY KEY, {', '.join(others)})"


_FORM = " ".join(ContentRow._fields)
VERSION = version_number(_FORM, _create())
"""Stands for the form of the tables; a state of another form is made anew."""


def _guarded(method: Callable[P, T]) -> Callable[P, T]:
    """Return a method that raises StateLost where SQLite fails."""

    @wraps(method)
    def guarded(*given: P.args, **named: P.kwargs) -> T:
        try:
            return method(*given, **named)
        except sqlite3.Error as error:
            raise StateLost(str(error)) from error

    return guarded


class State(Storage):
    """The state of one output. Its methods raise StateLost where the file is damaged."""

    def __init__(self, folder: Path, lost: str = "") -> None:
        """Open the state in ``folder``; where it was ``lost``, which says why, do without one."""
        super().__init__(folder / FILE, _FORM, _create())
        self._process = os.getpid()
        if lost:
            self.give_up(lost)

    @property
    def is_shared(self) -> bool:
        """Whether copies of this process can look up what was saved."""
        return not self.problem

    @_guarded
    def contents(self) -> list[ContentRow]:
        """Return all texts of which the rest is there too."""
        found = self.base.execute(_WHOLE).fetchall()
        try:
            return [ContentRow._make(pickle.loads(values)) for (values,) in found]
        except Exception as error:  # damaged bytes may fail in any way
            raise StateLost(str(error)) from error

    @_guarded
    def outputs(self) -> list[OutputRow]:
        """Return all files of the output."""
        return list(map(OutputRow._make, self.base.execute("SELECT * FROM outputs")))

    @_guarded
    def rest(self, identity: str) -> RestRow | None:
        """Return what of a text is asked for seldom."""
        # A copy of the process needs its own way to the file.
        if self.is_shared and self._process != os.getpid():
            self._process = os.getpid()
            self.base = open_read_only(self.file, VERSION)
        found = self.base.execute("SELECT * FROM rests WHERE identity = ?", (identity,)).fetchone()
        return RestRow(*found) if found else None

    note = _guarded(Storage.note)
    put_note = _guarded(Storage.put_note)
    save = _guarded(Storage.save)

    @_guarded
    def put(self, rows: Sequence[Row]) -> None:
        """Write rows in place of those of the same name, to be saved later."""
        for kind, (table, *columns) in _TABLES.items():
            of_kind = [row for row in rows if isinstance(row, kind)]
            if of_kind:
                marks = ", ".join("?" for _ in columns)
                line = f"INSERT OR REPLACE INTO {table} VALUES ({marks})"
                self.base.executemany(line, map(_values, of_kind))

    @_guarded
    def drop(self, table: str, names: Iterable[str]) -> None:
        """Forget rows of a table by their first column."""
        line = f"DELETE FROM {table} WHERE {_FIRST[table]} = ?"
        self.base.executemany(line, [(name,) for name in names])

    @_guarded
    def clear(self, table: str) -> None:
        """Forget all rows of a table."""
        self.base.execute(f"DELETE FROM {table}")

    @_guarded
    def drop_rests(self) -> None:
        """Forget the rests that belong to no text any more, if there are any."""
        if self.base.execute(_SPARE).fetchone()[0]:
            self.base.execute(
                "DELETE FROM rests WHERE identity NOT IN (SELECT identity FROM contents)"
            )


def _values(row: Row) -> tuple[Any, ...]:
    """Return what a row has in the columns of its table."""
    if isinstance(row, ContentRow):
        return row.path, row.identity, pickle.dumps(tuple(row), pickle.HIGHEST_PROTOCOL)
    return row
