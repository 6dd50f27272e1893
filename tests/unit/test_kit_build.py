"""One build: its data, its claims on addresses, the files it copies, how long it is right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from math import inf
from pathlib import Path

import pytest

from plugins._kit.build import Build, begin
from plugins._kit.tables import DEFAULT_TOWN, TABLES

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def data(folder: Path, name: str, text: str) -> Path:
    """Write a data file of a content folder, and return the folder."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """A build of a folder without data files."""
    return begin(tmp_path, TABLES, NOW)


def test_without_data_there_are_defaults(build: Build) -> None:
    """A plain Pelican folder builds: a neutral town, an empty menu, any category."""
    assert not build.faults.found
    assert (build.town, build.menu.items, build.categories) == (DEFAULT_TOWN, (), None)
    assert (build.zone.key, build.now) == ("Asia/Ho_Chi_Minh", NOW)


def test_data_is_read_from_the_content_folder(tmp_path: Path) -> None:
    """The tables lie in `data` below the content."""
    text = "name: A\naddress: b\ntime_zone: UTC\nbase_path: /\n"
    build = begin(data(tmp_path, "town", text), TABLES, NOW)
    assert (build.town.name, build.zone.key) == ("A", "UTC")


@pytest.mark.parametrize("name", ["town", "menu"])
def test_broken_data_does_not_end_the_search_for_faults(tmp_path: Path, name: str) -> None:
    """With a broken file the build still has a town and a menu, and finds the other faults."""
    build = begin(data(tmp_path, name, "khong-co: x\n"), TABLES, NOW)
    assert build.faults.found
    assert (build.zone.key, build.menu.items) == ("Asia/Ho_Chi_Minh", ())


def test_two_contents_on_one_address_are_a_fault(build: Build) -> None:
    """The second to claim an address is told which was first; one file may claim it again."""
    for path, line in (("a.md", 1), ("a.md", 2), ("b.md", 3)):
        build.claim("2020/12/14/a/", Path(path), line)
    (fault,) = build.faults
    assert (Path(fault.file).name, fault.line) == ("b.md", 3)
    assert "/2020/12/14/a/" in fault.message
    assert "a.md" in fault.message
    assert build.claims["2020/12/14/a/"] == Path("a.md")


def test_a_copied_file_is_copied_once(build: Build) -> None:
    """What two articles show is one file; two files with one published name are a fault."""
    for path in ("a.jpg", "a.jpg"):
        build.copy(Path(path), "2020/a.jpg")
    assert [(it.source, it.url) for it in build.copies] == [(Path("a.jpg"), "2020/a.jpg")]
    assert not build.faults.found
    build.copy(Path("Ảnh.jpg"), "2020/a.jpg")
    assert len(build.faults.found) == 1


def test_the_narrowest_bounds_count(build: Build) -> None:
    """In whichever order they are told; without any the clock changes nothing."""
    assert build.span == (-inf, inf)
    for since, until in ((-inf, 9.0), (2.0, 7.0), (1.0, 8.0), (-inf, inf)):
        build.lasts(since, until)
    assert build.span == (2.0, 7.0)


@pytest.mark.parametrize(
    "tell",
    [
        lambda build: build.absent.update({"a.md": "bản nháp"}),
        lambda build: build.notice("Một câu.", "a.md"),
        lambda build: build.faults.add(Path("a.md"), 1, "", "sai"),
        lambda build: build.copy(Path("a.jpg"), "a.jpg"),
        lambda build: build.share(Path("a.jpg"), "a.jpg", "a.md"),
    ],
)
def test_what_there_is_to_be_told_grows(build: Build, tell: Callable[[Build], None]) -> None:
    """Faults, texts not shown, notices, files: who read a text sees that there was something."""
    before = build.told_so_far
    assert build.told_so_far == before
    tell(build)
    assert build.told_so_far != before


def test_the_identity_of_a_table_is_that_of_its_bytes(build: Build) -> None:
    """A table that is not there has none; during a build it stays what it was."""
    data(build.content, "menu", "a")
    known = build.table_identity("menu")
    data(build.content, "menu", "b")
    later = begin(build.content, (), build.now)
    assert (build.table_identity("town"), build.table_identity("menu")) == ("", known)
    assert later.table_identity("menu") not in ("", known)
