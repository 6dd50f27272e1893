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
from typing import Any, NamedTuple, ParamSpec, Self, TypeVar
from zlib import crc32

from plugins._kit.build import Plan, StateLost

P = ParamSpec("P")
T = TypeVar("T")

FILE = "state.db"
LONG_LOG = 2**24
"""Bytes from which on SQLite's log is emptied at once: the next build would look through it."""


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
    yield "CREATE TABLE notes (name PRIMARY KEY, value)"


VERSION = crc32("\n".join((*_create(), *ContentRow._fields)).encode()) & 0x7FFF_FFFF
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


class State:
    """The state of one output. Its methods raise StateLost where the file turns out to be damaged.

    ``problem`` says why nothing is remembered, if so.
    """

    def __init__(self, folder: Path, lost: str = "") -> None:
        """Open the state in ``folder``; where it was ``lost``, which says why, do without one."""
        self.problem, self._process = lost, os.getpid()
        self._file: Path | None = folder / FILE
        try:
            if lost:
                _remove(folder / FILE)
            else:
                self._base = _opened(folder / FILE)
        except (sqlite3.Error, OSError) as error:
            self.problem = str(error)
        if self.problem:
            self._file = None
            self._base = _opened(":memory:")

    @property
    def is_shared(self) -> bool:
        """Whether copies of this process can look up what was saved."""
        return self._file is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was not saved is forgotten."""
        self._base.close()

    @_guarded
    def contents(self) -> list[ContentRow]:
        """Return all texts of which the rest is there too."""
        found = self._base.execute(_WHOLE).fetchall()
        try:
            return [ContentRow._make(pickle.loads(values)) for (values,) in found]
        except Exception as error:  # damaged bytes may fail in any way
            raise StateLost(str(error)) from error

    @_guarded
    def outputs(self) -> list[OutputRow]:
        """Return all files of the output."""
        return list(map(OutputRow._make, self._base.execute("SELECT * FROM outputs")))

    @_guarded
    def rest(self, identity: str) -> RestRow | None:
        """Return what of a text is asked for seldom."""
        # A copy of the process needs its own way to the file.
        if self._file and self._process != os.getpid():
            self._process = os.getpid()
            self._base = sqlite3.connect(f"{self._file.absolute().as_uri()}?mode=ro", uri=True)
        found = self._base.execute("SELECT * FROM rests WHERE identity = ?", (identity,)).fetchone()
        return RestRow(*found) if found else None

    @_guarded
    def note(self, name: str) -> Any:
        """Return a note, or None."""
        found = self._base.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    @_guarded
    def put(self, rows: Sequence[Row]) -> None:
        """Write rows in place of those of the same name, to be saved later."""
        for kind, (table, *columns) in _TABLES.items():
            of_kind = [row for row in rows if isinstance(row, kind)]
            if of_kind:
                marks = ", ".join("?" for _ in columns)
                line = f"INSERT OR REPLACE INTO {table} VALUES ({marks})"
                self._base.executemany(line, map(_values, of_kind))

    @_guarded
    def put_note(self, name: str, value: str | bytes) -> None:
        """Write a note."""
        self._base.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    @_guarded
    def drop(self, table: str, names: Iterable[str]) -> None:
        """Forget rows of a table by their first column."""
        line = f"DELETE FROM {table} WHERE {_FIRST[table]} = ?"
        self._base.executemany(line, [(name,) for name in names])

    @_guarded
    def clear(self, table: str) -> None:
        """Forget all rows of a table."""
        self._base.execute(f"DELETE FROM {table}")

    @_guarded
    def drop_rests(self) -> None:
        """Forget the rests that belong to no text any more, if there are any."""
        if self._base.execute(_SPARE).fetchone()[0]:
            self._base.execute(
                "DELETE FROM rests WHERE identity NOT IN (SELECT identity FROM contents)"
            )

    @_guarded
    def save(self) -> None:
        """Make lasting what was put and dropped; all or, on any failure, nothing."""
        self._base.commit()
        if self._file and _size(f"{self._file}-wal") > LONG_LOG:
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _values(row: Row) -> tuple[Any, ...]:
    """Return what a row has in the columns of its table."""
    if isinstance(row, ContentRow):
        return row.path, row.identity, pickle.dumps(tuple(row), pickle.HIGHEST_PROTOCOL)
    return row


def _size(file: str) -> int:
    """Return the bytes of a file; 0 where there is none."""
    try:
        return Path(file).stat().st_size
    except OSError:
        return 0


def _opened(file: Path | str) -> sqlite3.Connection:
    """Return the opened file, made anew if there is none that can be used.

    Raises sqlite3.Error or OSError when it can't be made.
    """
    try:
        return _prepared(file)
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):  # another program looks at it: it is no less right for that
            raise
        _remove(file)
        return _prepared(file)


def _remove(file: Path | str) -> None:
    """Take away a file of SQLite's with all that belongs to it; raises OSError."""
    for ending in ("", "-wal", "-shm", "-journal"):
        Path(f"{file}{ending}").unlink(missing_ok=True)


def _prepared(file: Path | str) -> sqlite3.Connection:
    base = sqlite3.connect(file)
    try:
        (version,) = base.execute("PRAGMA user_version").fetchone()
        if version not in (0, VERSION):
            raise sqlite3.DatabaseError("another version")
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        if version == 0:
            with base:
                for line in (*_create(), f"PRAGMA user_version = {VERSION}"):
                    base.execute(line)
    except sqlite3.Error:
        base.close()
        raise
    return base
