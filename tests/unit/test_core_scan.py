"""The files of a folder with their stamps, and what of the last scan is trusted."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from town_portal.core.scan import DOUBT, FolderScan, scan_folder

OLD = 1_600_000_000_000_000_000
"""When the folders of these tests were changed (nanoseconds since 1970)."""
NOW = OLD + 10 * DOUBT
links = pytest.mark.skipif(sys.platform == "win32", reason="cần liên kết của Unix")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder, all of it old."""
    folder = tmp_path / "content"
    for name in ("b.md", "a/index.md", "a/anh/1.jpg", "data/town.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    age(folder)
    return folder


def age(folder: Path, moment: int = OLD) -> None:
    """Give a folder and all folders below it the time of an old change."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            os.utime(path, ns=(moment, moment))


def again(folder: Path, before: FolderScan, now: int = NOW) -> Mapping[str, tuple[int, int]]:
    """Return the stamps of a scan that knows what one before it found."""
    return scan_folder(folder, before.listings, now).stamps


def test_every_file_has_its_time_and_size(content: Path) -> None:
    """Paths are relative, in order, without hidden files; an edit in place changes the stamp."""
    (content / ".git").mkdir()
    for name in (".DS_Store", ".git/config", "a/.index.md.swp"):
        (content / name).touch()
    age(content)
    first = scan_folder(content, {}, NOW)
    assert list(first.stamps) == ["a/anh/1.jpg", "a/index.md", "b.md", "data/town.yaml"]
    status = (content / "a/index.md").stat()
    assert first.stamps["a/index.md"] == (status.st_mtime_ns, len("a/index.md"))
    assert list(again(content, first).items()) == list(first.stamps.items())
    with (content / "b.md").open("a", encoding="utf-8") as file:
        file.write("x")
    found = again(content, first)
    assert {name for name in found if found[name] != first.stamps[name]} == {"b.md"}


def test_folders_that_have_not_changed_are_not_listed_again(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the scan before knew is enough, but for the one folder that changed."""
    first = scan_folder(content, {}, NOW)
    (content / "a/anh/2.jpg").write_bytes(b"")
    listed: list[str] = []
    real = os.scandir

    def counted(path: str) -> object:
        listed.append(os.path.relpath(path, content))
        return real(path)

    monkeypatch.setattr(os, "scandir", counted)
    assert "a/anh/2.jpg" in again(content, first)
    assert listed == [os.path.join("a", "anh")]  # noqa: PTH118


def test_files_that_come_and_go_are_noticed(content: Path) -> None:
    """New files, removed ones, whole folders, and a file moved between two folders."""
    first = scan_folder(content, {}, NOW)
    (content / "c/d").mkdir(parents=True)
    (content / "c/d/e.md").write_text("", encoding="utf-8")
    (content / "b.md").rename(content / "a/b.md")
    (content / "data/town.yaml").unlink()
    (content / "data").rmdir()
    assert list(again(content, first)) == ["a/anh/1.jpg", "a/b.md", "a/index.md", "c/d/e.md"]


def test_a_folder_that_changed_a_moment_ago_is_not_trusted(content: Path) -> None:
    """A file that comes within the same tick of the clock as the scan is seen by the next one."""
    age(content, NOW - DOUBT)
    first = scan_folder(content, {}, NOW)
    (content / "c.md").write_text("", encoding="utf-8")
    age(content, NOW - DOUBT)  # as if the disk's clock had not moved on
    assert "c.md" in again(content, first)


@links
@pytest.mark.parametrize("target", ["other", "other/x.md", "nowhere", "content", "content/a"])
def test_no_link_is_followed(content: Path, tmp_path: Path, target: str) -> None:
    """A link to a file, a folder, nothing, or back above is told, also by each scan after it."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other/x.md").write_text("xyz", encoding="utf-8")
    age(content)
    before = scan_folder(content, {}, NOW)
    (content / "a/link").symlink_to(tmp_path / target)
    age(content)
    first = scan_folder(content, {}, NOW)
    assert first.stamps == before.stamps
    assert first.refused == scan_folder(content, first.listings, NOW).refused == ["a/link"]


@links
@pytest.mark.parametrize("name", ["b.md", "a"])
def test_what_was_exchanged_for_a_link_is_told(content: Path, tmp_path: Path, name: str) -> None:
    """Although its folder seems to be as it was."""
    age(content)
    first = scan_folder(content, {}, NOW)
    (content / name).rename(tmp_path / "moved")
    (content / name).symlink_to(tmp_path / "moved")
    age(content)
    assert scan_folder(content, first.listings, NOW).refused == [name]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_named_pipe_is_told(content: Path) -> None:
    """Who reads one waits for ever."""
    os.mkfifo(content / "ong.md")
    found = scan_folder(content, {}, NOW)
    assert found.refused == ["ong.md"]
    assert "ong.md" not in found.stamps
