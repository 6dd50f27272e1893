"""Make photographs ready for the page: what is missing is made, by several processes at once."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from PIL import Image

from town_portal.core.progress import Reporter
from town_portal.features.photos import recipe
from town_portal.features.photos.decode import decode_photo
from town_portal.features.photos.encode import (
    build_levels,
    compute_mean_colour,
    encode_animation,
    encode_derivatives,
)
from town_portal.features.photos.made import Looked, Made, PhotoRequest, Refusal
from town_portal.features.photos.photo import BROKEN
from town_portal.features.photos.plan import (
    DerivativeTask,
    PhotoJob,
    assemble_made,
    describe_request,
    look_at_file,
    plan_job,
)
from town_portal.features.photos.pool import Pool
from town_portal.features.photos.progress import NoProgress
from town_portal.features.photos.store import (
    PhotoFacts,
    PhotoStore,
    get_store_path,
    write_derivative,
)

FEW = 3
"""Fewer jobs than this are done by the build's own process."""


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """What a job has found out; ``refusal`` is empty when all is made."""

    seen: PhotoFacts | None = None
    refusal: str = ""


def _get_whole_size(folder: Path, task: DerivativeTask) -> int:
    """Return the size in bytes of a derivative that lies in the store whole, else 0.

    The index does not know it: a build was broken off, or another one is quicker.
    """
    path = get_store_path(folder, task.stored)
    with suppress(*BROKEN), Image.open(path) as image:
        image.load()
        return path.stat().st_size if image.size == (task.item.width, task.item.height) else 0
    return 0


def _make_stills(job: PhotoJob, missing: Sequence[DerivativeTask]) -> PhotoFacts:
    """Make what is missing of a still picture; raises ValueError when it can't be decoded."""
    found = decode_photo(
        job.path, job.header, recipe.compute_needed_size(job.header.width, job.header.height)
    )
    steps, sizes = build_levels(found.image), {}
    names = {(task.item, task.focus): task.stored for task in missing}
    for item, focus, data in encode_derivatives(steps, names):
        write_derivative(job.folder, names[item, focus], data)
        sizes[names[item, focus]] = len(data)
    return PhotoFacts(recipe.compute_tone(compute_mean_colour(steps[-1])), found.notices, sizes)


def run_job(job: PhotoJob) -> JobOutcome:
    """Do a job: write the derivatives that are missing into the store."""
    try:
        there = {task.stored: _get_whole_size(job.folder, task) for task in job.tasks}
        missing = [task for task in job.tasks if not there[task.stored]]
        seen = _make_stills(job, [task for task in missing if not task.item.moves])
        sizes = {name: size for name, size in there.items() if size} | seen.sizes
        for task in missing:
            if task.item.moves:
                data = encode_animation(job.path, job.header, task.item)
                write_derivative(job.folder, task.stored, data)
                sizes[task.stored] = len(data)
        return JobOutcome(PhotoFacts(seen.tone, seen.notices, sizes))
    except ValueError as error:
        return JobOutcome(refusal=str(error))
    except OSError as error:
        return JobOutcome(
            refusal=f"không ghi được các cỡ của ảnh “{job.path.name}” ({error.strerror}); hãy xem "
            "ổ đĩa còn chỗ không rồi làm lại"
        )


def run_jobs(
    jobs: Iterable[PhotoJob], workers: int | None = None
) -> Iterator[tuple[PhotoJob, JobOutcome]]:
    """Yield each job with its outcome, as they end.

    ``workers`` is the number of processes, as many as cores by default. Heavy jobs come last, one
    at a time, so that memory stays below 600 MB.
    """
    waiting = iter(jobs)
    first = list(islice(waiting, FEW))
    count = workers or os.cpu_count() or 1
    if len(first) < FEW or count == 1:
        for job in chain(first, waiting):
            yield job, run_job(job)
        return
    heavy: list[PhotoJob] = []
    with Pool(run_job, count) as pool:
        for job, outcome in chain(
            pool.run(_iter_light_jobs(chain(first, waiting), heavy)), pool.run(heavy, at_once=1)
        ):
            yield job, outcome or JobOutcome(refusal=_describe_death(job))


