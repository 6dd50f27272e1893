"""Worker processes that take one job after the other.

A worker that dies costs its own job alone. Workers are forked where that is safe, else started
anew; nothing depends on which.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Self, TypeVar

from town_portal.build.fork import is_safe

J = TypeVar("J")
R = TypeVar("R")


def start_method() -> str:
    """Return how workers begin: ``fork`` takes a thousandth of the time ``spawn`` takes."""
    return "fork" if is_safe() else "spawn"


def _serve(connection: Connection, other: Connection, work: Callable[[Any], Any]) -> None:
    """Work until the other side is gone; Ctrl-C is the parent's to answer."""
    other.close()  # a forked process holds it too, and would never see it close
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            connection.send(work(connection.recv()))
    except (EOFError, ConnectionError):
        return


@dataclass
class _Worker(Generic[J]):
    process: BaseProcess
    connection: Connection
    job: J


class Pool(Generic[J, R]):
    """At most ``count`` processes that call ``work``, a function of a module, with jobs.

    A context manager: its workers end with the ``with`` block, at once when that was left by an
    error or by Ctrl-C.
    """

    def __init__(self, work: Callable[[J], R], count: int, method: str | None = None) -> None:
        self._work = work
        self._count = count
        self._context: BaseContext = multiprocessing.get_context(method or start_method())
        self._idle: list[_Worker[J]] = []
        self._busy: dict[Connection, _Worker[J]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        workers = [*self._idle, *self._busy.values()]
        for worker in workers:
            worker.connection.close()
            if kind or worker not in self._idle:
                worker.process.terminate()
        for worker in workers:
            worker.process.join()

    def run(self, jobs: Iterable[J], at_once: int | None = None) -> Iterator[tuple[J, R | None]]:
        """Yield each job with its result, in the order they end; None where the worker died.

        ``at_once`` is how many are worked on at the same time, at most the pool's ``count``.
        Jobs are taken from the iterable as workers become free.
        """
        waiting, limit = iter(jobs), min(at_once or self._count, self._count)
        while True:
            while len(self._busy) < limit:
                job = next(waiting, None)
                if job is None:
                    break
                self._give(job)
            if not self._busy:
                return
            ready = wait(list(self._busy))
            for connection in [item for item in self._busy if item in ready]:
                yield self._receive_result(self._busy.pop(connection))

    def _give(self, job: J) -> None:
        worker = self._idle.pop() if self._idle else self._started(job)
        worker.job = job
        self._busy[worker.connection] = worker
        try:
            worker.connection.send(job)
        except OSError:  # it died while idle: told when its result is taken
            worker.process.join(1)

    def _started(self, job: J) -> _Worker[J]:
        own, other = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(other, own, self._work), daemon=True
        )
        process.start()
        other.close()  # so that its death is seen as the end of the pipe
        return _Worker(process, own, job)

    def _receive_result(self, worker: _Worker[J]) -> tuple[J, R | None]:
        try:
            result: R = worker.connection.recv()
        except (EOFError, OSError):
            worker.connection.close()
            worker.process.join()
            return worker.job, None
        self._idle.append(worker)
        return worker.job, result
