"""What is kept between runs may be lost at any time, and is never wrong."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from town_portal.core.storage import (
    LONG_LOG,
    Storage,
    open_read_only,
    read_json,
    read_note,
    replace_file,
    write_json,
)

TABLES = ("CREATE TABLE rows (name PRIMARY KEY, value)",)


def opened(folder: Path, version: str = "1") -> Storage:
    """Open the storage of a folder."""
    return Storage(folder / "kept.db", version, TABLES, timeout=0.1)


def saved(folder: Path, value: object = "one") -> None:
    """Leave a row and a note."""
    with opened(folder) as storage:
        storage.base.execute("REPLACE INTO rows VALUES ('a', ?)", (str(value),))
        storage.put_note("n", value)
        storage.save()


def found(folder: Path, version: str = "1") -> tuple[list[tuple[str, str]], object]:
    """Return what a later run finds, which can keep things itself."""
    with opened(folder, version) as storage:
        assert storage.problem == ""
        return storage.base.execute("SELECT * FROM rows").fetchall(), storage.note("n")


NOTHING: tuple[list[tuple[str, str]], object] = ([], None)
ONE = ([("a", "one")], "one")


def test_what_was_saved_is_found(tmp_path: Path) -> None:
    """Rows and notes come back, in a folder that was not there; others may look without writing."""
    folder = tmp_path / "a#b ?%20" / "thị xã"
    saved(folder)
    assert found(folder) == ONE
    with opened(folder) as storage:
        storage.put_note("n", "two")
        base = open_read_only(storage.file, storage.number)
        assert read_note(base, "n") == "one"
        with pytest.raises(sqlite3.Error):
            base.execute("DELETE FROM rows")
        base.close()
    assert found(folder) == ONE
    assert [file.name for file in folder.iterdir()] == ["kept.db"]


def _foreign(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as base:
        base.execute("CREATE TABLE notes (of_somebody_else)")
    base.close()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "text": lambda file: file.write_bytes(b"no database, though long enough to be one" * 90),
    "short": lambda file: file.write_bytes(b"SQLite format 3\x00"),
    "zeros": lambda file: file.write_bytes(bytes(8192)),
    "foreign": _foreign,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_or_foreign_file_is_thrown_away(tmp_path: Path, damage: str) -> None:
    """Nothing is known, no fault is told, and the next run remembers again."""
    saved(tmp_path)
    DAMAGES[damage](tmp_path / "kept.db")
    assert found(tmp_path) == NOTHING
    saved(tmp_path)
    assert found(tmp_path) == ONE


def test_a_file_of_another_version_is_thrown_away(tmp_path: Path) -> None:
    """What older or newer code means by its rows is not guessed, and never shown to a reader."""
    saved(tmp_path)
    with opened(tmp_path, "2") as storage, pytest.raises(sqlite3.Error):
        open_read_only(storage.file, storage.number + 1)
    assert found(tmp_path, "2") == NOTHING
    assert found(tmp_path, "1") == NOTHING


def test_a_flipped_bit_in_a_note_is_noticed(tmp_path: Path) -> None:
    """SQLite itself would hand it out."""
    saved(tmp_path, "a long value" * 9)
    file = tmp_path / "kept.db"
    data = bytearray(file.read_bytes())
    data[data.rindex(b"long value") + 3] ^= 1
    file.write_bytes(data)
    with opened(tmp_path) as storage, pytest.raises(sqlite3.DatabaseError):
        storage.note("n")


def test_a_file_that_another_process_holds_is_left_alone(tmp_path: Path) -> None:
    """This run keeps things in memory and says why; the next one finds what was there."""
    saved(tmp_path)
    other = sqlite3.connect(tmp_path / "kept.db")
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with opened(tmp_path) as storage:
        assert (storage.problem, storage.note("n")) == ("database is locked", None)
    other.close()
    assert found(tmp_path) == ONE


def test_where_no_file_can_be_written_all_is_in_memory(tmp_path: Path) -> None:
    """What is put is there until the end of the run; what stands in the way stays."""
    (tmp_path / "kept.db" / "in-the-way").mkdir(parents=True)
    with opened(tmp_path) as storage:
        assert storage.problem
        storage.put_note("n", 1)
        storage.save()
        assert storage.note("n") == 1
    assert (tmp_path / "kept.db" / "in-the-way").is_dir()


def test_a_storage_begins_anew_or_is_given_up(tmp_path: Path) -> None:
    """Both forget all at once; only after the first is anything kept."""
    saved(tmp_path)
    with opened(tmp_path) as storage:
        storage.begin_anew()
        assert storage.note("n") is None
        storage.put_note("n", "two")
        storage.save()
    assert found(tmp_path) == ([], "two")
    with opened(tmp_path) as storage:
        storage.give_up("malformed")
        assert (storage.problem, storage.note("n")) == ("malformed", None)
        storage.put_note("n", "three")
        storage.save()
    assert found(tmp_path) == NOTHING


def test_a_long_log_is_emptied_at_once(tmp_path: Path) -> None:
    """The next run has nothing to look through."""
    log = tmp_path / "kept.db-wal"
    with opened(tmp_path) as storage:
        storage.put_note("n", 1)
        storage.save()
        assert log.stat().st_size > 0
        storage.put_note("n", b"x" * LONG_LOG)
        storage.save()
        assert log.stat().st_size == 0


WRITER = """
import sys
from pathlib import Path
from town_portal.core.storage import Storage, write_json
folder, tables = Path(sys.argv[1]), ("CREATE TABLE rows (name PRIMARY KEY, value)",)
for number in range(int(sys.argv[2]), 10**9):
    with Storage(folder / "kept.db", "1", tables, timeout=60) as storage:
        assert not storage.problem, storage.problem
        storage.base.execute("REPLACE INTO rows VALUES ('a', ?)", (str(number),))
        storage.put_note("n", number)
        storage.save()
    write_json(folder / "kept.json", [number] * 2000)
    print(number, flush=True)
    if len(sys.argv) > 3 and number % 1000 == 99:
        break
