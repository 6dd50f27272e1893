"""What one build leaves for the next: an SQLite file beside the output.

Losing it costs one full build, nothing else: a state that is damaged, of another version or not
to be written is left aside, and the build works without.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from math import inf
from pathlib import Path
from typing import Any, Self

VERSION = 1
"""Counts the forms of the tables; another one's state is made anew."""
FILE = "state.db"


@dataclass(slots=True)
class ContentRow:
    """A text of the content folder, by its ``path`` there.

    ``stamp`` and ``digest`` tell whether it or a file beside it has changed: by times and sizes,
    and by bytes. It is as told from ``since`` until before ``until`` (seconds since 1970).
    ``absent`` says why it is not shown; then what follows is empty. Dates are ISO 8601; lists have
    one item a line.
    """

    path: str
    stamp: str = ""
    digest: str = ""
    since: float = -inf
    until: float = inf
    absent: str = ""
    identity: str = ""
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
    """What of a text is asked for seldom, pickled: its record, and all else that Pelican knows."""

    path: str
    record: bytes
    rest: bytes


@dataclass(slots=True)
class OutputRow:
    """A file of the output: what it was made of, what was seen while it was made, whose it is.

    ``owner`` is the text that it belongs to, if any, ``source`` the file that it is a copy of,
    ``page`` the page beside which another plugin wrote it.
    ``size`` in bytes and ``changed`` in nanoseconds since 1970 are those of the file as written.
    """

    name: str
    identity: str
    sights: str
    owner: str
    source: str = ""
    page: str = ""
    size: int = 0
    changed: int = 0


Row = ContentRow | RestRow | OutputRow
_TABLES: dict[str, type[Row]] = {"contents": ContentRow, "rests": RestRow, "outputs": OutputRow}


def _create() -> Iterator[str]:
    for table, kind in _TABLES.items():
        first, *others = (field.name for field in fields(kind))
        yield f"CREATE TABLE {table} ({first} PRIMARY KEY, {', '.join(others)})"
    yield "CREATE TABLE notes (name PRIMARY KEY, value)"
    yield f"PRAGMA user_version = {VERSION}"


class State:
    """The state of one output. ``problem`` says why nothing is remembered, if so."""

    def __init__(self, folder: Path) -> None:
        self.problem = ""
        try:
            self._base = _opened(folder / FILE)
        except sqlite3.Error as error:
            self.problem = str(error)
            self._base = _opened(":memory:")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was not saved is forgotten."""
        self._base.close()

    def contents(self) -> list[ContentRow]:
        """Return all texts."""
        return [ContentRow(*row) for row in self._base.execute("SELECT * FROM contents")]

    def outputs(self) -> list[OutputRow]:
        """Return all files of the output."""
        return [OutputRow(*row) for row in self._base.execute("SELECT * FROM outputs")]

    def rest(self, path: str) -> RestRow | None:
        """Return what of a text is asked for seldom."""
        found = self._base.execute("SELECT * FROM rests WHERE path = ?", (path,)).fetchone()
        return RestRow(*found) if found else None

    def note(self, name: str) -> Any:
        """Return a note, or None."""
        found = self._base.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def put(self, rows: Sequence[Row]) -> None:
        """Write rows in place of those of the same name, to be saved later."""
        for table, kind in _TABLES.items():
            marks = ", ".join("?" for _ in fields(kind))
            self._base.executemany(
                f"INSERT OR REPLACE INTO {table} VALUES ({marks})",
                [astuple(row) for row in rows if isinstance(row, kind)],
            )

    def put_note(self, name: str, value: str) -> None:
        """Write a note."""
        self._base.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    def drop(self, table: str, names: Iterable[str]) -> None:
        """Forget rows of a table by their first column."""
        first = "name" if table == "outputs" else "path"
        self._base.executemany(
            f"DELETE FROM {table} WHERE {first} = ?",
            [(name,) for name in names],
        )

    def save(self) -> None:
        """Make lasting what was put and dropped; all or, on any failure, nothing."""
        self._base.commit()


def _opened(file: Path | str) -> sqlite3.Connection:
    """Return the opened file, made anew if there is none that can be used.

    Raises sqlite3.Error when it can't be made.
    """
    try:
        return _prepared(file)
    except sqlite3.DatabaseError:
        for path in (Path(f"{file}{ending}") for ending in ("", "-wal", "-shm", "-journal")):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise sqlite3.OperationalError(str(error)) from error
        return _prepared(file)


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
                for line in _create():
                    base.execute(line)
    except sqlite3.Error:
        base.close()
        raise
    return base
