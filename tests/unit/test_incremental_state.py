"""What one build leaves for the next in a database, which may be lost at any time."""

from __future__ import annotations

import os
import sqlite3
import sys
from math import inf
from pathlib import Path

import pytest

from plugins._kit.build import StateLost
from plugins.incremental.state import FILE, ContentRow, OutputRow, RestRow, Row, State

TEXT = ContentRow(
    "articles/a.md",
    *("12 3", "d1", 5.5, 7.25, "", "id-a", "shown", "published", "a/", "a/index.html", "Bài “A”"),
    *("a", "article", "2026-11-24T12:00:00", "", ("Tin", "tin"), (("a\tb", "a-b"),)),
    *(("An",), ("Núi Hồng",), (), (("x", 3),), True, False),
    *("modified author", '["một câu", "hai câu"]'),
)
ABSENT = ContentRow("articles/b.md", "12 4", absent="bản nháp")
REST = RestRow("id-a", b"\x00record", b"\xffrest")
PAGE = OutputRow("a/index.html", "key=1 url=2", '[["now", "", "x"]]', "", reason="new", size=3)
COPY = OutputRow("a/1.jpg", "c", "", "articles/a.md", "/content/1.jpg", "a/index.html", "", 3, 4)
ROWS: list[Row] = [TEXT, ABSENT, REST, PAGE, COPY]


def saved(folder: Path, *rows: Row) -> None:
    """Leave a state with these rows and a note."""
    with State(folder) as state:
        state.put(rows)
        state.put_note("key", "k1")
        state.save()


def found(folder: Path) -> tuple[list[ContentRow], list[OutputRow], object]:
    """Open a state and return what is in it."""
    with State(folder) as state:
        assert state.problem == ""
        return state.contents(), state.outputs(), state.note("key")


NOTHING: tuple[list[ContentRow], list[OutputRow], object] = ([], [], None)


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    """Texts, bytes, numbers and no limits of time survive to the next build."""
    assert found(tmp_path) == NOTHING
    saved(tmp_path, *ROWS)
    contents, outputs, note = found(tmp_path)
    assert sorted(contents, key=lambda row: row.path) == [TEXT, ABSENT]
    assert sorted(outputs, key=lambda row: row.name) == [COPY, PAGE]
    assert note == "k1"
    assert (ABSENT.since, ABSENT.until) == (-inf, inf)
    with State(tmp_path) as state:
        assert state.rest("id-a") == REST


def test_damage_that_opening_does_not_meet_is_told(tmp_path: Path) -> None:
    """Who reads what is damaged learns that the state is lost."""
    saved(tmp_path, *[ContentRow(f"{number}.md", absent="x" * 200) for number in range(500)])
    data = (tmp_path / FILE).read_bytes()
    half = len(data) // 2
    (tmp_path / FILE).write_bytes(data[:half] + b"\xab" * half)
    with State(tmp_path) as state, pytest.raises(StateLost):
        state.contents()


@pytest.mark.parametrize("damage", [b"", b"no pickle", b"\x80\x05]."])
def test_a_row_that_is_of_no_use_is_told(tmp_path: Path, damage: bytes) -> None:
    """Where SQLite finds nothing wrong, what it gives may be."""
    saved(tmp_path, TEXT, REST)
    with sqlite3.connect(tmp_path / FILE) as base:
        base.execute("UPDATE contents SET fields = ?", (damage,))
    base.close()
    with State(tmp_path) as state, pytest.raises(StateLost):
        state.contents()


def test_a_state_that_was_lost_is_taken_away(tmp_path: Path) -> None:
    """This build works without, and says why; the next one begins anew and remembers."""
    saved(tmp_path, TEXT, REST)
    with State(tmp_path, "malformed") as state:
        assert (state.problem, state.is_shared, state.contents()) == ("malformed", False, [])
        state.put([TEXT, REST])
        state.save()
    assert found(tmp_path) == NOTHING
    saved(tmp_path, TEXT, REST)
    assert found(tmp_path)[0] == [TEXT]


@pytest.mark.skipif(sys.platform == "win32", reason="cần os.fork")
@pytest.mark.parametrize("name", ["state", "a#b", "a?b", "a%20b", "thị xã"])
def test_a_copy_of_the_process_reads_what_was_saved(tmp_path: Path, name: str) -> None:
    """It has its own way to the file, where nothing unsaved is; the first process goes on.

    Whatever signs are in the name of the folder.
    """
    later = REST._replace(identity="later")
    folder = tmp_path / name
    folder.mkdir()
    with State(folder) as state:
        assert state.is_shared
        state.put([TEXT, REST])
        state.save()
        state.put([later])
        number = os.fork()
        if not number:  # the copy
            try:
                is_right = state.rest("id-a") == REST and state.rest("later") is None
                os._exit(0 if is_right else 3)
            finally:
                os._exit(4)
        assert os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) == 0
        state.save()
    with State(folder) as state:
        assert state.rest("later") == later
        assert state.contents() == [TEXT]
    assert [path.name for path in tmp_path.iterdir()] == [name]
