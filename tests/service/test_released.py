"""A database of each released version comes up to date; `released/` holds their tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.service.conftest import MakeDatabase
from tests.service.databases import Database, Sqlite, each_engine
from tests.service.running import migrate, template
from tests.service.test_operate import manage, well

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sql"))
ROW = (
    "INSERT INTO comments_comment (page, author, text, at, status, changed, receipt) VALUES "
    "('/a/', 'Nguyễn Văn A', 'Đường hỏng', %s, 'pending', %s, 'x')"
)
MOMENT = "2026-11-25 08:00:00+00"


def columns(database: Sqlite) -> dict[str, list[tuple[object, ...]]]:
    """Return the columns of each table, by name; the order in which they were added is no part."""
    tables = database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {
        str(name): sorted(column[1:] for column in database.rows(f"PRAGMA table_info({name})"))
        for (name,) in tables
    }


def indexes(database: Sqlite) -> set[tuple[object, ...]]:
    """Return all indexes with their definitions."""
    named = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    return set(database.rows(named))


@pytest.mark.parametrize("release", RELEASED, ids=lambda path: path.stem)
def test_tables_of_each_release_become_those_of_a_new_database(
    release: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A migration that was edited after its release would leave a difference."""
    database = Sqlite(tmp_path / "data" / "live.sqlite3")
    database.path.parent.mkdir()
    with sqlite3.connect(database.path) as connection:
        connection.executescript(release.read_text(encoding="utf-8"))
    connection.close()
    has_plain = "plain" in {column[0] for column in columns(database)["comments_comment"]}
    if not has_plain:
        database.rows(ROW, MOMENT, MOMENT)
    migrate(tmp_path, "")
    fresh = Sqlite(template(tmp_path_factory))
    assert columns(database) == columns(fresh)
    assert indexes(database) == indexes(fresh)
    if not has_plain:
        assert database.rows("SELECT plain FROM comments_comment") == [
            ("nguyen van a duong hong a",)
        ]


def test_the_first_release_is_among_them() -> None:
    """The tables of the release without `comments_comment.plain` are tried."""
    assert len(RELEASED) >= 4
    assert '"plain"' not in RELEASED[0].read_text(encoding="utf-8")


@each_engine
def test_the_missing_column_is_added_and_filled(
    make_database: MakeDatabase, tmp_path: Path
) -> None:
    """On both engines; what the column holds is what the desk's search looks through."""
    database: Database = make_database()
    database.rows("ALTER TABLE comments_comment DROP COLUMN plain")
    database.rows("DELETE FROM django_migrations WHERE app = 'comments' AND name = '0002_plain'")
    database.rows(ROW, MOMENT, MOMENT)
    well(manage(database, tmp_path, "migrate", "-v", "0"))
    assert database.rows("SELECT plain FROM comments_comment") == [("nguyen van a duong hong a",)]
    well(manage(database, tmp_path, "makemigrations", "--check", "--dry-run"))
