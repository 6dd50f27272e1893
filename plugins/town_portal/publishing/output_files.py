"""Which files lie in an output, and which have changed since the last publication.

Builds keep a journal of the names that they change (build/stage.py). What else lies there is as the
last publication has left it, and no file of it is asked for, unless there is reason for doubt: then
all are looked at. Reasons are a lost memory, something that came or went directly below the output,
and a day since the last look at all, so that what a hand has changed deeper is found.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

from town_portal.build.incremental.state_reader import place_of
from town_portal.build.stage import NAMES, Names
from town_portal.core.storage import Storage, remove_database
from town_portal.core.system import walk
from town_portal.core.system.walk import Stat

FILE = "output.db"
SECONDS = 24 * 3600.0
"""After this time all files are looked at again."""
ENDINGS = ("", ".br", ".gz")
"""A file and the compressed copies that a killed run may have left beside it."""
Place = tuple[int, ...]
"""What tells that nobody came or went directly below the output (build/stage.py)."""
_TABLE = "CREATE TABLE files (path TEXT PRIMARY KEY, size, mtime) WITHOUT ROWID"


class Left(NamedTuple):
    """What a publication has left: its token, the output's place, whose journal, the last look."""

    token: str = ""
    place: Place = ()
    journal: str = ""
    looked: float = 0.0


@dataclass(frozen=True)
class Found:
    """The files of an output.

    ``changed``: all names that may have changed since the publication whose token is ``before``,
    gone ones too; None: nobody knows. A memory of what was found in the files is as old as that
    publication if it holds ``before``; brought up to date, it holds ``token``.
    """

    files: dict[str, Stat]
    changed: frozenset[str] | None = None
    before: str = ""
    token: str = ""
    last: int = 0
    """The number of the last change in the journal."""
    looked: float = 0.0
    """When (seconds since 1970) all files were looked at."""

    def changed_since(self, token: str) -> frozenset[str] | None:
        """Return the changed names for a memory with a token; None: all are to be compared."""
        return self.changed if token and token == self.before else None


def find_known_place(output: Path, now: float) -> Place:
    """Return the place of an output that is as the last publication left it; empty in doubt.

    ``now`` are seconds since 1970. To be asked before a build, which changes the place.
    """
    with _Table(output) as table:
        left = table.read_left()
    is_recent = 0 <= now - left.looked < SECONDS
    return left.place if is_recent and left.place == place_of(output) else ()


def look(output: Path, now: float, *, is_trusted: bool) -> Found:
    """Return the files of an output; ``is_trusted``: its place was known before the build.

    Raises OSError.
    """
    with Names(walk.get_state_folder(output) / NAMES) as names, _Table(output) as table:
        last, journal = names.changes()
        left = table.read_left()
        files = table.files() if is_trusted and left.journal == names.filled else {}
    if files:
        changed = frozenset(name + ending for name in journal for ending in ENDINGS)
        for path in changed:
            _look_again(output, path, files)
        return Found(files, changed, left.token, token_hex(8), last, left.looked)
    return Found(walk.list_files(output), None, "", token_hex(8), last, now)


def record_files(output: Path, found: Found, files: Mapping[str, Stat]) -> None:
    """Remember how a publication leaves an output; ``files`` are those that lie there then."""
    known = found.files if found.changed is not None else {}
    touched = {path for path, item in files.items() if known.get(path) != item}
    touched |= (found.changed or frozenset()) & files.keys()
    with Names(walk.get_state_folder(output) / NAMES) as names, _Table(output) as table:
        if found.changed is None:
            table.begin_anew()
        gone = (found.changed or frozenset()) | (known.keys() - files.keys())
        table.base.executemany("DELETE FROM files WHERE path = ?", [(item,) for item in gone])
        rows = [(path, *files[path]) for path in touched]
        table.base.executemany("REPLACE INTO files VALUES (?, ?, ?)", rows)
        left = Left(found.token, place_of(output), names.filled, found.looked)
        table.put_note("left", tuple(left))
        try:
            table.save()
        except sqlite3.Error:  # a full disk: the next publication looks at all
            return
        names.forget_changes(found.last)


def forget(output: Path) -> None:
    """Have the next publication look at all: before something is written beside a build."""
    remove_database(walk.get_state_folder(output) / FILE)


class _Table(Storage):
    """What the last publication has left of an output."""

    def __init__(self, output: Path) -> None:
        super().__init__(walk.get_state_folder(output) / FILE, "", (_TABLE,))

    def read_left(self) -> Left:
        """Return how it was left; a damaged note is none."""
        try:
            return Left(*(self.note("left") or ()))
        except (sqlite3.Error, TypeError):
            return Left()

    def files(self) -> dict[str, Stat]:
        """Return the files; none where the file of SQLite is damaged."""
        try:
            rows = self.base.execute("SELECT path, size, mtime FROM files").fetchall()
        except sqlite3.Error:
            return {}
        return {path: Stat(size, mtime) for path, size, mtime in rows}


def _look_again(output: Path, path: str, files: dict[str, Stat]) -> None:
    try:
        status = os.lstat(output / path)
    except (FileNotFoundError, NotADirectoryError):
        status = None
    if status and stat.S_ISREG(status.st_mode):
        files[path] = Stat(status.st_size, status.st_mtime_ns)
    else:
        files.pop(path, None)
