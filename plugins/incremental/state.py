"""What one build leaves for the next: an SQLite file beside the output.

Losing it costs one full build, nothing else: a state that is damaged, of another version or not
to be written is left aside, and the build works without.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import wraps
from math import inf
from operator import attrgetter
from pathlib import Path
from typing import Any, ParamSpec, Self, TypeVar
from zlib import crc32

from plugins._kit.build import StateLost

P = ParamSpec("P")
T = TypeVar("T")

FILE = "state.db"


@dataclass(slots=True)
class ContentRow:
    """A text of the content folder, by its ``path`` there.

    ``stamp`` and ``digest`` tell whether it or a file beside it has changed: by times and sizes,
    and by bytes. It is as told from ``since`` until before ``until`` (seconds since 1970).
    ``absent`` says why it is not shown; then what follows is empty. Dates are ISO 8601; names and
    lists are JSON. ``identity`` is that of all that the text is made of, ``shown`` that of its
    record.
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
    category: str = ""
    tags: str = ""
    authors: str = ""
    links: str = ""
    has_time: bool = False
    is_lead: bool = False
    lacks: str = ""
    notices: str = ""


@dataclass(slots=True)
class RestRow:
    """What of a text is asked for seldom, pickled: its record, and all else that Pelican knows.

    ``identity`` is that of the text's row, so that rows of different builds never mix.
    """

    identity: str
    record: bytes
    rest: bytes


@dataclass(slots=True)
class OutputRow:
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
_TABLES: dict[str, type[Row]] = {"contents": ContentRow, "rests": RestRow, "outputs": OutputRow}
_VALUES = {kind: attrgetter(*(item.name for item in fields(kind))) for kind in _TABLES.values()}
_WHOLE = """
SELECT contents.* FROM contents LEFT JOIN rests USING (identity)
WHERE contents.absent != '' OR rests.identity IS NOT NULL
"""


def _create() -> Iterator[str]:
    for table, kind in _TABLES.items():
        first, *others = (field.name for field in fields(kind))
        yield f"CREATE TABLE {table} ({first} PRIMARY KEY, {', '.join(others)})"
    yield "CREATE TABLE notes (name PRIMARY KEY, value)"


VERSION = crc32("\n".join(_create()).encode()) & 0x7FFF_FFFF
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
        self.problem = lost
        self._file: Path | None = folder / FILE
        self._process = os.getpid()
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
        return [ContentRow(*row) for row in self._base.execute(_WHOLE)]

    @_guarded
    def outputs(self) -> list[OutputRow]:
        """Return all files of the output."""
        return [OutputRow(*row) for row in self._base.execute("SELECT * FROM outputs")]

    @_guarded
    def rest(self, identity: str) -> RestRow | None:
        """Return what of a text is asked for seldom."""
        if (
            self._file and self._process != os.getpid()
        ):  # a copy of the process needs its own way to the file
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
        for table, kind in _TABLES.items():
            marks = ", ".join("?" for _ in fields(kind))
            self._base.executemany(
                f"INSERT OR REPLACE INTO {table} VALUES ({marks})",
                [_VALUES[kind](row) for row in rows if isinstance(row, kind)],
            )

    @_guarded
    def put_note(self, name: str, value: str) -> None:
        """Write a note."""
        self._base.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    @_guarded
    def drop(self, table: str, names: Iterable[str]) -> None:
        """Forget rows of a table by their first column."""
        first = fields(_TABLES[table])[0].name
        self._base.executemany(
            f"DELETE FROM {table} WHERE {first} = ?",
            [(name,) for name in names],
        )

    @_guarded
    def clear(self, table: str) -> None:
        """Forget all rows of a table."""
        self._base.execute(f"DELETE FROM {table}")

    @_guarded
    def drop_rests(self) -> None:
        """Forget the rests that belong to no text any more."""
        self._base.execute(
            "DELETE FROM rests WHERE identity NOT IN (SELECT identity FROM contents)"
        )

    @_guarded
    def save(self) -> None:
        """Make lasting what was put and dropped; all or, on any failure, nothing."""
        self._base.commit()


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
