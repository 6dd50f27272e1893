"""Faults are collected one by one and raised together."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins._kit.faults import Faults, FaultsError, shown


def test_files_are_shown_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Staff see `content/a.md`; a file elsewhere is shown with its whole path."""
    folder = tmp_path / "portal"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert shown(folder / "content" / "a.md") == shown(Path("content/a.md")) == "content/a.md"
    assert shown(tmp_path / "b.md") == (tmp_path / "b.md").as_posix()


def test_all_faults_are_raised_at_once() -> None:
    """They come in the order of files and lines, each once; without any the build goes on."""
    faults = Faults()
    faults.check()
    for file, line, field in (("b.md", 1, ""), ("a.md", 10, "x"), ("a.md", 2, "x")):
        faults.add(Path(file), line, field, "thiếu")
        faults.add(Path(file), line, field, "thiếu")
    with pytest.raises(FaultsError) as caught:
        faults.check()
    assert str(caught.value) == "a.md:2: x: thiếu\na.md:10: x: thiếu\nb.md:1: thiếu"
