"""How far an upload is, on standard error: a bar for a person, plain lines for a log."""

from __future__ import annotations

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
    """Is told how far the upload is."""

    def start(self, files: int, size: int) -> None:
        """Begin with so many files of so many bytes."""

    def step(self, size: int) -> None:
        """One more file of ``size`` bytes is there."""

    def stop(self) -> None:
        """All is there, or broken off."""


class Bar:
    """A bar with files, megabytes a second and the time that is left."""

    def __init__(self, stream: TextIO) -> None:
        self._progress = Progress(
            TextColumn("Đưa lên"),
            BarColumn(),
            TextColumn("{task.fields[done]}/{task.fields[files]} tệp"),
            TransferSpeedColumn(),
            TextColumn("còn"),
            TimeRemainingColumn(),
            console=Console(file=stream),
            transient=True,
        )
        self._task = TaskID(0)
        self._done = 0

    def start(self, files: int, size: int) -> None:
        """Show the empty bar."""
        self._done = 0
        self._task = self._progress.add_task("", total=max(1, size), done=0, files=files)
        self._progress.start()

    def step(self, size: int) -> None:
        """Move the bar on."""
        self._done += 1
        self._progress.update(self._task, advance=size, done=self._done)

    def stop(self) -> None:
        """Take the bar away."""
        self._progress.stop()


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
    return Bar(stream) if stream.isatty() else Lines(stream)