def _iter_light_jobs(jobs: Iterable[PhotoJob], heavy: list[PhotoJob]) -> Iterator[PhotoJob]:
    """Yield the light jobs, setting the heavy ones aside."""
    for job in jobs:
        if job.is_heavy:
            heavy.append(job)
        else:
            yield job


def _describe_death(job: PhotoJob) -> str:
    return (
        f"chương trình xử lý ảnh “{job.path.name}” dừng giữa chừng (thiếu bộ nhớ hoặc ảnh hỏng); "
        "hãy mở ảnh bằng phần mềm khác, lưu lại thành .jpg rồi thử lại"
    )


@dataclass
class _Round:
    """The photographs of one call that the store does not remember."""

    store: PhotoStore
    progress: Reporter
    looked: list[Looked] = field(default_factory=list)
    refused: dict[Path, Refusal] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)

    def jobs(self, wanted: Iterable[PhotoRequest]) -> Iterator[PhotoJob]:
        """Look at one photograph after the other and yield what is to be done."""
        claimed: set[str] = set()
        for want in wanted:
            try:
                looked = look_at_file(want)
            except ValueError as error:
                self.refused[want.path] = Refusal(str(error))
                self.progress.step(0)
                continue
            self.looked.append(looked)
            job = plan_job(looked, self.store.get_facts(looked.sha256), claimed, self.store.folder)
            if job is None:
                self.progress.step(looked.size)
            else:
                claimed.update(task.stored for task in job.tasks)
                yield job

    def note(self, job: PhotoJob, outcome: JobOutcome) -> None:
        """Take in what a job has found out."""
        self.progress.step(job.header.size)
        if outcome.seen is None:
            self.broken[job.sha256] = outcome.refusal
            return
        known = self.store.get_facts(job.sha256)
        sizes = (known.sizes if known else {}) | outcome.seen.sizes
        self.store.learn(job.sha256, PhotoFacts(outcome.seen.tone, outcome.seen.notices, sizes))

    def results(self) -> Iterator[tuple[Path, Made | Refusal]]:
        """Yield what became of each photograph."""
        yield from self.refused.items()
        for looked in self.looked:
            seen = self.store.get_facts(looked.sha256)
            if looked.sha256 in self.broken or seen is None:
                yield looked.path, Refusal(self.broken[looked.sha256])
                continue
            done = assemble_made(looked, seen)
            self.store.remember(looked, done)
            yield looked.path, done


def make_photos(
    wanted: Sequence[PhotoRequest],
    store: PhotoStore,
    progress: Reporter | None = None,
    workers: int | None = None,
) -> dict[Path, Made | Refusal]:
    """Return what became of each photograph, by its path; the derivatives lie in ``store``.

    An unchanged photograph is neither opened nor looked at. ``workers`` is the number of
    processes, as many as cores by default. ``progress`` is told only when there is work.
    """
    results: dict[Path, Made | Refusal] = {}
    rest: dict[Path, PhotoRequest] = {}
    for want in wanted:
        known = store.recall(want, describe_request(want))
        if known:
            results[want.path] = known
        else:
            rest[want.path] = want
    if rest:
        results.update(_make_missing(list(rest.values()), store, progress or NoProgress(), workers))
    return {want.path: results[want.path] for want in wanted}


def _make_missing(
    wanted: Sequence[PhotoRequest], store: PhotoStore, progress: Reporter, workers: int | None
) -> dict[Path, Made | Refusal]:
    """Make what is not remembered."""
    current = _Round(store, progress)
    progress.start(len(wanted), sum(map(_estimate_size, wanted)))
    try:
        for job, outcome in run_jobs(current.jobs(wanted), workers):
            current.note(job, outcome)
    finally:
        progress.stop()
    return dict(current.results())


def _estimate_size(wanted: PhotoRequest) -> int:
    try:
        return wanted.path.stat().st_size
    except OSError:
        return 0
