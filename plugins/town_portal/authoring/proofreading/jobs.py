"""Many texts read and looked at, by two processes where there are many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from town_portal.authoring.proofreading.check_cache import Checked
from town_portal.authoring.proofreading.read import ContentPlace, read_checked_text
from town_portal.authoring.proofreading.rules import apply_rules
from town_portal.core.faults import format_path
from town_portal.core.texts.kinds import find_front_model
from town_portal.features.photos.pool import Pool

ALONE = 150
"""So many texts one process reads sooner than a second one has begun."""
AT_ONCE = 2
PORTION = 100
"""Texts that a process gets at a time."""
Told = Callable[[int, int], None]
"""Hears how many texts of how many have been read."""


@dataclass(frozen=True, slots=True)
class ProofreadingJob:
    """Some texts: their paths below the content folder."""

    place: ContentPlace
    texts: tuple[str, ...]


def check_text(path: str, place: ContentPlace, shown_as: str) -> Checked:
    """Return what is found in one text; ``shown_as`` is the content folder as staff see it."""
    found = read_checked_text(place.content / path, place, find_front_model(path))
    findings = tuple(apply_rules(found.text, f"{shown_as}/{path}"))
    faults = tuple(sorted(set(found.faults)))
    return Checked(path, found.title, found.day, found.status, findings, faults)


def check_some(job: ProofreadingJob) -> list[Checked]:
    """Return what is found in some texts."""
    shown_as = format_path(job.place.content)
    return [check_text(path, job.place, shown_as) for path in job.texts]


def check_all(place: ContentPlace, texts: Sequence[str], told: Told) -> Iterator[Checked]:
    """Yield what is found in texts, given by their paths, in any order."""
    jobs = list(_iter_jobs(place, texts))
    done = 0
    for job, found in _run_jobs(jobs, len(texts)):
        yield from found
        done += len(job.texts)
        told(done, len(texts))


def _iter_jobs(place: ContentPlace, texts: Sequence[str]) -> Iterator[ProofreadingJob]:
    for start in range(0, len(texts), PORTION):
        yield ProofreadingJob(place, tuple(texts[start : start + PORTION]))


def _run_jobs(
    jobs: Iterable[ProofreadingJob], count: int
) -> Iterator[tuple[ProofreadingJob, list[Checked]]]:
    if count <= ALONE or (os.cpu_count() or 1) < AT_ONCE:
        yield from ((job, check_some(job)) for job in jobs)
        return
    with Pool(check_some, AT_ONCE) as pool:
        for job, found in pool.run(jobs):
            yield job, check_some(job) if found is None else found
