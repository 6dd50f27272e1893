"""One build: its data, its claims on addresses, the files it copies."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins._kit.build import Build, begin
from plugins._kit.records import FileCopy
from plugins._kit.tables import DEFAULT_TOWN, TABLES

NOW = datetime(2026, 11, 24, tzinfo=UTC)


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
    (tmp_path / "data").mkdir()
    text = "name: A\naddress: b\ntime_zone: UTC\nbase_path: /\n"
    (tmp_path / "data" / "town.yaml").write_text(text, encoding="utf-8")
    build = begin(tmp_path, TABLES, NOW)
    assert (build.town.name, build.zone.key) == ("A", "UTC")
    assert build.data_file("town") == tmp_path / "data" / "town.yaml"


@pytest.mark.parametrize("name", ["town", "menu"])
def test_broken_data_does_not_end_the_search_for_faults(tmp_path: Path, name: str) -> None:
    """With a broken file the build still has a town and a menu, and finds the other faults."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / f"{name}.yaml").write_text("khong-co: x\n", encoding="utf-8")
    build = begin(tmp_path, TABLES, NOW)
    assert build.faults.found
    assert build.zone.key == "Asia/Ho_Chi_Minh"
    assert build.menu.items == ()


def test_two_contents_on_one_address_are_a_fault(build: Build) -> None:
    """The second to claim an address is told which was first."""
    build.claim("2020/12/14/a/", Path("a.md"))
    build.claim("2020/12/14/a/", Path("b.md"), 3)
    (fault,) = build.faults
    assert (Path(fault.file).name, fault.line) == ("b.md", 3)
    assert "/2020/12/14/a/" in fault.message
    assert "a.md" in fault.message
    assert build.claims["2020/12/14/a/"] == Path("a.md")


def test_claiming_twice_for_one_file_is_no_fault(build: Build) -> None:
    """The same file may claim its address again."""
    build.claim("a/", Path("a.md"))
    build.claim("a/", Path("a.md"))
    assert not build.faults.found


def test_a_copied_file_is_copied_once(build: Build) -> None:
    """A photograph that an article shows twice is one file in the output."""
    build.copy(Path("a.jpg"), "2020/a.jpg")
    build.copy(Path("a.jpg"), "2020/a.jpg")
    assert build.copies == [FileCopy(Path("a.jpg"), "2020/a.jpg", root=build.content)]
    assert build.claims == {"2020/a.jpg": Path("a.jpg")}


def test_two_files_with_one_published_name_are_a_fault(build: Build) -> None:
    """`Ảnh 1.jpg` and `anh-1.jpg` can't both be `anh-1.jpg`."""
    build.copy(Path("Ảnh 1.jpg"), "2020/anh-1.jpg")
    build.copy(Path("anh-1.jpg"), "2020/anh-1.jpg")
    assert len(build.faults.found) == 1


def test_builds_share_nothing(tmp_path: Path) -> None:
    """What one build found is not in the next one."""
    first = begin(tmp_path, TABLES, NOW)
    first.claim("a/", Path("a.md"))
    first.absent["a.md"] = "x"
    second = begin(tmp_path, TABLES, NOW)
    assert (second.claims, second.absent, second.copies, second.faults.found) == ({}, {}, [], [])
