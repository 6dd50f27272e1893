"""gunicorn as the unit starts it."""

from __future__ import annotations

from pathlib import Path

from tests.service.conftest import Start


def test_nothing_is_managed_while_it_runs(start: Start, tmp_path: Path) -> None:
    """No control socket is made, nor complained of where its place can't be written."""
    home = tmp_path / "home"
    home.write_text("a file, where a folder would be needed")
    assert start(XDG_RUNTIME_DIR="", HOME=str(home)).said() == ""
