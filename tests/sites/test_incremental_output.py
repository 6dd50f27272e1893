"""An output that was meddled with, a state that is lost or broken: the next build is right."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.sites.build_site import read, stamps, write
from tests.sites.cases_changes import BASE, OLD, PAGE, body, unchanged
from tests.sites.changing import Changing, differing
from tests.sites.many_articles import Change, file_of

GONE = Change("two-gone", {**body(OLD, "Thêm một câu."), file_of(31): None}, (PAGE,))
LISTS = ("index.html", "2022/index.html", "tu-khoa/y-te/trang/1/index.html")


def database_of(changing: Changing) -> Path:
    """Return the file that holds what was built."""
    return changing.state / "state.db"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Changing:
    """A site of many articles that was built."""
    return unchanged(tmp_path_factory.getbasetemp())


@pytest.fixture
def changing(ours: Changing) -> Changing:
    """The site as it was when it was built."""
    ours.recover()
    return ours


@pytest.mark.parametrize("is_touched", [False, True], ids=["untouched", "new-file-times"])
def test_a_build_without_a_change_touches_nothing(changing: Changing, is_touched: bool) -> None:
    """No file or folder of the output gets a new time, even when all contents got one."""
    before = stamps(changing.output)
    if is_touched:
        for name in BASE:
            os.utime(changing.site.folder / name)
    changing.settle()
    assert stamps(changing.output) == before


def append(*names: str) -> Callable[[Changing], None]:
    """Return what adds bytes to files of the output, in place."""

    def meddle(changing: Changing) -> None:
        for name in names:
            with (changing.output / name).open("ab") as file:
                file.write(b"<!-- x -->")

    return meddle


def overwrite(changing: Changing) -> None:
    """Replace letters of a page by others, so that its length stays."""
    path = changing.output / PAGE
    path.write_bytes(path.read_bytes().replace("Một".encode(), b"Hai  "))


def delete(*names: str) -> Callable[[Changing], None]:
    """Return what takes away files and folders of the output."""

    def meddle(changing: Changing) -> None:
        for name in names:
            path = changing.output / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return meddle


def photographs(changing: Changing) -> list[Path]:
    """Return the files of photographs in the output."""
    return [path for path in changing.output.rglob("*.webp") if path.is_file()]


def delete_photographs(changing: Changing) -> None:
    """Take away what was made of photographs."""
    for path in photographs(changing):
        path.unlink()


def swap_file_and_folder(changing: Changing) -> None:
    """Put an empty folder in place of a page."""
    path = changing.output / PAGE
    path.unlink()
    path.mkdir()


MEDDLING = {
    "pages-edited": append(PAGE, *LISTS),
    "page-overwritten": overwrite,
    "others-edited": append("tin.atom", "sitemap.xml", "robots.txt", "khoi/latest.html"),
    "files-deleted": delete(PAGE, *LISTS, "tin.rss", "huy-hieu.svg", "2025/01/10/co-tep/hai.txt"),
    "folders-deleted": delete("2022", "static", "tu-khoa", "bai-hat"),
    "output-deleted": delete("."),
    "photographs-deleted": delete_photographs,
    "page-is-a-folder": swap_file_and_folder,
}


@pytest.mark.parametrize("meddle", MEDDLING.values(), ids=MEDDLING.keys())
def test_what_was_done_to_the_output_by_hand_is_mended(
    changing: Changing, meddle: Callable[[Changing], None]
) -> None:
    """Edited and deleted files come back with the next build."""
    meddle(changing)
    assert differing(read(changing.output), changing.base)
    changing.settle()


def test_a_foreign_file_in_the_output_stays(changing: Changing) -> None:
    """What people and hosts put into the output is there after a change, and after none."""
    changing.foreign = {"2022/ghi-chu.pdf": b"%PDF", ".well-known/a.txt": b"a", "CNAME": b"b"}
    write(changing.output, changing.foreign)
    try:
        changing.settle()
        with changing.changed(GONE):
            changing.prove()
    finally:
        for name in changing.foreign:
            (changing.output / name).unlink(missing_ok=True)
        changing.foreign = {}


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


RARE = ("emptied", "halved", "only-the-database-deleted", "tables-missing")


@pytest.mark.parametrize(
    "meddle",
    [
        pytest.param(meddle, id=name, marks=pytest.mark.long if name in RARE else ())
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
        assert changing.prove() == built.tree


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
