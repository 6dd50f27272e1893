"""Copies of a SQLite database: made while the service works, checked before they count."""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path


class DamagedDatabase(Exception):
    """A file is no whole database; the message says what SQLite found."""


def check_database(file: Path) -> None:
    """Look through every page of a database. Raises Damaged."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            found = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        raise DamagedDatabase(f"{file}: {error}") from error
    if found != "ok":
        raise DamagedDatabase(f"{file}: {found}")


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, whole or not at all. Raises Damaged.

    SQLite's own way: writers go on meanwhile, and the copy holds no half transaction.
    """
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(part)) as to:
            from_.backup(to, pages=-1)
            to.execute("PRAGMA journal_mode=DELETE")
        part.chmod(0o600)
        check_database(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def put_back(copied: Path, database: Path) -> Path | None:
    """Put a copy in the place of the database; return where the one that stood there is now.

    Nobody may use the database meanwhile. Raises Damaged.
    """
    check_database(copied)
    part = database.with_name(f"{database.name}.part")
    copy_database(copied, part)
    before = _choose_aside_name(database) if database.exists() else None
    if before:
        copy_database(database, before)
    for name in ("-wal", "-shm"):
        database.with_name(database.name + name).unlink(missing_ok=True)
    part.replace(database)
    return before


def _choose_aside_name(database: Path) -> Path:
    """Return a name for what stood there before, which no earlier restoring has taken."""
    names = (database.with_name(f"{database.name}.before-{number}") for number in count(1))
    return next(name for name in names if not name.exists())