"""


def writer(folder: Path, *words: str) -> subprocess.Popen[str]:
    """Start a process that saves ever greater numbers."""
    command = [sys.executable, "-c", WRITER, str(folder), *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_kill_at_any_moment_leaves_what_was_saved_last(tmp_path: Path) -> None:
    """Row and note are of one save, not older than what was told, and the JSON value is whole."""
    told = 0
    for _ in range(6):
        process = writer(tmp_path, str(told + 1))
        assert process.stdout
        process.stdout.readline()
        time.sleep(random.random() / 20)
        process.send_signal(signal.SIGKILL)
        lines = process.communicate()[0].split()
        told = int(lines[-1]) if lines else told + 1
        rows, note = found(tmp_path)
        assert rows == [("a", str(note))]
        assert isinstance(note, int)
        assert told <= note <= told + 1
        value = read_json(tmp_path / "kept.json")
        assert value == [value[0]] * 2000
        told = note


def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    """Both may make the file, and each waits for the other."""
    processes = [writer(tmp_path, first, "stop") for first in ("1", "1001")]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0]
    rows, note = found(tmp_path)
    assert rows == [("a", str(note))]


@pytest.mark.parametrize("text", [None, "", "{", "\x00"])
def test_a_damaged_json_file_is_none(tmp_path: Path, text: str | None) -> None:
    """Who asks begins anew; the next write mends it, in a folder that may have to be made."""
    file = tmp_path / "folder" / "value.json"
    if text is not None:
        replace_file(file, text.encode())
    assert read_json(file) is None
    write_json(file, {"tên": ["Núi Hồng"]})
    assert read_json(file) == {"tên": ["Núi Hồng"]}
    assert [item.name for item in file.parent.iterdir()] == ["value.json"]
