"""The live site as the monitor asks it: patiently, four questions at a time, under one name."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from queue import SimpleQueue
from typing import Generic, TypeVar, cast
from urllib.parse import urlsplit

from town_portal.publishing.watch_site.http_client import (
    HttpAnswer,
    KeptConnection,
    Sink,
    Unreached,
)

AT_ONCE = 4
"""Questions at a time, so that citizens don't notice the monitor."""
TRIES = 3
PAUSE = 0.5
LONGEST_PAUSE = 30.0
"""Seconds that the host's Retry-After is obeyed at most."""
KEPT = 4 << 20
"""Bytes of a page that are held in memory; what is longer is only hashed."""
BUSY = (429, 503)
GONE = "máy chủ ngừng trả lời giữa chừng"
IN_A_ROW = 40
"""After so many questions without an answer the host counts as gone."""

T = TypeVar("T")
R = TypeVar("R")


def _discard_piece(_piece: bytes) -> None:
    return None


class LiveSite:
    """A live site below ``base``, the full address of its home page with its last slash."""

    def __init__(self, base: str, timeout: float, context: ssl.SSLContext | None = None) -> None:
        """Prepare to ask; ``timeout`` in seconds for each wait, ``context`` for https."""
        self.base = base
        self.requests = 0
        self.bytes = 0
        self._timeout = timeout
        self._context = context
        self._root = urlsplit(base).path
        self._local = threading.local()
        self._lines: list[KeptConnection] = []
        self._lock = threading.Lock()
        self._failed = 0

    def ask(
        self, path: str, headers: Mapping[str, str] | None = None, into: Sink = _discard_piece
    ) -> HttpAnswer:
        """Return the answer for a path below the home page; raises Unreached.

        A host that is busy gets time; a line that breaks is tried again. Where several tries are
        made, only the bytes of the last one come without a break, so ``into`` must be `Kept`, or
        be used with `once`.
        """
        for attempt in range(1, TRIES + 1):
            if isinstance(into, AnswerBuffer):
                into.clear()
            try:
                answer = self.once(path, headers, into)
            except Unreached:
                if attempt == TRIES:
                    raise
                time.sleep(PAUSE * attempt)
                continue
            if answer.status not in BUSY or attempt == TRIES:
                return answer
            time.sleep(_pause(answer, attempt))
        raise Unreached("máy chủ không trả lời")

    def page(self, path: str, headers: Mapping[str, str] | None = None) -> HttpAnswer:
        """Return the answer for a path with its bytes, at most KEPT of them; raises Unreached."""
        kept = AnswerBuffer()
        answer = self.ask(path, headers, kept)
        return replace(answer, body=bytes(kept.body))

    def once(self, path: str, headers: Mapping[str, str] | None, into: Sink) -> HttpAnswer:
        """Ask once; raises Unreached."""
        try:
            answer = self._line().get(self._root + path, headers or {}, into)
        except Unreached:
            with self._lock:
                self._failed += 1
            raise
        with self._lock:
            self._failed = 0
            self.requests += 1
            self.bytes += answer.size
        return answer

    @property
    def is_gone(self) -> bool:
        """Whether the host has not answered for a while."""
        return self._failed >= IN_A_ROW

    def each(self, items: Iterable[T], work: Callable[[T], R]) -> Iterator[R]:
        """Yield what ``work`` gives for each item, some at a time, in no order.

        Raises what ``work`` raises, and Unreached once the host is gone.
        """
        waiting, done, stop = iter(items), SimpleQueue[_Done[R]](), threading.Event()

        def take() -> None:
            error: BaseException | None = None
            try:
                while not (stop.is_set() or self.is_gone):
                    with self._lock:
                        (*item,) = islice(waiting, 1)
                    if not item:
                        break
                    done.put(_Done(work(item[0])))
            except BaseException as raised:  # noqa: BLE001 - it is raised where the result is taken
                error = raised
            self._hang_up()
            done.put(_Done(None, error, is_last=True))

        for _ in range(AT_ONCE):
            threading.Thread(target=take, daemon=True).start()
        try:
            yield from _iter_results(done)
        finally:
            stop.set()
        if self.is_gone:
            raise Unreached(GONE)

    def _hang_up(self) -> None:
        line: KeptConnection | None = getattr(self._local, "line", None)
        if line is not None:
            line.close()

    def close(self) -> None:
        """End all connections."""
        for line in self._lines:
            line.close()

    def _line(self) -> KeptConnection:
        line: KeptConnection | None = getattr(self._local, "line", None)
        if line is None:
            line = self._local.line = KeptConnection(self.base, self._timeout, self._context)
            with self._lock:
                self._lines.append(line)
        return line


@dataclass(frozen=True)
class _Done(Generic[R]):
    """What a thread has done: a result, or that it has ended."""

    result: R | None
    error: BaseException | None = None
    is_last: bool = False


def _iter_results(done: SimpleQueue[_Done[R]]) -> Iterator[R]:
    """Yield results until all threads have ended; raises what one of them met."""
    running = AT_ONCE
    while running:
        it = done.get()
        if it.error is not None:
            raise it.error
        if it.is_last:
            running -= 1
        else:
            yield cast("R", it.result)


class AnswerBuffer:
    """Takes the begin of an answer."""

    def __init__(self) -> None:
        self.body = bytearray()

    def __call__(self, piece: bytes) -> None:
        """Take a piece."""
        if len(self.body) < KEPT:
            self.body += piece[: KEPT - len(self.body)]

    def clear(self) -> None:
        """Begin anew."""
        self.body.clear()


def _pause(answer: HttpAnswer, attempt: int) -> float:
    """Return for how long (seconds) a busy host wants to be left alone."""
    told = answer.headers.get("retry-after", "")
    return min(float(told), LONGEST_PAUSE) if told.isdecimal() else PAUSE * 2**attempt
