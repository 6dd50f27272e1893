"""Steps: what a feature does in a build, with what it reads and what it gives.

A plugin declares its steps as ``STEPS``. A step's work is divided by *keys* (an article's file, a
month, a topic's address): a change affects some of them, and only these are worked on again. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

Build = Any
"""What a build knows (build/build.py, which holds the steps)."""

TEXTS = "texts"
"""What the reader gives: nobody's step."""
PAGE = "article page"
"""The step whose keys are articles' files: their pages."""


class WrongSteps(ValueError):
    """The steps of the plugins do not fit together; says how."""


@dataclass(frozen=True)
class Step:
    """A piece of a feature's work.

    ``reads`` are names of what other steps give; ``gives`` is what templates or other steps get.
    ``affected`` returns the keys whose results may change by changes of texts
    (build/incremental/changes.py), ``keys`` all. ``compute`` returns the result of a key where
    it is kept from build to build (as JSON), ``refers`` the files of the texts that a result
    shows. A key whose result is the same as before goes no further.
    """

    name: str
    gives: str
    keys: Callable[[Build], Iterable[str]]
    affected: Callable[[Build, Any], Iterable[str]]
    reads: tuple[str, ...] = (TEXTS,)
    compute: Callable[[Build, str], Any] | None = None
    compute_all: Callable[[Build], Iterable[tuple[str, Any]]] | None = None
    refers: Callable[[Any], Sequence[str]] | None = None


def sort_steps(steps: Iterable[Step]) -> list[Step]:
    """Return the steps, each behind what it reads.

    Raises WrongSteps where two give the same, one reads what nobody gives, or some wait for each
    other.
    """
    givers: dict[str, Step] = {}
    for step in steps:
        other = givers.setdefault(step.gives, step)
        if other is not step:
            raise WrongSteps(f"two steps give {step.gives!r}: {other.name}, {step.name}")
    graph: dict[str, set[str]] = {}
    for step in givers.values():
        unknown = [name for name in step.reads if name != TEXTS and name not in givers]
        if unknown:
            raise WrongSteps(f"{step.name} reads {unknown[0]!r}, which no step gives")
        graph[step.gives] = set(step.reads) - {TEXTS}
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        names = " -> ".join(givers[name].name for name in error.args[1])
        raise WrongSteps(f"steps wait for each other: {names}") from error
    return [givers[name] for name in order]


def list_months(site: Any) -> list[str]:
    """Return the months (``2020-12``) that have articles."""
    return [month.day for month in site.articles.months()]


def list_changed_months(_build: Build, changes: Any) -> list[str]:
    """Return the months (``2020-12``) of whose articles one has come, gone, or been changed."""
    return sorted({listed.row.day[:7] for listed in changes.listed})
