"""rsync over SSH where the next release is still the copy that was made of the last one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.publish.deliver.places import Made, texts, version
from tests.publish.deliver.test_rsync import Target, releases
from town_portal.publishing.deliver.folder import list_removals
from town_portal.publishing.deliver.kept_assets import PUBLICATIONS
from town_portal.publishing.deliver.site import MANIFEST

SAME = "lien-he/index.html"
"""A page that all versions have."""


def incoming(place: Path) -> Path:
    """Return the next release at the server."""
    (found,) = (place / "releases").glob(".incoming-*")
    return found


def is_told(made: Made, place: Path) -> bool:
    """Publish version 2, and tell whether rsync looked at no file but those that have changed.

    The one that has not changed has another time on this machine, which it would bring along.
    """
    os.utime(made.output / SAME, (10**9, 10**9))
    before = (place / "current" / SAME).stat().st_mtime
    made.has({**version(2), SAME: version(1)[SAME]}).publish()
    assert texts(place / "current") == {**version(1), **version(2)}
    after = (place / "current" / SAME).stat().st_mtime
    assert after in (before, 10**9)
    return after == before


def test_only_what_has_changed_is_looked_at(by_ssh: Target) -> None:
    """In publication after publication."""
    made, place = by_ssh
    made.has(version(1)).publish()
    assert is_told(made, place)
    sent = made.has({**version(2), "index.html": "mới"}).publish().sent
    assert texts(place / "current")["index.html"] == "mới"
    assert sent.files == 1 + len(MANIFEST)


def test_a_release_that_goes_takes_no_copy_along(by_ssh: Target) -> None:
    """Files that lose a link have another status then, and are no others for that."""
    made, place = by_ssh
    made.has(version(1)).publish()
    for number in range(PUBLICATIONS + 2):
        made.has({**version(1), "index.html": f"lần {number}"}).publish()
    assert (
        len([release for release in releases(place) if not release.startswith(".")]) == PUBLICATIONS
    )
    assert is_told(made, place)


def test_bytes_count_not_sizes_and_times(by_ssh: Target) -> None:
    """A file of the same size and time as before goes up, where its bytes are others."""
    made, place = by_ssh
    made.has({**version(1), "a.txt": "một"}).publish()
    stat = (made.output / "a.txt").stat()
    made.gets({"a.txt": "mót"})
    os.utime(made.output / "a.txt", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    made.publish()
    assert texts(place / "current")["a.txt"] == "mót"


def test_what_is_taken_down_goes_with_its_folder(by_ssh: Target) -> None:
    """An empty folder would be another answer than that nothing is there."""
    made, place = by_ssh
    more = {"2026/11/21/hai/index.html": "hai", "2026/11/21/hai/ảnh đẹp.webp": "ảnh"}
    made.has({**version(1), **more}).publish()
    made.has(version(1)).publish()
    assert texts(place / "current") == version(1)
    assert not (place / "current" / "2026/11/21").exists()
    assert (place / "current" / "2026/11/20").is_dir()
    assert texts(place / "releases" / releases(place)[0]).keys() >= more.keys()


def test_a_copy_that_was_not_finished_is_none(by_ssh: Target) -> None:
    """Its mark comes last."""
    made, place = by_ssh
    made.has(version(1)).publish()
    next((place / "releases").glob(".copied-*")).unlink()
    assert not is_told(made, place)


def test_after_going_back_all_is_compared(by_ssh: Target) -> None:
    """The copy is that of a release which is public no longer."""
    made, place = by_ssh
    made.has({**version(1), "index.html": "đầu"}).publish()
    made.has(version(1)).publish()
    made.rollback()
    assert texts(place / "current")["index.html"] == "đầu"
    assert not is_told(made, place)


def test_what_a_broken_upload_left_is_compared(
    by_ssh: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of a version that was taken back meanwhile does not stay."""
    made, place = by_ssh
    made.has(version(1)).publish()
    made.has({**version(1), SAME: "giữa chừng", "them.html": "thêm"})
    with monkeypatch.context() as broken:
        broken.setattr(
            "town_portal.publishing.deliver.target_memory.TargetMemory.note", _break_at_the_switch
        )
        with pytest.raises(RuntimeError):
            made.publish()
    assert texts(incoming(place))[SAME] == "giữa chừng"
    assert texts(place / "current") == version(1)
    made.has(version(1))
    assert not is_told(made, place)
    assert "them.html" not in texts(place / "current")


def _break_at_the_switch(memory: object, name: str, value: str) -> None:
    if name == "switching":
        raise RuntimeError
    memory._write([(f"/{name}", value)])  # type: ignore[attr-defined]


def test_folders_in_which_nothing_is_left() -> None:
    """The outermost stands for all that was in it."""
    site = {"a/x.html", "b/c/y.html"}
    gone = ["a/d/e/1.html", "a/d/2.html", "b/c/3.html", "4.html", "f/g/5.html"]
    assert list_removals(gone, site) == {"a/d", "b/c/3.html", "4.html", "f"}
    assert list_removals([], site) == set()
