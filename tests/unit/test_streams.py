"""A task whose output nobody reads any more."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from town_portal.core.system.places import ROOT

NOBODY = "http://127.0.0.1:9/"


@pytest.mark.parametrize(
    ("words", "code"),
    [((), 0), (("publish", "--help"), 0), (("nhầm",), 1), (("watch-site", NOBODY), 2)],
)
def test_a_task_ends_with_its_own_code_where_its_reader_has_left(
    words: tuple[str, ...], code: int
) -> None:
    """As in `tasks.py watch-site … | head`: no traceback, and the work is not cut short."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "tasks.py", *words]
    for stream in ("stdout", "stderr"):
        other = "stderr" if stream == "stdout" else "stdout"
        streams = {stream: writing, other: subprocess.PIPE}
        done = subprocess.run(command, cwd=ROOT, text=True, check=False, **streams)  # type: ignore[call-overload]
        assert done.returncode == code
        assert "Traceback" not in (done.stdout or "") + (done.stderr or "")
    os.close(writing)
