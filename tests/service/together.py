"""Many readers at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

Got = TypeVar("Got")


def at_once(things: Sequence[Callable[[], Got]]) -> list[Got]:
    """Do all things, each in its own thread, from the same moment; return what they give."""
    barrier = Barrier(len(things))

    def one(thing: Callable[[], Got]) -> Got:
        barrier.wait(30)
        return thing()

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(one, things))


def spread(things: Sequence[Callable[[], Got]], threads: int) -> list[Got]:
    """Do all things, so many at a time; return what they give."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda thing: thing(), things))
