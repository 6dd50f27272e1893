"""The last good site stays whole until the next one is complete."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from plugins._kit.faults import FaultsError
from plugins._kit.stage import GENERATOR, WAITING, Stage

OURS = f'<meta name="generator" content="{GENERATOR}">'


def publish(output: Path, files: dict[str, str]) -> None:
    """Build a site of these files."""
    stage = Stage(output)
    fill(stage.folder, files)
    try:
        stage.commit()
    finally:
        stage.discard()


def fill(folder: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def there(folder: Path) -> dict[str, str]:
    """Give every file below a folder with its text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Where the site is to stand."""
    return tmp_path / "sites" / "output"


@pytest.mark.parametrize("exists", [False, True])
def test_the_first_site(output: Path, exists: bool) -> None:
    """A site is put in place where nothing stood, or an empty folder."""
    if exists:
        output.mkdir(parents=True)
    publish(output, {"index.html": "a", "2020/12/index.html": "b"})
    assert there(output) == {"index.html": "a", "2020/12/index.html": "b"}


def test_nothing_shows_before_the_commit(output: Path) -> None:
    """While pages are written, the last site is untouched, byte for byte."""
    publish(output, {"index.html": "a", "b/index.html": "b"})
    stage = Stage(output)
    fill(stage.folder, {"index.html": "mới", "c/index.html": "c"})
    assert there(output) == {"index.html": "a", "b/index.html": "b"}
    stage.discard()
    assert there(output) == {"index.html": "a", "b/index.html": "b"}


def test_a_discarded_stage_leaves_nothing(output: Path) -> None:
    """A build that stops leaves no pages lying about and no output that was not there."""
    stage = Stage(output)
    fill(stage.folder, {"index.html": "a"})
    stage.discard()
    assert not stage.folder.exists()
    assert not output.exists()


def test_a_commit_leaves_no_stage(output: Path) -> None:
    """After a build nothing of the stage is left beside the output."""
    publish(output, {"index.html": "a"})
    publish(output, {"index.html": "b"})
    assert not [path for path in output.parent.rglob("stage-*") if path.is_dir()]


def test_the_next_site_replaces_and_removes(output: Path) -> None:
    """Changed pages are replaced, new ones come, those no longer written go with their folders."""
    publish(output, {"index.html": "a", "b/c/index.html": "b", "d.css": "d"})
    publish(output, {"index.html": "A", "e/index.html": "e", "d.css": "d"})
    assert there(output) == {"index.html": "A", "e/index.html": "e", "d.css": "d"}
    assert not (output / "b").exists()


def test_equal_files_keep_their_time(output: Path) -> None:
    """A file with the same bytes is not touched, so that delivery sends what changed alone."""
    publish(output, {"a.html": "a", "b.html": "b"})
    for name in ("a.html", "b.html"):
        os.utime(output / name, (1_000_000, 1_000_000))
    publish(output, {"a.html": "a", "b.html": "B"})
    assert (output / "a.html").stat().st_mtime == 1_000_000
    assert (output / "b.html").stat().st_mtime != 1_000_000


def test_files_of_others_stay(output: Path) -> None:
    """What no build wrote is not removed by the next one, nor is the folder it lies in."""
    publish(output, {"index.html": "a", "b/index.html": "b"})
    fill(output, {"CNAME": "a.vn", "b/ghi-chu.txt": "x"})
    publish(output, {"index.html": "a"})
    assert there(output) == {"index.html": "a", "CNAME": "a.vn", "b/ghi-chu.txt": "x"}


def test_the_stage_of_a_killed_build_is_cleaned(output: Path) -> None:
    """What a killed build left behind goes when the next one begins."""
    killed = Stage(output)
    killed.discard()
    left = killed.state / "stage-killed"
    fill(left, {"site/index.html": "x"})
    stage = Stage(output)
    assert not left.exists()
    stage.discard()


def test_stale_pages_go_without_state_where_the_site_is_ours(output: Path) -> None:
    """With the list of written files lost, our generator's mark tells whose files they are."""
    fill(output, {"index.html": OURS, "cu/index.html": "x"})
    publish(output, {"index.html": OURS + "a"})
    assert there(output) == {"index.html": OURS + "a"}


@pytest.mark.parametrize("state", ["", "{", "[1"])
def test_a_broken_list_is_as_good_as_none(output: Path, state: str) -> None:
    """A list of written files that can't be read does not stop a build."""
    publish(output, {"index.html": OURS, "cu/index.html": "x"})
    for file in output.parent.glob(".output.state/*.json"):
        file.write_text(state, encoding="utf-8")
    publish(output, {"index.html": OURS})
    assert there(output) == {"index.html": OURS}


@pytest.mark.parametrize("index", ["<p>Trang của tôi</p>", None])
def test_a_foreign_folder_loses_nothing(output: Path, index: str | None) -> None:
    """A folder without our mark keeps all its files; only those of the same name are replaced."""
    mine = {"anh/a.jpg": "x", "ghi-chu.txt": "y"}
    fill(output, mine | ({"index.html": index} if index else {}))
    publish(output, {"index.html": OURS})
    assert there(output) == mine | {"index.html": OURS}


def test_a_folder_takes_the_place_of_a_file(output: Path) -> None:
    """A page's folder stands where a file of the last build stood."""
    publish(output, {"index.html": OURS, "a": "x"})
    publish(output, {"index.html": OURS, "a/index.html": "y"})
    assert there(output) == {"index.html": OURS, "a/index.html": "y"}


def test_a_file_takes_the_place_of_a_folder(output: Path) -> None:
    """A file stands where the folder of a page of the last build stood."""
    publish(output, {"index.html": OURS, "a/b/index.html": "y"})
    publish(output, {"index.html": OURS, "a": "x"})
    assert there(output) == {"index.html": OURS, "a": "x"}


def test_a_site_after_one_that_changed_shape(output: Path) -> None:
    """After such a change the next build knows what was written."""
    publish(output, {"index.html": OURS, "b.html": "x"})
    publish(output, {"index.html": OURS, "b.html/index.html": "y"})
    publish(output, {"index.html": OURS})
    assert there(output) == {"index.html": OURS}


@pytest.mark.parametrize("foreign", ["b", "c.css/ghi-chu.txt"])
def test_a_foreign_file_in_the_way_is_a_fault(output: Path, foreign: str) -> None:
    """It is neither lost nor passed over; the last site stays whole, byte for byte."""
    publish(output, {"index.html": OURS, "a": "x"})
    fill(output, {foreign: "của tôi"})
    before = there(output)
    with pytest.raises(FaultsError, match="không do cổng tạo ra"):
        publish(output, {"index.html": "mới", "a/index.html": "y", "b/c.html": "z", "c.css": "c"})
    assert there(output) == before


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
