"""From photographs to everything a page needs, by one or more processes."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.hanging import refuse_to_hang
from tests.unit.photos_made import draw_photos, outgrowing_gif, ready, wanted
from town_portal.core.progress import ProgressBar
from town_portal.features.photos import decode, job_runner
from town_portal.features.photos.job_runner import make_photos
from town_portal.features.photos.made import Made, PhotoRequest, Refusal
from town_portal.features.photos.plan import PhotoJob
from town_portal.features.photos.pool import Pool
from town_portal.features.photos.progress import PhotoLines, make_reporter
from town_portal.features.photos.store import PhotoStore


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Four small photographs."""
    return draw_photos(tmp_path_factory.mktemp("photos"))


def built(paths: list[Path], folder: Path) -> dict[Path, Made]:
    """Make photographs ready with decoding as it is, also where a test forbids it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(job_runner, "decode_photo", decode.decode_photo)
        return ready(paths, folder)


@pytest.fixture
def no_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any decoding fail."""

    def fail(*_: object) -> None:
        pytest.fail("a photograph was decoded")

    monkeypatch.setattr(job_runner, "decode_photo", fail)


def test_several_processes_make_the_same_as_one(tmp_path: Path, photos: list[Path]) -> None:
    """Name for name and byte for byte, and in the order that was asked for."""
    serial = ready(photos, tmp_path / "serial", workers=1)
    parallel = ready(photos, tmp_path / "parallel", workers=2)
    assert list(parallel.items()) == list(serial.items())

    def contents(folder: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.glob("??/*")}

    assert contents(tmp_path / "serial") == contents(tmp_path / "parallel")


@pytest.mark.usefixtures("no_decoding")
def test_a_second_build_decodes_nothing(tmp_path: Path, photos: list[Path]) -> None:
    """It gives the same from the index without a word, the same bytes under another name too."""
    first = built(photos[:2], tmp_path / "store")
    out = io.StringIO()
    assert ready(photos[:2], tmp_path / "store", progress=PhotoLines(out)) == first
    assert out.getvalue() == ""
    copy = tmp_path / "other.jpg"
    copy.write_bytes(photos[0].read_bytes())
    with PhotoStore(tmp_path / "store") as store:
        found = make_photos([PhotoRequest(copy, "khac")], store, progress=PhotoLines(out))[copy]
    assert isinstance(found, Made)
    assert found.files[0].name.startswith("khac-300.")


def test_twins_are_made_once(tmp_path: Path, photos: list[Path]) -> None:
    """Two files of the same bytes in one build share their derivatives."""
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(photos[0].read_bytes())
    jobs: list[PhotoJob] = []
    with pytest.MonkeyPatch.context() as patch:
        original = job_runner.run_job

        def noted(job: PhotoJob) -> job_runner.JobOutcome:
            jobs.append(job)
            return original(job)

        patch.setattr(job_runner, "run_job", noted)
        found = ready([photos[0], copy], tmp_path / "store", workers=1)
    assert [job.path for job in jobs] == [photos[0]]
    stored = [[file.stored for file in made.files] for made in found.values()]
    assert stored[0] == stored[1]


def test_a_moved_focal_point_makes_thumbnails_only(tmp_path: Path, photos: list[Path]) -> None:
    """The whole pictures keep their names; of what is cut, all are new."""
    path = photos[1]
    before = ready([path], tmp_path)[path]
    with PhotoStore(tmp_path) as store:
        after = make_photos([PhotoRequest(path, "anh-1", (0, 0))], store)[path]
    assert isinstance(after, Made)
    for old, new in zip(before.files, after.files, strict=True):
        assert (old == new) == (not old.crop)


def test_a_changed_photograph_gets_new_names(tmp_path: Path) -> None:
    """And the old derivatives go with the next sweep."""
    path = tmp_path / "a.png"
    Image.new("RGB", (30, 20), "red").save(path)
    before = ready([path], tmp_path / "store")[path]
    Image.new("RGB", (30, 20), "lime").save(path)
    after = ready([path], tmp_path / "store")[path]
    assert not {file.name for file in before.files} & {file.name for file in after.files}
    with PhotoStore(tmp_path / "store") as store:
        store.opened += 10
        assert store.sweep({file.stored for file in after.files}) == len(
            {file.stored for file in before.files}
        )
    assert ready([path], tmp_path / "store")[path] == after


