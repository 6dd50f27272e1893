"""Restoring a copy beside the running service, to know that it can be done."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
DATABASE = "live.sqlite3"
UNCOUNTED = {"django_migrations", "sqlite_sequence"}
"""Tables that restoring itself may lengthen."""


class TrialFailed(Exception):
    """A copy could not be restored, or not whole; the message says what happened."""


def try_sqlite(copied: Path) -> int:
    """Restore a copy into a new folder, compare each table; return the rows. Raises Failed."""
    with TemporaryDirectory() as folder:
        _restore(copied, {"LIVE_DATA": folder, "LIVE_DATABASE": "", "LIVE_PAGES": ""})
        wanted, found = count_rows(copied), count_rows(Path(folder, DATABASE))
    tables = {*wanted, *connection.introspection.django_table_names()} - UNCOUNTED
    # A copy of an older version gets further rows by its migrations.
    wrong = [name for name in tables if found.get(name, -1) < wanted.get(name, 0)]
    if wrong:
        raise TrialFailed(
            f"Sau khi khôi phục, thiếu dòng so với bản sao: {', '.join(sorted(wrong))}."
        )
    return sum(wanted.values())


def count_rows(file: Path) -> dict[str, int]:
    """Return how many rows each table of a database has."""
    address = f"{file.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in tables
            if name not in UNCOUNTED
        }


def try_postgres(copied: Path, scratch: str) -> None:
    """Restore a copy into the database ``scratch`` (a URL), in one transaction. Raises Failed."""
    with TemporaryDirectory() as folder:
        _restore(copied, {"LIVE_DATA": folder, "LIVE_DATABASE": scratch, "LIVE_PAGES": ""})


def _restore(copied: Path, changed: Mapping[str, str]) -> None:
    command = [sys.executable, str(MANAGE), "restore", str(copied)]
    env = {**os.environ, **changed}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise TrialFailed(done.stderr.strip())
