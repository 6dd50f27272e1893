"""One build: its data, its claims on addresses, the files it copies, how long it is right."""

from __future__ import annotations

from datetime import UTC, datetime
from math import inf
from pathlib import Path

import pytest

from town_portal.build.build import Build, begin_build
from town_portal.core.data.tables import TABLES

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def data(folder: Path, name: str, text: str) -> Path:
    """Write a data file of a content folder, and return the folder."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """A build of a folder without data files."""
    return begin_build(tmp_path, TABLES, NOW)


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
    assert [(copy.source, copy.url) for copy in build.copies] == [(Path("a.jpg"), "2020/a.jpg")]
    assert not build.faults.found
    build.copy(Path("Ảnh.jpg"), "2020/a.jpg")
    assert len(build.faults.found) == 1


def test_the_narrowest_bounds_count(build: Build) -> None:
    """In whichever order they are told; without any the clock changes nothing."""
    assert build.span == (-inf, inf)
    for since, until in ((-inf, 9.0), (2.0, 7.0), (1.0, 8.0), (-inf, inf)):
        build.lasts(since, until)
    assert build.span == (2.0, 7.0)
