"""gunicorn as the unit starts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.service.conftest import Start


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_nothing_is_managed_while_it_runs(start: Start, tmp_path: Path) -> None:
    """No control socket is made, nor complained of where its place can't be written."""
    runtime, home = tmp_path / "runtime", tmp_path / "home"
    runtime.mkdir()
    assert start(XDG_RUNTIME_DIR=str(runtime)).said() == ""
    assert list(runtime.iterdir()) == []
    home.write_text("a file, where a folder would be needed")
    assert start(XDG_RUNTIME_DIR="", HOME=str(home)).said() == ""
