"""Photographs under bad conditions: damage, a full disk, dead workers, builds that are killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.unit.photos_made import draw_photos, ready, wanted
from town_portal.features.photos import job_runner
from town_portal.features.photos.job_runner import make_photos
from town_portal.features.photos.made import Refusal
from town_portal.features.photos.plan import PhotoJob
from town_portal.features.photos.store import PhotoStore


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Four small photographs."""
    return draw_photos(tmp_path_factory.mktemp("photos"))


@pytest.mark.parametrize("damage", ["gone", "half", "index"])
def test_the_store_heals(tmp_path: Path, photos: list[Path], damage: str) -> None:
    """A lost file, half a file, a lost index and half a file: all is whole afterwards."""
    before = ready(photos[:1], tmp_path)
    with PhotoStore(tmp_path) as store:
        path = store.path_of(before[photos[0]].files[0])
    whole = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(whole[: len(whole) // 2])
    if damage == "index":
        (tmp_path / "index.sqlite3").unlink()
    assert ready(photos[:1], tmp_path) == before
    assert path.read_bytes() == whole


def test_all_faults_at_once(tmp_path: Path, photos: list[Path]) -> None:
    """Each photograph that is no use has its own sentence; the others are made."""
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "half.jpg").write_bytes(photos[0].read_bytes()[:2500])
    paths = [tmp_path / "empty.jpg", tmp_path / "half.jpg", tmp_path / "none.jpg", photos[0]]
    with PhotoStore(tmp_path / "store") as store:
        found = make_photos(wanted(paths), store)
    told = [item.message if isinstance(item, Refusal) else "" for item in found.values()]
    assert list(found) == paths
    assert ["rỗng" in told[0], "bị cụt" in told[1], "không tìm thấy" in told[2], told[3]] == [
        True,
        True,
        True,
        "",
    ]


def test_a_disk_that_is_full(tmp_path: Path, photos: list[Path]) -> None:
    """It is a fault with a sentence, not a traceback."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patch, PhotoStore(tmp_path) as store:
        patch.setattr(job_runner, "write_derivative", full)
        found = make_photos(wanted(photos[:1]), store)[photos[0]]
    assert isinstance(found, Refusal)
    assert "ổ đĩa còn chỗ" in found.message


def test_a_dead_worker_is_a_fault_of_its_photograph(tmp_path: Path, photos: list[Path]) -> None:
    """The other photographs are made."""

    def deadly(job: PhotoJob) -> job_runner.JobOutcome:
        if job.path == photos[1]:
            os._exit(1)
        return job_runner.JobOutcome(refusal="thử")

    with pytest.MonkeyPatch.context() as patch, PhotoStore(tmp_path) as store:
        patch.setattr("town_portal.features.photos.pool.start_method", lambda: "fork")
        patch.setattr(job_runner, "run_job", deadly)
        found = make_photos(wanted(photos), store, workers=2)
    told = [item.message for item in found.values() if isinstance(item, Refusal)]
    assert "dừng giữa chừng" in told[1]
    assert [told[0], *told[2:]] == ["thử"] * 3


KILLED = """
import sys
from pathlib import Path
from town_portal.features.photos.made import PhotoRequest
from town_portal.features.photos.store import PhotoStore
from town_portal.features.photos.job_runner import make_photos
if __name__ == "__main__":
    with PhotoStore(Path(sys.argv[1])) as store:
        print("ready", flush=True)
        make_photos([PhotoRequest(Path(name), "a") for name in sys.argv[2:]], store, workers=2)
"""


@pytest.mark.long
def test_a_killed_build_leaves_nothing_broken(tmp_path: Path, photos: list[Path]) -> None:
    """After a kill at any moment the next build gives what an undisturbed one gives."""
    expected = ready(photos, tmp_path / "undisturbed")
    for pause in (0.02, 0.08, 0.2):
        command = [sys.executable, "-c", KILLED, str(tmp_path / "store"), *map(str, photos)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(pause)
        process.kill()
        process.stdout.read()  # the workers have ended too
        process.communicate()
    assert ready(photos, tmp_path / "store") == expected


def test_two_builds_at_once_give_the_same(tmp_path: Path, photos: list[Path]) -> None:
    """Both succeed on one store, and what they leave is whole."""
    command = [sys.executable, "-c", KILLED, str(tmp_path / "store"), *map(str, photos)]
    processes = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert ready(photos, tmp_path / "store") == ready(photos, tmp_path / "alone")
