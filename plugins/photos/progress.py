"""How far the photographs are, on standard error: a bar for a person, plain lines for a log."""

import time
from collections.abc import Callable
from typing import TextIO

from plugins._kit.progress import EVERY, Bar, Reporter


class Silent:
    """Tells nothing."""

    def start(self, files: int, size: int) -> None:
        """Tell nothing."""

    def step(self, size: int) -> None:
        """Tell nothing."""

    def stop(self) -> None:
        """Tell nothing."""


class Lines:
    """A line every few seconds. ``clock`` gives seconds."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._files = self._size = self._done = self._bytes = 0
        self._began = self._told = 0.0

    def start(self, files: int, size: int) -> None:
        """Tell how much there is to do."""
        self._files, self._size, self._done, self._bytes = files, size, 0, 0
        self._began = self._told = self._clock()
        self._write(f"Xử lý {files} ảnh ({_megabytes(size)})…")

    def step(self, size: int) -> None:
        """Tell how far it is, if the last line was some seconds ago."""
        self._done += 1
        self._bytes += size
        now = self._clock()
        if now - self._told >= EVERY and self._done < self._files:
            self._told = now
            speed = max(1.0, self._bytes / (now - self._began))
            left = round((self._size - self._bytes) / speed)
            self._write(
                f"Đã xử lý {self._done}/{self._files} ảnh, {_megabytes(speed)}/giây, "
                f"còn khoảng {left} giây"
            )

    def stop(self) -> None:
        """Tell what was done and how long it took."""
        took = _comma(f"{self._clock() - self._began:.1f}")
        self._write(f"Xong {self._done}/{self._files} ảnh sau {took} giây")

    def _write(self, line: str) -> None:
        print(line, file=self._stream, flush=True)


def _comma(number: str) -> str:
    return number.replace(".", ",")


def _megabytes(size: float) -> str:
    return _comma(f"{size / 1_000_000:.1f} MB")


def reporter(stream: TextIO) -> Reporter:
    """Return a bar where a person looks on, else plain lines."""
    return Bar(stream, "Xử lý ảnh", "ảnh") if stream.isatty() else Lines(stream)
