"""What one build leaves for the next in a database, which may be lost at any time."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from town_portal.build.incremental.state import BodyRow, BuildState, TextRow

TEXT = TextRow("articles/a.md", "articles", "d1", 5.5, 7.25, url="a/", plan='[1, "a\tb", true]')
BODY = BodyRow("articles/a.md", b"\x00record", b"\xffrest")
OF_BODY = "SELECT * FROM bodies WHERE path = ?"


@pytest.mark.skipif(sys.platform == "win32", reason="cần os.fork")
@pytest.mark.parametrize("name", ["state", "a#b", "a?b", "a%20b", "thị xã"])
def test_a_copy_of_the_process_reads_what_was_saved(tmp_path: Path, name: str) -> None:
    """It has its own way to the file, where nothing unsaved is; the first process goes on.

    Whatever signs are in the name of the folder.
    """
    later = BODY._replace(path="later")
    folder = tmp_path / name
    folder.mkdir()
    with BuildState(folder) as state:
        assert state.is_shared
        state.put([TEXT, BODY])
        state.save()
        state.put([later])
        number = os.fork()
        if not number:  # the copy
            try:
                known = [state.ask(OF_BODY, path) for path in (TEXT.path, "later")]
                is_right = known == [[tuple(BODY)], []]
                os._exit(0 if is_right else 3)
            finally:
                os._exit(4)
        assert os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) == 0
        state.save()
    with BuildState(folder) as state:
        assert state.ask(OF_BODY, "later") == [tuple(later)]
        assert state.rows_of(TEXT.path) == [TEXT, BODY]
    assert [path.name for path in tmp_path.iterdir()] == [name]
