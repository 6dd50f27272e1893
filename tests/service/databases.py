"""The service's database, looked at and changed from outside, whichever engine it is."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tools.cluster import Cluster

ENGINES = ("sqlite", "postgres")
each_engine = pytest.mark.parametrize("engine", ENGINES, indirect=True)
"""For tests of what the engines do differently: counting, races, copies."""
on_postgres = pytest.mark.parametrize("engine", ENGINES[1:], indirect=True)

CLEANED = (
    *("inbox_letter", "inbox_step"),
    *("comments_erasure", "comments_decision", "comments_blockedword", "comments_comment"),
    *("ratings_vote", "ratings_rating", "guard_limit", "guard_spent"),
    *("visits_seen", "visits_cap", "visits_presence", "visits_day", "visits_total"),
    *("visits_pageviews", "visits_pageday"),
)
"""Everything that a test leaves; the day's salt stays, as running processes know it."""


class Database(ABC):
    """A database with the service's tables; SQL has %s for each value."""

    url = ""

    @abstractmethod
    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Do something in a transaction of its own and return the rows it gives."""

    @abstractmethod
    def text(self) -> str:
        """Return everything that is stored."""

    def number(self, sql: str, *values: Any) -> int:
        """Return one number, 0 where there is no row."""
        rows = self.rows(sql, *values)
        return int(rows[0][0] or 0) if rows else 0

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return self.number(f"SELECT count(*) FROM {table}")

    def total(self) -> int:
        """Return the visits that are stored."""
        return self.number("SELECT n FROM visits_total")

    def clean(self) -> None:
        """Forget what an earlier test has left."""
        for table in CLEANED:
            self.rows(f"DELETE FROM {table}")

    def moment(self, when: datetime) -> Any:
        """Return a moment as this engine stores it."""
        return when

    def set_status(self, status: str, *numbers: int) -> None:
        """Decide about comments, as the desk does."""
        now = self.moment(datetime.now(UTC))
        for number in numbers:
            self.rows(
                "UPDATE comments_comment SET status = %s, changed = %s WHERE id = %s",
                *(status, now, number),
            )


class Sqlite(Database):
    """A file."""

    def __init__(self, path: Path) -> None:
        """Look at a file."""
        self.path = path

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Do something and return its rows."""
        connection = sqlite3.connect(self.path, timeout=20)
        try:
            with connection:
                return connection.execute(sql.replace("%s", "?"), values).fetchall()
        finally:
            connection.close()

    def text(self) -> str:
        """Return the file's bytes and its log's, as letters, and all rows."""
        connection = sqlite3.connect(self.path)
        try:
            rows = "\n".join(connection.iterdump())
        finally:
            connection.close()
        files = self.path.parent.glob(f"{self.path.name}*")
        return rows + "".join(path.read_bytes().decode("latin-1") for path in files)

    def moment(self, when: datetime) -> str:
        """Return a moment as Django writes it into SQLite."""
        return when.astimezone(UTC).replace(tzinfo=None).isoformat(" ")


class Postgres(Database):
    """A database of a cluster."""

    def __init__(self, cluster: Cluster, name: str) -> None:
        """Look at a database."""
        self.cluster, self.name = cluster, name
        self.url = cluster.url(name)

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Do something and return its rows."""
        with psycopg.connect(self.cluster.name(self.name)) as connection:
            cursor = connection.execute(sql.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def clean(self) -> None:
        """Forget in one go."""
        deletes: Sequence[str] = [f"DELETE FROM {table}" for table in CLEANED]
        self.rows("; ".join(deletes))

    def text(self) -> str:
        """Return all of the database and what the server has written into its log."""
        log = (self.cluster.folder / "log").read_text(errors="replace")
        return self.cluster.dumped(self.name) + log
