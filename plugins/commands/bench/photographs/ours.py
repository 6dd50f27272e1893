"""The portal's own pipeline on a folder of photographs, as a program of its own.

``one FORMAT PHOTOS OUT`` makes one format at all widths, as the peers do: the jobs are the real
ones with the tasks of the other formats left out, so JPEG and thumbnails, which the peers are not
asked for either, cost nothing. ``whole PHOTOS STORE`` makes everything that an article gets, the
cover's thumbnails too, and prints what it took. Two worker processes do either.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.photos.made import Made, Wanted
from plugins.photos.plan import Job, look, tasks
from plugins.photos.store import Store, place
from plugins.photos.work import make_photos, run

WORKERS = 2
"""Processes that make photographs: the goals are set for two."""


@dataclass
class Counted:
    """A reporter of the pipeline that counts the photographs that there is work with."""

    photographs: int = 0

    def start(self, photos: int, _size: int) -> None:
        """Take in how many photographs the store does not remember."""
        self.photographs += photos

    def step(self, _size: int) -> None:
        """Take no notice of progress."""

    def stop(self) -> None:
        """Take no notice of the end."""


def wanted(photos: Path, thumbnails: bool) -> list[Wanted]:
    """Give what is wanted of each photograph of a folder."""
    return [Wanted(path, path.stem, None, thumbnails) for path in sorted(photos.glob("*.jpg"))]


def limited(photos: Path, kind: str, store: Path) -> Iterator[Job]:
    """Look at one photograph after the other and give the job of one format."""
    for want in wanted(photos, thumbnails=False):
        looked = look(want)
        only = tuple(task for task in tasks(looked) if task.item.kind == kind)
        yield Job(store, looked.path, looked.header, looked.sha256, only)


def one(kind: str, photos: Path, out: Path) -> None:
    """Make one format; OUT/NAME-WIDTH.FORMAT shares the store's bytes, as the output does.

    Raises ValueError for a photograph that can't be used.
    """
    out.mkdir(parents=True)
    store = out / "store"
    for job, outcome in run(limited(photos, kind, store), WORKERS):
        if outcome.refusal:
            raise ValueError(outcome.refusal)
        for task in job.tasks:
            name = f"{job.path.stem}-{task.item.width}.{kind}"
            os.link(place(store, task.stored), out / name)


def whole(photos: Path, folder: Path) -> None:
    """Make everything and print JSON: photographs, seconds, and with how many there was work.

    The seconds are those of the photographs in a build: the store is opened, asked, and closed.
    Raises ValueError for a photograph that can't be used.
    """
    asked, counted = wanted(photos, thumbnails=True), Counted()
    began = time.perf_counter()
    with Store(folder) as store:
        results = make_photos(asked, store, counted, WORKERS)
    seconds = time.perf_counter() - began
    if not all(isinstance(made, Made) for made in results.values()):
        raise ValueError(f"refused: {results}")
    told = {"photographs": len(asked), "seconds": seconds, "worked": counted.photographs}
    print(json.dumps(told))


def main(words: Sequence[str]) -> None:
    """Do what the words say."""
    if words[0] == "one":
        one(words[1], Path(words[2]), Path(words[3]))
    else:
        whole(Path(words[1]), Path(words[2]))


if __name__ == "__main__":
    main(sys.argv[1:])
