"""How long a build's output is right, and how much there is to be told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from math import inf
from pathlib import Path

import pytest

from plugins._kit.build import Build, begin
from plugins._kit.tables import TABLES


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """A build of a folder without data files."""
    return begin(tmp_path, TABLES, datetime(2026, 11, 24, tzinfo=UTC))


def test_without_dates_the_output_lasts(build: Build) -> None:
    """The clock changes nothing."""
    assert build.span == (-inf, inf)


def test_the_narrowest_bounds_count(build: Build) -> None:
    """In whichever order they are told."""
    for since, until in ((-inf, 9.0), (2.0, 7.0), (1.0, 8.0), (-inf, inf)):
        build.lasts(since, until)
    assert build.span == (2.0, 7.0)


def absent(build: Build) -> None:
    """Have a text not shown."""
    build.absent["a.md"] = "bản nháp"


@pytest.mark.parametrize(
    "tell",
    [
        absent,
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
    file = build.data_file("menu")
    file.parent.mkdir()
    file.write_text("a", encoding="utf-8")
    known = build.table_identity("menu")
    file.write_text("b", encoding="utf-8")
    later = begin(build.content, (), build.now)
    assert (build.table_identity("town"), build.table_identity("menu")) == ("", known)
    assert later.table_identity("menu") not in ("", known)
