"""What is kept between runs: rows and notes in a file of SQLite, or one value in a JSON file.

Losing one of SQLite costs time, nothing else: a file that is damaged, foreign or of another version
is thrown away, and where none can be written all is in memory until the end of the run. Whenever
the process is killed, either kind of file is as it was saved last.
"""

from __future__ import annotations

import json
import os
import pickle
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self
from zlib import crc32

LONG_LOG = 2**24
"""Bytes from which on SQLite's log is emptied at once: the next run would look through it."""
_NOTES = "CREATE TABLE notes (name TEXT PRIMARY KEY, digest BLOB, value BLOB) WITHOUT ROWID"
_BROKEN = (ValueError, EOFError, LookupError, TypeError, AttributeError, ImportError)
"""What reading the pickle of other code may raise."""


class Storage:
    """A file of SQLite: the caller's tables, reached by ``base``, and notes, each a pickled value.

    A context manager, which closes it without saving. ``version`` stands for the form and meaning
    of what is kept; ``problem`` says why nothing lasts, if so. Methods raise sqlite3.Error where
    the file turns out to be damaged.
    """

    def __init__(
        self, file: Path, version: str, tables: Iterable[str] = (), timeout: float = 5
    ) -> None:
        """Open ``file``, made anew if need be; wait for other processes so many seconds."""
        self.file, self.problem = file, ""
        self._statements, self._timeout = (*tables, _NOTES), timeout
        self.number = compute_version_number(version, self._statements[:-1])
        self.base = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was not saved is forgotten."""
        self.base.close()

    def note(self, name: str) -> Any:
        """Return a note; None where there is none."""
        return read_note(self.base, name)

    def put_note(self, name: str, value: Any) -> None:
        """Write a note, to be saved later."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        self.base.execute("REPLACE INTO notes VALUES (?, ?, ?)", (name, _hash_bytes(data), data))

    def save(self) -> None:
        """Make lasting what was put and dropped; all or, on any failure, nothing."""
        self.base.commit()
        if not self.problem and _get_size(f"{self.file}-wal") > LONG_LOG:
            self.base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def begin_anew(self) -> None:
        """Throw away all that is kept."""
        self.base.close()
        with suppress(OSError):
            remove_database(self.file)
        self.base = self._open()

    def give_up(self, problem: str) -> None:
        """Throw away all that is kept, and keep nothing beyond this run."""
        self.base.close()
        with suppress(OSError):
            remove_database(self.file)
        self.problem, self.base = problem, self._connect(":memory:")

    def _open(self) -> sqlite3.Connection:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            return self._open_or_recreate()
        except (sqlite3.Error, OSError) as error:
            self.problem = str(error)
            return self._connect(":memory:")

    def _open_or_recreate(self) -> sqlite3.Connection:
        try:
            return self._connect(self.file)
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):  # another process works with it: it is right all the same
                raise
            remove_database(self.file)
            return self._connect(self.file)

    def _connect(self, file: Path | str) -> sqlite3.Connection:
        base = sqlite3.connect(file, timeout=self._timeout)
        try:
            if not self._has_tables(base):
                with suppress(sqlite3.OperationalError):  # another process does it this moment
                    base.execute("PRAGMA journal_mode = WAL")
                base.execute("BEGIN IMMEDIATE")
                if not self._has_tables(base):  # else: another process was quicker
                    for line in (*self._statements, f"PRAGMA user_version = {self.number}"):
                        base.execute(line)
                base.commit()
            base.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error:
            base.close()
            raise
        return base

    def _has_tables(self, base: sqlite3.Connection) -> bool:
        """Tell whether a database has our tables; raises DatabaseError where it has others."""
        (version,) = base.execute("PRAGMA user_version").fetchone()
        if version not in (0, self.number):
            raise sqlite3.DatabaseError("another version")
        return bool(version)


def compute_version_number(version: str, tables: Iterable[str] = ()) -> int:
    """Return the number that stands in a file for its version and its tables."""
    return crc32("\n".join((version, *tables, _NOTES)).encode()) & 0x7FFF_FFFF or 1


def open_read_only(file: Path, number: int) -> sqlite3.Connection:
    """Return a connection that sees what was saved and changes nothing.

    Raises sqlite3.Error where there is no file of this version.
    """
    base = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        if base.execute("PRAGMA user_version").fetchone() != (number,):
            raise sqlite3.DatabaseError("another version")
    except sqlite3.Error:
        base.close()
        raise
    return base


def read_note(base: sqlite3.Connection, name: str) -> Any:
    """Return a note of an opened file; raises sqlite3.Error where it is damaged."""
    found = base.execute("SELECT digest, value FROM notes WHERE name = ?", (name,)).fetchone()
    if found is None:
        return None
    digest, data = found
    try:
        if digest != _hash_bytes(data):
            raise ValueError(name)
        return pickle.loads(data)  # written above, by nobody else
    except (pickle.PickleError, *_BROKEN) as error:
        raise sqlite3.DatabaseError(f"a damaged note: {error}") from error


def remove_database(file: Path) -> None:
    """Take away a file of SQLite's with all that belongs to it; raises OSError."""
    for ending in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def read_json(file: Path) -> Any:
    """Return the value of a JSON file; None where there is none that can be read."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def write_json(file: Path, value: Any, indent: int | None = None) -> None:
    """Write a value, whole or not at all; raises OSError."""
    replace_file(file, json.dumps(value, ensure_ascii=False, indent=indent).encode())


def replace_file(file: Path, data: bytes) -> None:
    """Give a file of the state these bytes, whole or not at all; raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}.new")
    fresh.write_bytes(data)
    fresh.replace(file)


def _hash_bytes(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _get_size(file: str) -> int:
    """Return the bytes of a file; 0 where there is none."""
    try:
        return Path(file).stat().st_size
    except OSError:
        return 0
