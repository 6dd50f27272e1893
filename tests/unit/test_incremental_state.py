"""What one build leaves for the next in a database, which may be lost at any time."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from plugins.incremental.state import ContentRow, RestRow, State

TEXT = ContentRow(
    "articles/a.md",
    *("12 3", "d1", 5.5, 7.25, "", "id-a", "shown", "published", "a/", "a/index.html", "Bài “A”"),
    *("a", "article", "2026-11-24T12:00:00", "", ("Tin", "tin"), (("a\tb", "a-b"),)),
    *(("An",), ("Núi Hồng",), (), (("x", 3),), True, False),
    *("modified author", '["một câu", "hai câu"]'),
)
REST = RestRow("id-a", b"\x00record", b"\xffrest")


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
