"""The last good site stays whole until the next one is complete."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from tests.sites.build_site import read, write
from town_portal.build.stage import GENERATOR, WAITING, OutputChanges, Stage
from town_portal.core.faults import FaultsError

OURS = f'<meta name="generator" content="{GENERATOR}">'


def publish(output: Path, files: dict[str, str], kept: tuple[str, ...] = ()) -> OutputChanges:
    """Build a site of these files; those in ``kept`` stay as they are."""
    stage = Stage(output)
    write(stage.folder, files)
    try:
        return stage.commit(kept=kept)
    finally:
        stage.discard()


def there(folder: Path) -> dict[str, str]:
    """Give every file below a folder with its text."""
    return {name: data.decode() for name, data in read(folder).items()}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Where the site is to stand."""
    return tmp_path / "sites" / "output"


CHANGED = {"index.html": "a", "b/c/index.html": "b", "d.css": "d"}


@pytest.mark.parametrize(
    ("sites", "foreign"),
    [
        # What changed is replaced, new pages come, those no longer written go.
        ([CHANGED, {"index.html": "A", "e/index.html": "e", "d.css": "d"}], {}),
        # Of two files at one place the later one stands, whichever is a folder.
        ([{"a": "x"}, {"a/index.html": "y"}], {}),
        ([{"a/b/index.html": "y"}, {"a": "x"}], {}),
        ([{"b.html": "x"}, {"b.html/index.html": "y"}, {"index.html": OURS}], {}),
        # What no build wrote stays, and the folder it lies in.
        ([CHANGED, {"index.html": "a"}], {"CNAME": "a.vn", "b/ghi-chu.txt": "x"}),
    ],
)
def test_the_next_site_takes_the_place_of_the_last(
    output: Path, sites: list[dict[str, str]], foreign: dict[str, str]
) -> None:
    """Neither a page nor an empty folder is left over, but for what others have put there."""
    write(output, foreign)
    for files in sites:
        publish(output, files)
    assert there(output) == sites[-1] | foreign
    assert all(any(item.iterdir()) for item in output.rglob("*") if item.is_dir())
    assert not [path for path in output.parent.rglob("stage-*") if path.is_dir()]


def test_equal_files_keep_their_time(output: Path) -> None:
    """A file with the same bytes is not touched, so that delivery sends what changed alone."""
    publish(output, {"a.html": "a", "b.html": "b"})
    for name in ("a.html", "b.html"):
        os.utime(output / name, (1_000_000, 1_000_000))
    publish(output, {"a.html": "a", "b.html": "B"})
    assert (output / "a.html").stat().st_mtime == 1_000_000
    assert (output / "b.html").stat().st_mtime != 1_000_000


def test_a_discarded_stage_leaves_nothing(output: Path) -> None:
    """Until the commit the last site is untouched; a build that stops leaves no output behind."""
    stage = Stage(output)
    write(stage.folder, {"index.html": "a"})
    stage.discard()
    assert not stage.folder.exists()
    assert not output.exists()
    publish(output, {"index.html": "a", "b/index.html": "b"})
    stage = Stage(output)
    write(stage.folder, {"index.html": "mới", "c/index.html": "c"})
    assert there(output) == {"index.html": "a", "b/index.html": "b"}
    stage.discard()
    assert there(output) == {"index.html": "a", "b/index.html": "b"}


def test_the_stage_of_a_killed_build_is_cleaned(output: Path) -> None:
    """What a killed build left behind goes when the next one begins."""
    killed = Stage(output)
    killed.discard()
    left = killed.state / "stage-killed"
    write(left, {"site/index.html": "x"})
    stage = Stage(output)
    assert not left.exists()
    stage.discard()


@pytest.mark.parametrize("state", ["", "{", "[1", None])
def test_a_broken_list_is_as_good_as_none(output: Path, state: str | None) -> None:
    """With the list of written files lost, our generator's mark tells whose files they are."""
    publish(output, {"index.html": OURS, "cu/index.html": "x"})
    for file in output.parent.glob(".output.state/written.db*"):
        file.unlink() if state is None else file.write_text(state, encoding="utf-8")
    publish(output, {"index.html": OURS})
    assert there(output) == {"index.html": OURS}


@pytest.mark.parametrize("index", ["<p>Trang của tôi</p>", None])
def test_a_foreign_folder_loses_nothing(output: Path, index: str | None) -> None:
    """A folder without our mark keeps all its files; only those of the same name are replaced."""
    mine = {"anh/a.jpg": "x", "ghi-chu.txt": "y"}
    write(output, mine | ({"index.html": index} if index else {}))
    publish(output, {"index.html": OURS})
    assert there(output) == mine | {"index.html": OURS}


@pytest.mark.parametrize("foreign", ["b", "c.css/ghi-chu.txt"])
def test_a_foreign_file_in_the_way_is_a_fault(output: Path, foreign: str) -> None:
    """It is neither lost nor passed over; the last site stays whole, byte for byte."""
    publish(output, {"index.html": OURS, "a": "x"})
    write(output, {foreign: "của tôi"})
    before = there(output)
    with pytest.raises(FaultsError, match="không do cổng tạo ra"):
        publish(output, {"index.html": "mới", "a/index.html": "y", "b/c.html": "z", "c.css": "c"})
    assert there(output) == before


@pytest.mark.parametrize(
    ("files", "kept", "changes"),
    [
        ({"a": "a", "b/c": "c", "d": "d"}, (), OutputChanges(0, 0, 3)),
        ({"a": "A", "b/c": "c", "e": "e"}, (), OutputChanges(2, 1, 1)),
        ({"a": "A"}, ("b/c", "d"), OutputChanges(1, 0, 2)),
        ({"a": "A"}, ("d",), OutputChanges(1, 1, 1)),
        ({"a": "a"}, ("a", "b/c", "d"), OutputChanges(0, 0, 3)),
        ({}, ("a", "b/c", "d"), OutputChanges(0, 0, 3)),
        ({}, (), OutputChanges(0, 3, 0)),
    ],
)
def test_the_changes_are_told(
    output: Path, files: dict[str, str], kept: tuple[str, ...], changes: OutputChanges
) -> None:
    """Equal bytes and files that were left alone are no changes, and stay."""
    assert publish(output, {"a": "a", "b/c": "c", "d": "d"}) == OutputChanges(3, 0, 0)
    assert publish(output, files, kept) == changes
    assert there(output).keys() == files.keys() | set(kept)


def test_pages_may_be_read_by_a_web_server(output: Path) -> None:
    """The output is no private folder of the user who built it."""
    publish(output, {"index.html": "a"})
    assert output.stat().st_mode & 0o055 == 0o055 & ~current_umask()


def current_umask() -> int:
    """Tell which rights this process takes away from what it makes."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_second_build_says_that_it_waits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It tells why nothing happens, and goes on when the first one has ended."""
    first = Stage(tmp_path / "output")
    second = threading.Thread(target=lambda: Stage(tmp_path / "output").discard(), daemon=True)
    second.start()
    told = ""
    while WAITING not in told:
        told += capsys.readouterr().err
        time.sleep(0.01)
    assert second.is_alive()
    first.discard()
    second.join(10)
    assert not second.is_alive()
