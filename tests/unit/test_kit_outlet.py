"""The outlet of a plain build writes each file that it is given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins._kit.outlet import Outlet
from plugins._kit.records import FileCopy

PHOTO = b"\xff\xd8\xffanh"


@pytest.fixture
def outlet(tmp_path: Path) -> Outlet:
    """An outlet into a folder that is not there yet."""
    return Outlet(tmp_path / "output")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file of the content folder."""
    path = tmp_path / "anh.jpg"
    path.write_bytes(PHOTO)
    return path


def is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two names are of one file on the disk."""
    return os.path.samefile(one, other)  # noqa: PTH121


def test_a_file_is_written_below_the_folder(outlet: Outlet) -> None:
    """Folders on the way are made."""
    outlet.put("khoi/a/b.json", None, lambda: b"{}")
    assert (outlet.folder / "khoi/a/b.json").read_bytes() == b"{}"


def test_a_file_is_written_anew_each_time(outlet: Outlet) -> None:
    """Nothing is left alone here, whatever is known of it."""
    outlet.put("a", 1, lambda: b"a")
    outlet.put("a", 1, lambda: b"b")
    assert (outlet.folder / "a").read_bytes() == b"b"


def test_nothing_is_kept(outlet: Outlet) -> None:
    """A plain build has written all of its output."""
    outlet.put("a", 1, lambda: b"a")
    assert list(outlet.kept) == []


def test_a_copy_of_what_people_edit_is_a_file_of_its_own(outlet: Outlet, source: Path) -> None:
    """An edit after the build does not reach into the output."""
    outlet.copy(FileCopy(source, "2020/anh.jpg"))
    source.write_bytes(PHOTO + b"khac")
    assert (outlet.folder / "2020/anh.jpg").read_bytes() == PHOTO


def test_a_file_of_ours_is_given_a_second_name(outlet: Outlet, source: Path) -> None:
    """The bytes of a derivative are on the disk once."""
    outlet.copy(FileCopy(source, "2020/anh.jpg", is_ours=True))
    assert is_same_file(outlet.folder / "2020/anh.jpg", source)


def test_where_no_second_name_can_be_the_file_is_copied(
    outlet: Outlet, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another disk, or one that knows no second names, costs space alone."""

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    outlet.copy(FileCopy(source, "anh.jpg", is_ours=True))
    assert (outlet.folder / "anh.jpg").read_bytes() == PHOTO
    assert not is_same_file(outlet.folder / "anh.jpg", source)


def test_a_copy_replaces_what_stood_there(outlet: Outlet, source: Path) -> None:
    """A file of ours takes the place of another."""
    outlet.put("anh.jpg", None, lambda: b"cu")
    outlet.copy(FileCopy(source, "anh.jpg", is_ours=True))
    assert (outlet.folder / "anh.jpg").read_bytes() == PHOTO


def test_a_source_that_is_gone_is_an_error(outlet: Outlet, tmp_path: Path) -> None:
    """A file that vanished during the build stops it."""
    with pytest.raises(FileNotFoundError):
        outlet.copy(FileCopy(tmp_path / "gone", "a", is_ours=True))