def test_notices_name_the_photograph(tmp_path: Path) -> None:
    """A wrong ending and a broken profile are both told, now and from the index."""
    path = tmp_path / "a.jpg"
    Image.new("RGB", (30, 20)).save(path, "PNG", icc_profile=b"broken" * 30)
    for _ in range(2):
        notices = ready([path], tmp_path / "store")[path].notices
        assert [notice[:13] for notice in notices] == ["ảnh “a.jpg”: "] * 2
        assert "thật ra là ảnh PNG" in notices[0]
        assert "ICC" in notices[1]


def test_an_animation_has_a_still_and_a_moving_picture(tmp_path: Path) -> None:
    """One that is too long for that is told and has the still alone."""
    path = tmp_path / "a.gif"
    frames = [Image.new("RGB", (30, 20), shade) for shade in ("red", "lime", "blue")]
    frames[0].save(path, save_all=True, append_images=frames[1:])
    made = ready([path], tmp_path / "store")[path]
    assert made.animation is not None
    assert made.animation.name.startswith("a-dong-30.")
    assert made.animation not in made.files
    with (
        PhotoStore(tmp_path / "store") as store,
        Image.open(store.path_of(made.animation)) as image,
    ):
        assert image.n_frames == 3  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("town_portal.features.photos.recipe.ANIMATION_PIXELS", 1000)
        short = ready([path], tmp_path / "other")[path]
    assert short.animation is None
    assert "ảnh động quá dài" in short.notices[0]


@pytest.mark.parametrize("side", [12_000, 20_000, 65_535])
def test_an_animation_that_outgrows_its_frame_is_refused(tmp_path: Path, side: int) -> None:
    """A file of 200 bytes asks for up to 17 GB: it is told, and nothing is decoded."""
    path = tmp_path / "a.gif"
    path.write_bytes(outgrowing_gif(side))
    with PhotoStore(tmp_path / "store") as store:
        found = make_photos(wanted([path]), store)[path]
    assert isinstance(found, Refusal)
    assert found.message.startswith("ảnh “a.gif” quá lớn; hãy lưu lại ảnh nhỏ hơn")


def test_heavy_photographs_come_last_and_one_at_a_time(tmp_path: Path, photos: list[Path]) -> None:
    """No two of them are in memory at once."""
    limits: list[int | None] = []
    order: list[Path] = []

    class Watched(Pool[PhotoJob, job_runner.JobOutcome]):
        def run(self, jobs, at_once=None):  # type: ignore[no-untyped-def]
            limits.append(at_once)
            for job in jobs:
                order.append(job.path)
                yield job, job_runner.JobOutcome(refusal="thử")

    with pytest.MonkeyPatch.context() as patch, PhotoStore(tmp_path) as store:
        patch.setattr(job_runner, "Pool", Watched)
        patch.setattr(PhotoJob, "is_heavy", property(lambda job: job.path == photos[0]))
        make_photos(wanted(photos), store, workers=2)
    assert limits == [None, 1]
    assert order == [*photos[1:], photos[0]]


def worked(number: int) -> int:
    """Return the double; the third job kills its process, the negative ones wait for long."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    if number < 0:
        time.sleep(600)
    return 2 * number


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_worker_that_dies_costs_its_own_job(method: str) -> None:
    """The others are done, by it or by its follower, and nothing hangs."""
    if method == "fork" and sys.platform == "win32":
        pytest.skip("no fork there")
    with refuse_to_hang(), Pool(worked, 2, method) as pool:
        found = dict(pool.run(range(8)))
        again = dict(pool.run(range(4, 6), at_once=1))
    assert found == {number: None if number == 3 else 2 * number for number in range(8)}
    assert again == {4: 8, 5: 10}


def test_workers_end_with_an_error() -> None:
    """Leaving the block by Ctrl-C stops workers in the middle of a job."""

    def broken_off() -> Iterator[int]:
        yield from (-1, -2)
        raise KeyboardInterrupt

    pool: Pool[int, int] = Pool(worked, 3)
    with refuse_to_hang(), pytest.raises(KeyboardInterrupt), pool:
        list(pool.run(broken_off()))
    assert all(not worker.process.is_alive() for worker in pool._busy.values())


def test_a_bar_for_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal it is a bar; it is drawn without a thread, so that workers can be forked."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    out = Terminal()
    bar = make_reporter(out)
    assert isinstance(bar, ProgressBar)
    threads = threading.active_count()
    bar.start(2, 2_000_000)
    bar.step(1_000_000)
    assert threading.active_count() == threads
    bar.stop()
    assert "1/2 ảnh" in out.getvalue()
    assert isinstance(make_reporter(io.StringIO()), PhotoLines)
