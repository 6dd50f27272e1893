"""The outlet of a plain build writes each file that it is given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from town_portal.build.outlet import Outlet
from town_portal.core.records import FileCopy

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


def test_a_copy_of_what_people_edit_is_a_file_of_its_own(outlet: Outlet, source: Path) -> None:
    """An edit after the build does not reach into the output."""
    outlet.copy(FileCopy(source, "2020/anh.jpg"))
    source.write_bytes(PHOTO + b"khac")
    assert (outlet.folder / "2020/anh.jpg").read_bytes() == PHOTO


def test_a_file_of_ours_is_given_a_second_name(outlet: Outlet, source: Path) -> None:
    """The bytes of a derivative are on the disk once; it may take the place of another file."""
    outlet.put("a.jpg", None, lambda: b"cu")
    for name in ("a.jpg", "2020/anh.jpg"):
        outlet.copy(FileCopy(source, name, is_ours=True))
        assert (outlet.folder / name).read_bytes() == PHOTO
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
