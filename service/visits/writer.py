"""Group commit: one thread takes all hits that wait, stores them together, and then answers.

A commit waits for the disk; fifty hits wait for it once. Nobody is told a number before it is safe.
"""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as Late
from contextvars import copy_context

from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
)

from service.guard.town import EachTown
from service.visits.count import count_hits
from service.visits.hit import Hit, VisitNumbers

MOST = 200
"""Hits of one transaction."""
WAIT_SECONDS = 10.0
_log = logging.getLogger(__name__)


class Busy(DatabaseError):
    """The hit was not stored in time."""


class HitWriter:
    """Stores the hits of one process, for the town of the thread that makes it."""

    def __init__(
        self, store: Callable[[Sequence[Hit]], Sequence[VisitNumbers]] = count_hits
    ) -> None:
        """Prepare; the thread is started by the first hit, after every fork."""
        self._store, self._context = store, copy_context()
        self._waiting: queue.SimpleQueue[Hit] = queue.SimpleQueue()
        self._begin = threading.Lock()
        self._thread: threading.Thread | None = None

    def write(self, hit: Hit) -> VisitNumbers:
        """Store a hit and return its numbers, once they are committed. Raises DatabaseError."""
        self._waiting.put(hit)
        self._ensure_thread()
        try:
            return hit.told.result(WAIT_SECONDS)
        except Late as error:
            raise Busy("a hit waited too long") from error

    def waiting(self) -> int:
        """Return how many hits wait."""
        return self._waiting.qsize()

    def is_alive(self) -> bool:
        """Tell whether the thread runs."""
        return self._thread is not None and self._thread.is_alive()

    def _ensure_thread(self) -> None:
        with self._begin:
            if not self.is_alive():
                self._thread = threading.Thread(
                    target=self._context.run, args=(self._run,), name="hits", daemon=True
                )
                self._thread.start()

    def _run(self) -> None:
        while True:
            hits = [self._waiting.get()]
            while len(hits) < MOST and not self._waiting.empty():
                hits.append(self._waiting.get())
            self._together(hits)

    def _together(self, hits: Sequence[Hit]) -> None:
        try:
            for hit, numbers in zip(hits, self._twice(hits), strict=True):
                hit.told.set_result(numbers)
        except Exception as error:  # noqa: BLE001 - the thread must live on, whatever happened
            _log.error("hits not stored: %s", error)
            for hit in hits:
                if not hit.told.done():
                    hit.told.set_exception(Busy(str(error)))

    def _twice(self, hits: Sequence[Hit]) -> Sequence[VisitNumbers]:
        """Store hits, once more on a new connection where the database broke off.

        A hit that was stored although nobody said so is not counted again: its keys are there.
        """
        try:
            close_old_connections()
            return self._store(hits)
        except (OperationalError, InterfaceError) as error:
            _log.warning("hits are stored once more: %s", error)
            connection.close()
            return self._store(hits)


@EachTown
def get_writer() -> HitWriter:
    """Return the process' own writer, each town's."""
    return HitWriter()
