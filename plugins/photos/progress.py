"""How far the photographs are, on standard error: a bar for a person, plain lines for a log."""

import time
from collections.abc import Callable
from typing import Protocol, TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

EVERY = 5.0
"""Seconds between two plain lines."""


class Reporter(Protocol):
    """Is told how far the work is."""

    def start(self, files: int, size: int) -> None:
        """Begin with so many photographs of so many bytes; there is at least one."""

    def step(self, size: int) -> None:
        """One more photograph of ``size`` bytes is done."""

    def stop(self) -> None:
        """All is done, or broken off."""


class Silent:
    """Tells nothing."""

    def start(self, files: int, size: int) -> None:
        """Tell nothing."""

    def step(self, size: int) -> None:
        """Tell nothing."""

    def stop(self) -> None:
        """Tell nothing."""


class Bar:
    """A bar with photographs, megabytes a second and the time that is left."""

    def __init__(self, stream: TextIO) -> None:
        # Drawn at each step instead of by a thread: beside a thread no worker can be forked.
        self._progress = Progress(
            TextColumn("Xử lý ảnh"),
            BarColumn(),
            TextColumn("{task.fields[done]}/{task.fields[files]} ảnh"),
            TransferSpeedColumn(),
            TextColumn("còn"),
            TimeRemainingColumn(),
            console=Console(file=stream),
            auto_refresh=False,
            transient=True,
        )
        self._task = TaskID(0)
        self._done = 0

    def start(self, files: int, size: int) -> None:
        """Show the empty bar."""
        self._done = 0
        self._task = self._progress.add_task("", total=size, done=0, files=files)
        self._progress.start()
        self._progress.refresh()

    def step(self, size: int) -> None:
        """Move the bar on."""
        self._done += 1
        self._progress.update(self._task, advance=size, done=self._done, refresh=True)

    def stop(self) -> None:
        """Take the bar away."""
        self._progress.stop()


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
    return Bar(stream) if stream.isatty() else Lines(stream)
