"""How far an upload is, on standard error: a bar for a person, plain lines for a log."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from plugins._kit.progress import EVERY, Bar, Reporter


class Lines:
    """A line every few seconds. ``clock`` gives seconds."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._files = self._size = self._done = self._bytes = 0
        self._told = 0.0

    def start(self, files: int, size: int) -> None:
        """Begin to count."""
        self._files, self._size, self._done, self._bytes = files, size, 0, 0
        self._told = self._clock()

    def step(self, size: int) -> None:
        """Tell how far it is, if the last line was some seconds ago."""
        self._done += 1
        self._bytes += size
        now = self._clock()
        if now - self._told >= EVERY and self._done < self._files:
            self._told = now
            print(
                f"Đã đưa lên {self._done}/{self._files} tệp, "
                f"{megabytes(self._bytes)}/{megabytes(self._size)}",
                file=self._stream,
                flush=True,
            )

    def stop(self) -> None:
        """Tell nothing: what went up is told by others."""


def megabytes(size: float) -> str:
    """Return a number of bytes as people read it."""
    if size < 1_000_000:
        return f"{size / 1_000:.1f} KB".replace(".", ",")
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def reporter(stream: TextIO) -> Reporter:
    """Return a bar where a person looks on, else plain lines."""
    return Bar(stream, "Đưa lên", "tệp") if stream.isatty() else Lines(stream)
