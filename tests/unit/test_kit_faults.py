"""Faults are collected one by one and raised together."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins._kit.faults import Fault, Faults, FaultsError, shown


def test_a_fault_in_words() -> None:
    """File, line, field and sentence; without a field no empty place is left for it."""
    assert str(Fault("a.md", 3, "title", "thiếu")) == "a.md:3: title: thiếu"
    assert str(Fault("a.md", 3, "", "thiếu")) == "a.md:3: thiếu"


def test_files_are_shown_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Staff see `content/a.md`; a file elsewhere is shown with its whole path."""
    folder = tmp_path / "portal"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert shown(folder / "content" / "a.md") == "content/a.md"
    assert shown(Path("content/a.md")) == "content/a.md"
    assert shown(tmp_path / "b.md") == (tmp_path / "b.md").as_posix()


def test_no_faults_raise_nothing() -> None:
    """A build without faults goes on."""
    faults = Faults()
    faults.check()
    assert list(faults) == []


def test_all_faults_are_raised_at_once() -> None:
    """They come in the order of files and lines, each once."""
    faults = Faults()
    for file, line in (("b.md", 1), ("a.md", 10), ("a.md", 2), ("a.md", 10)):
        faults.add(Path(file), line, "title", "thiếu")
    with pytest.raises(FaultsError) as caught:
        faults.check()
    assert str(caught.value).split("\n") == [
        "a.md:2: title: thiếu",
        "a.md:10: title: thiếu",
        "b.md:1: title: thiếu",
    ]
    assert len(faults.found) == 4
