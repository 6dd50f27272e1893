"""An output that was meddled with, a state that is lost or broken: the next build is right."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.sites.build_site import read, stamps
from tests.sites.cases_changes import BASE, OLD, PAGE, body
from tests.sites.changing import Changing, differing
from tests.sites.many_articles import Change, file_of, url_of

GONE = Change("two-gone", {**body(OLD, "Thêm một câu."), file_of(31): None}, (PAGE,))
LISTS = ("index.html", "2022/index.html", "tu-khoa/le-hoi/trang/1/index.html")


def database_of(changing: Changing) -> Path:
    """Return the file that holds what was built."""
    return changing.state / "state.db"


def test_a_build_without_a_change_touches_nothing(changing: Changing) -> None:
    """No file or folder of the output gets a new time, even when all contents got one."""
    before = stamps(changing.output)
    for name in BASE:
        os.utime(changing.site.folder / name)
    changing.settle()
    assert stamps(changing.output) == before


EDITED = (*LISTS, f"{url_of(21)}index.html", "tin.atom", "sitemap.xml", "khoi/latest.html")
DELETED = (
    *(f"{url_of(22)}index.html", "tu-khoa/y-te/index.html", "tin.rss", "huy-hieu.svg"),
    *("2025/01/10/co-tep/hai.txt", "2023", "static", "bai-hat"),
)


def test_what_was_done_to_the_output_by_hand_is_mended(changing: Changing) -> None:
    """Edited and deleted files and folders come back with the next build, all of them, too."""
    output = changing.output
    for name in EDITED:
        with (output / name).open("ab") as file:
            file.write(b"<!-- x -->")
    path = output / f"{url_of(23)}index.html"  # its length stays
    path.write_bytes(path.read_bytes().replace("Một".encode(), b"Hai  "))
    for path in (*map(output.joinpath, DELETED), *output.rglob("*.webp")):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    path = output / PAGE
    path.unlink()
    path.mkdir()
    assert {PAGE, *EDITED} <= set(differing(read(output), changing.base))
    changing.settle()
    shutil.rmtree(output)
    changing.settle()


def remembered(changing: Changing) -> list[Path]:
    """Return the files in which a build remembers, but for the photographs and the lock."""
    changing.state.mkdir(exist_ok=True)
    database_of(changing).touch()
    return [path for path in changing.state.iterdir() if path.is_file() and path.name != "lock"]


def fill(data: bytes) -> Callable[[Changing], None]:
    """Return what puts ``data`` in place of all that was remembered."""

    def meddle(changing: Changing) -> None:
        for path in remembered(changing):
            path.write_bytes(data)

    return meddle


def halve(changing: Changing) -> None:
    """Cut off the second half of all that was remembered."""
    for path in remembered(changing):
        os.truncate(path, path.stat().st_size // 2)


def run_sql(*questions: str) -> Callable[[Changing], None]:
    """Return what changes the database; ``{}`` in a question stands for each table in turn."""

    def meddle(changing: Changing) -> None:
        with closing(sqlite3.connect(database_of(changing))) as state, state:
            tables = state.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for question in questions:
                for (table,) in tables if "{}" in question else [("",)]:
                    state.execute(question.format(table))

    return meddle


STATES: dict[str, Callable[[Changing], None]] = {
    "deleted": lambda changing: shutil.rmtree(changing.state),
    "garbage": fill(b"\0rubbish" * 999),
    "emptied": fill(b""),
    "halved": halve,
    "only-the-database-deleted": lambda changing: database_of(changing).unlink(missing_ok=True),
    "of-another-version": run_sql("PRAGMA user_version = 999", "ALTER TABLE {} ADD COLUMN x"),
    "tables-missing": run_sql("DROP TABLE {}"),
    "rows-missing": run_sql("DELETE FROM {}"),
}


@pytest.mark.parametrize(
    "meddle",
    [
        pytest.param(meddle, id=name, marks=() if name == "garbage" else pytest.mark.long)
        for name, meddle in STATES.items()
    ],
)
def test_a_state_that_is_lost_or_broken_does_no_harm(
    changing: Changing, meddle: Callable[[Changing], None]
) -> None:
    """Whatever became of the state, a change made meanwhile comes out as in a clean build.

    At most staff are told once that the state is of no use.
    """
    meddle(changing)
    with changing.changed(GONE):
        built = changing.build()
        assert (built.code, [line for line in built.said if ".output.state" not in line]) == (0, [])
        assert differing(built.tree, changing.remembered()[1]) == []


def test_a_state_older_than_the_output_does_no_harm(changing: Changing, tmp_path: Path) -> None:
    """A state out of a backup does not make a build trust pages written since."""
    shutil.copytree(changing.state, tmp_path / "backup")
    with changing.changed(GONE):
        changing.prove()
        shutil.rmtree(changing.state)
        shutil.copytree(tmp_path / "backup", changing.state)
        # Files whose names follow their content, which nobody remembers now, stay as others' do.
        for file in changing.output.glob("static/tim/*/*.*.bin"):
            file.unlink()
