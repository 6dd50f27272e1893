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
from town_portal.features.photos.decode import decode
from town_portal.features.photos.encode import animated, encode, levels, mean_colour
from town_portal.features.photos.made import Looked, Made, Refusal, Wanted
from town_portal.features.photos.photo import BROKEN
from town_portal.features.photos.plan import Job, Task, look, made, plan, request
from town_portal.features.photos.pool import Pool
from town_portal.features.photos.progress import Silent
from town_portal.features.photos.store import Seen, Store, place, write

FEW = 3
"""Fewer jobs than this are done by the build's own process."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job has found out; ``refusal`` is empty when all is made."""

    seen: Seen | None = None
    refusal: str = ""


def _whole(folder: Path, task: Task) -> int:
    """Return the size in bytes of a derivative that lies in the store whole, else 0.

    The index does not know it: a build was broken off, or another one is quicker.
    """
    path = place(folder, task.stored)
    with suppress(*BROKEN), Image.open(path) as image:
        image.load()
        return path.stat().st_size if image.size == (task.item.width, task.item.height) else 0
    return 0


def _stills(job: Job, missing: Sequence[Task]) -> Seen:
    """Make what is missing of a still picture; raises ValueError when it can't be decoded."""
    found = decode(job.path, job.header, recipe.needed(job.header.width, job.header.height))
    steps, sizes = levels(found.image), {}
    names = {(task.item, task.focus): task.stored for task in missing}
    for item, focus, data in encode(steps, names):
        write(job.folder, names[item, focus], data)
        sizes[names[item, focus]] = len(data)
    return Seen(recipe.tone(mean_colour(steps[-1])), found.notices, sizes)


def make(job: Job) -> Outcome:
    """Do a job: write the derivatives that are missing into the store."""
    try:
        there = {task.stored: _whole(job.folder, task) for task in job.tasks}
        missing = [task for task in job.tasks if not there[task.stored]]
        seen = _stills(job, [task for task in missing if not task.item.moves])
        sizes = {name: size for name, size in there.items() if size} | seen.sizes
        for task in missing:
            if task.item.moves:
                data = animated(job.path, job.header, task.item)
                write(job.folder, task.stored, data)
                sizes[task.stored] = len(data)
        return Outcome(Seen(seen.tone, seen.notices, sizes))
    except ValueError as error:
        return Outcome(refusal=str(error))
    except OSError as error:
        return Outcome(
            refusal=f"không ghi được các cỡ của ảnh “{job.path.name}” ({error.strerror}); hãy xem "
            "ổ đĩa còn chỗ không rồi làm lại"
        )


def run(jobs: Iterable[Job], workers: int | None = None) -> Iterator[tuple[Job, Outcome]]:
    """Yield each job with its outcome, as they end.

    ``workers`` is the number of processes, as many as cores by default. Heavy jobs come last, one
    at a time, so that memory stays below 600 MB.
    """
    waiting = iter(jobs)
    first = list(islice(waiting, FEW))
    count = workers or os.cpu_count() or 1
    if len(first) < FEW or count == 1:
        for job in chain(first, waiting):
            yield job, make(job)
        return
    heavy: list[Job] = []
    with Pool(make, count) as pool:
        for job, outcome in chain(
            pool.run(_light(chain(first, waiting), heavy)), pool.run(heavy, at_once=1)
        ):
            yield job, outcome or Outcome(refusal=_died(job))


def _light(jobs: Iterable[Job], heavy: list[Job]) -> Iterator[Job]:
    """Yield the light jobs, setting the heavy ones aside."""
    for job in jobs:
        if job.is_heavy:
            heavy.append(job)
        else:
            yield job


def _died(job: Job) -> str:
    return (
        f"chương trình xử lý ảnh “{job.path.name}” dừng giữa chừng (thiếu bộ nhớ hoặc ảnh hỏng); "
        "hãy mở ảnh bằng phần mềm khác, lưu lại thành .jpg rồi thử lại"
    )


@dataclass
class _Round:
    """The photographs of one call that the store does not remember."""

    store: Store
    progress: Reporter
    looked: list[Looked] = field(default_factory=list)
    refused: dict[Path, Refusal] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)

    def jobs(self, wanted: Iterable[Wanted]) -> Iterator[Job]:
        """Look at one photograph after the other and yield what is to be done."""
        claimed: set[str] = set()
        for want in wanted:
            try:
                looked = look(want)
            except ValueError as error:
                self.refused[want.path] = Refusal(str(error))
                self.progress.step(0)
                continue
            self.looked.append(looked)
            job = plan(looked, self.store.seen(looked.sha256), claimed, self.store.folder)
            if job is None:
                self.progress.step(looked.size)
            else:
                claimed.update(task.stored for task in job.tasks)
                yield job

    def note(self, job: Job, outcome: Outcome) -> None:
        """Take in what a job has found out."""
        self.progress.step(job.header.size)
        if outcome.seen is None:
            self.broken[job.sha256] = outcome.refusal
            return
        known = self.store.seen(job.sha256)
        sizes = (known.sizes if known else {}) | outcome.seen.sizes
        self.store.learn(job.sha256, Seen(outcome.seen.tone, outcome.seen.notices, sizes))

    def results(self) -> Iterator[tuple[Path, Made | Refusal]]:
        """Yield what became of each photograph."""
        yield from self.refused.items()
        for looked in self.looked:
            seen = self.store.seen(looked.sha256)
            if looked.sha256 in self.broken or seen is None:
                yield looked.path, Refusal(self.broken[looked.sha256])
                continue
            done = made(looked, seen)
            self.store.remember(looked, done)
            yield looked.path, done


def make_photos(
    wanted: Sequence[Wanted],
    store: Store,
    progress: Reporter | None = None,
    workers: int | None = None,
) -> dict[Path, Made | Refusal]:
    """Return what became of each photograph, by its path; the derivatives lie in ``store``.

    An unchanged photograph is neither opened nor looked at. ``workers`` is the number of
    processes, as many as cores by default. ``progress`` is told only when there is work.
    """
    results: dict[Path, Made | Refusal] = {}
    rest: dict[Path, Wanted] = {}
    for want in wanted:
        known = store.recall(want, request(want))
        if known:
            results[want.path] = known
        else:
            rest[want.path] = want
    if rest:
        results.update(_work(list(rest.values()), store, progress or Silent(), workers))
    return {want.path: results[want.path] for want in wanted}


def _work(
    wanted: Sequence[Wanted], store: Store, progress: Reporter, workers: int | None
) -> dict[Path, Made | Refusal]:
    """Make what is not remembered."""
    current = _Round(store, progress)
    progress.start(len(wanted), sum(map(_size, wanted)))
    try:
        for job, outcome in run(current.jobs(wanted), workers):
            current.note(job, outcome)
    finally:
        progress.stop()
    return dict(current.results())


def _size(wanted: Wanted) -> int:
    try:
        return wanted.path.stat().st_size
    except OSError:
        return 0
