"""After every kind of change, a build in place gives the very bytes of a build from nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.sites.build_site import article, read, stamps, write
from tests.sites.cases_changes import BASE, CHANGES, FAULTS, OLD, PAGE, RARE, body, data
from tests.sites.changing import PLAIN, Change, Changing, differing
from tests.sites.many_articles import file_of, town

EDIT = Change("body", body(OLD, "Thêm một câu."), (PAGE,))
GONE = Change("two-gone", {**EDIT.files, file_of(31): None})
LISTS = ("index.html", "2022/index.html", "tu-khoa/y-te/trang/1/index.html")


def database_of(changing: Changing) -> Path:
    """Return the file that holds what was built."""
    return changing.state / "state.db"


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Changing:
    """A site of many articles that was built."""
    return Changing.begun(tmp_path_factory.mktemp("changing"), BASE)


@pytest.mark.parametrize(
    "change",
    [
        *(pytest.param(change, id=change.name) for change in CHANGES),
        *(pytest.param(change, id=change.name, marks=pytest.mark.long) for change in RARE),
    ],
)
def test_a_change_gives_the_bytes_of_a_clean_build(changing: Changing, change: Change) -> None:
    """The change shows, nothing else does, no equal file is touched; taken back, it is gone."""
    with changing.changed(change):
        tree = changing.prove()
        assert set(change.shows) <= set(differing(tree, changing.base))


@pytest.mark.parametrize("fault", [pytest.param(fault, id=fault.name) for fault in FAULTS])
def test_a_fault_leaves_the_output_as_it_was(changing: Changing, fault: Change) -> None:
    """Faults are told as by a clean build, no file is touched then, nor by the mended build."""
    before = stamps(changing.output)
    with changing.changed(fault):
        changing.prove(code=1)
        assert stamps(changing.output) == before
    assert stamps(changing.output) == before


def test_what_was_edited_beside_a_fault_is_not_forgotten(changing: Changing) -> None:
    """An edit made before a build that fails is in the output as soon as the fault is mended."""
    wrong = "content/articles/sai.md"
    with changing.changed(EDIT):
        changing.site.write({wrong: article(category="khong-co")})
        changing.prove(code=1)
        changing.site.write({wrong: None})
        assert PAGE in differing(changing.prove(), changing.base)


def test_only_files_whose_bytes_change_get_a_new_time(changing: Changing) -> None:
    """Editing a body writes its page and what stands beside it, and touches nothing else."""
    before = stamps(changing.output)
    with changing.changed(EDIT):
        tree, after = changing.prove(), stamps(changing.output)
        written = {name for name in tree if after[name] != before.get(name)}
        assert PAGE in written
        assert written == set(differing(tree, changing.base))


@pytest.mark.parametrize("is_touched", [False, True], ids=["untouched", "new-file-times"])
def test_a_build_without_a_change_touches_nothing(changing: Changing, is_touched: bool) -> None:
    """No file or folder of the output gets a new time, even when all contents got one."""
    before = stamps(changing.output)
    if is_touched:
        for name in BASE:
            os.utime(changing.site.folder / name)
    changing.settle()
    assert stamps(changing.output) == before


@pytest.mark.parametrize("settings", [(), PLAIN], ids=["on", "off"])
def test_it_makes_no_difference_whether_it_is_on(
    changing: Changing, settings: tuple[str, ...]
) -> None:
    """With INCREMENTAL on and off, by option or in the settings, the bytes are the same."""
    assert differing(changing.clean(settings).tree, changing.base) == []
    off = Change("off", conf="INCREMENTAL = False")
    with changing.changed(off):
        assert changing.prove() == changing.base


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


@pytest.mark.parametrize("meddle", STATES.values(), ids=STATES.keys())
def test_a_state_that_is_lost_or_broken_does_no_harm(
    changing: Changing, meddle: Callable[[Changing], None]
) -> None:
    """Whatever became of the state, a change made meanwhile comes out as in a clean build."""
    meddle(changing)
    with changing.changed(GONE):
        changing.prove()


def test_a_state_older_than_the_output_does_no_harm(changing: Changing, tmp_path: Path) -> None:
    """A state out of a backup does not make a build trust pages written since."""
    shutil.copytree(changing.state, tmp_path / "backup")
    with changing.changed(GONE):
        changing.prove()
        shutil.rmtree(changing.state)
        shutil.copytree(tmp_path / "backup", changing.state)


@pytest.mark.long
def test_as_many_articles_as_several_processes_share(tmp_path: Path) -> None:
    """Where the work is shared between processes, cold and after a change, the bytes are equal."""
    many = Changing.begun(tmp_path, town(700))
    with many.changed(Change("menu", data("menu", ("Trang chủ", "Đầu trang")))):
        many.prove()
