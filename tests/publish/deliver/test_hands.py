"""What somebody at the target did between two publications: put right, never trusted or parsed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.publish.deliver.places import Made, texts, version
from tests.publish.deliver.test_rsync import Target, releases
from tests.publish.deliver.test_rsync_told import incoming
from town_portal.core.system import walk
from town_portal.publishing import deliver

SAME = "lien-he/index.html"
"""A page that all versions have."""


def edit(file: Path) -> None:
    """Change a file in place as cleverly as can be: its size and its time stay."""
    stat, text = file.stat(), file.read_text(encoding="utf-8")
    with file.open("r+", encoding="utf-8") as stream:
        stream.write(text.swapcase())
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert (file.stat().st_size, file.read_text(encoding="utf-8")) == (
        stat.st_size,
        text.swapcase(),
    )


def link(folder: Path) -> None:
    """Put links beside the pages, in the place of a page and in that of a folder, and a pipe."""
    outside = folder.parent.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "index.html").write_text("ngoài", encoding="utf-8")
    (folder / "la").symlink_to("/etc")
    (folder / SAME).unlink()
    (folder / SAME).parent.rmdir()
    (folder / SAME).parent.symlink_to(outside)
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to("/etc/passwd")
    os.mkfifo(folder / "ong")


def change(folder: Path) -> None:
    """Write a longer text into a page."""
    (folder / "index.html").write_text("sửa tại chỗ, dài hơn trước", encoding="utf-8")


def add(folder: Path) -> None:
    """Put a page beside the others."""
    (folder / "la.html").write_text("lạ", encoding="utf-8")


def remove(folder: Path) -> None:
    """Take a page away."""
    (folder / SAME).unlink()


def at_the_public_release(place: Path) -> Path:
    """Return the release that is public."""
    return (place / "current").resolve()


DONE = [change, add, remove, link, lambda folder: edit(folder / SAME)]


@pytest.mark.parametrize(
    "where", [incoming, pytest.param(at_the_public_release, marks=pytest.mark.long)]
)
@pytest.mark.parametrize("done", DONE)
def test_the_next_release_is_clean(
    by_ssh: Target, where: Callable[[Path], Path], done: Callable[[Path], None]
) -> None:
    """Whatever was done to the public release or to the next one, none of it is published."""
    made, place = by_ssh
    made.has(version(1)).publish()
    done(where(place))
    made.has(version(2)).publish()
    assert not walk.find_links(at_the_public_release(place))
    assert texts(place / "current") == {**version(1), **version(2)}


def test_a_mark_that_was_touched_proves_nothing(by_ssh: Target) -> None:
    """Who changes the copy can make its mark look younger than the change."""
    made, place = by_ssh
    made.has(version(1)).publish()
    edit(incoming(place) / SAME)
    (mark,) = (place / "releases").glob(".copied-*")
    os.utime(mark, (4 * 10**9, 4 * 10**9))
    made.has(version(2)).publish()
    assert texts(place / "current")[SAME] == version(1)[SAME]


@pytest.mark.parametrize("done", DONE[-2:])
def test_a_hand_before_the_copy_was_made(by_ssh: Target, done: Callable[[Path], None]) -> None:
    """What changed between the switch and the copy is not copied into the next release."""
    made, place = by_ssh
    made.has(version(1))
    with made.opened() as work:
        parcel, _ = work.prepare(made.built())
        work.send(parcel)
        done(at_the_public_release(place))
        work.record_delivery(parcel)
    made.has(version(2)).publish()
    assert not walk.find_links(at_the_public_release(place))
    assert texts(place / "current") == {**version(1), **version(2)}


FOREIGN = ("zzz", "zzz-la", "99990101T000000Z-x", "$(touch HIT)", "a b", "a\nrelease b", "-rf")


def test_foreign_names_among_the_releases_are_no_releases(by_ssh: Target) -> None:
    """They are told, kept, never public by going back, and no name is made from them."""
    made, place = by_ssh
    made.has(version(1)).publish()
    for name in FOREIGN:
        (place / "releases" / name).mkdir()
    for number in range(2, 7):
        notice = made.has(version(number)).publish().notice
        assert f"có {len(FOREIGN)} mục không do cổng này tạo" in notice
    assert {*FOREIGN} < {*releases(place)}
    ours = sorted({*releases(place)} - {*FOREIGN})
    assert len(ours) == 5
    assert made.rollback() == ours[-2]
    assert not list(place.rglob("HIT"))


def test_the_public_link_led_elsewhere(by_ssh: Target) -> None:
    """A link to what is none of our releases is told and set right, also by going back."""
    made, place = by_ssh
    made.has(version(1)).publish()
    for led in ("releases/zzz-la", "../../etc", "releases/29990101T000000Z"):
        (place / "releases" / "zzz-la").mkdir(exist_ok=True)
        (place / "current").unlink()
        (place / "current").symlink_to(led)
        assert "không dẫn tới bản nào do cổng này đăng" in made.publish().notice
        assert texts(place / "current") == version(1)
        assert "zzz" not in (place / "current").readlink().name
    (place / "current").unlink()
    (place / "current").symlink_to("/etc")
    before = releases(place)
    assert made.rollback() == [name for name in before if name != "zzz-la"][-1]
    assert (texts(place / "current"), releases(place)) == (version(1), before)


def test_a_hundred_releases_of_one_second_are_refused(by_ssh: Target) -> None:
    """Their names would no longer be in the order of time."""
    made, place = by_ssh
    made.has(version(1)).publish()
    last = place / "releases" / "29990101T000000Z-99"
    at_the_public_release(place).rename(last)
    (place / "current").unlink()
    (place / "current").symlink_to(f"releases/{last.name}")
    with pytest.raises(deliver.TargetRefused, match="đã có 99 bản cùng giờ 29990101T000000Z"):
        made.has(version(2)).publish()


def test_a_folder_is_put_right(tmp_path: Path) -> None:
    """In a folder of this machine, links that stand in the way go, others are told and stay."""
    made = Made(tmp_path, str(tmp_path / "srv" / "www"))
    made.has(version(1)).publish()
    link(Path(made.to))
    notice = made.publish().notice
    assert "Nơi đăng có 4 liên kết (symlink) hoặc tệp đặc biệt" in notice
    assert walk.find_links(Path(made.to)) == {"la", "ong"}
    (Path(made.to) / "ong").unlink()
    (Path(made.to) / "la").unlink()
    assert texts(Path(made.to)) == version(1)
    assert texts(tmp_path / "outside") == {"index.html": "ngoài"}


def test_an_edit_of_equal_size_and_time_in_a_folder(tmp_path: Path) -> None:
    """It is sent again, and nothing else is; nobody waits for what a pipe may say."""
    made = Made(tmp_path, str(tmp_path / "www"))
    made.has(version(1)).publish()
    assert made.publish().went == set()
    edit(Path(made.to) / SAME)
    assert made.publish().went == {SAME}
    (Path(made.to) / "manifest.jsonl").unlink()
    os.mkfifo(Path(made.to) / "manifest.jsonl")
    made.publish()
    assert not walk.find_links(Path(made.to))
    assert texts(Path(made.to)) == version(1)
