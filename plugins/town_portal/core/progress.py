"""How far a long work is, on standard error: what all that tell it share."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

EVERY = 5.0
"""Seconds between two plain lines."""


class Reporter(Protocol):
    """Is told how far the work is."""

    def start(self, files: int, size: int) -> None:
        """Begin with so many files of so many bytes."""

    def step(self, size: int) -> None:
        """One more file of ``size`` bytes is done."""

    def stop(self) -> None:
        """All is done, or broken off."""


class ProgressLines:
    """A line every few seconds. ``clock`` gives seconds."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._files = self._size = self._done = self._bytes = 0
        self._began = self._told = 0.0

    def start(self, files: int, size: int) -> None:
        """Begin to count."""
        self._files, self._size, self._done, self._bytes = files, size, 0, 0
        self._began = self._told = self._clock()

    def step(self, size: int) -> None:
        """Tell how far it is, if the last line was some seconds ago."""
        self._done += 1
        self._bytes += size
        now = self._clock()
        if now - self._told >= EVERY and self._done < self._files:
            self._told = now
            self._write(self.so_far(now - self._began))

    def so_far(self, seconds: float) -> str:
        """Return the line about the work of so many seconds."""
        raise NotImplementedError

    def stop(self) -> None:
        """Tell nothing: what was done is told by others."""

    def _write(self, line: str) -> None:
        print(line, file=self._stream, flush=True)


class ProgressBar:
    """A bar with files, megabytes a second and the time that is left.

    ``work`` is what is done, ``kind`` what the files are called.
    """

    def __init__(self, stream: TextIO, work: str, kind: str) -> None:
        self._progress = _draw_bar(stream, work, kind)
        self._task: TaskID | None = None
        self._done = 0

    def start(self, files: int, size: int) -> None:
        """Show the empty bar."""
        self._done = 0
        self._task = self._progress.add_task("", total=max(1, size), done=0, files=files)
        self._progress.start()
        self._progress.refresh()

    def step(self, size: int) -> None:
        """Move the bar on."""
        self._done += 1
        if self._task is not None:
            self._progress.update(self._task, advance=size, done=self._done, refresh=True)

    def stop(self) -> None:
        """Take the bar away."""
        self._progress.stop()


def _draw_bar(stream: TextIO, work: str, kind: str) -> Progress:
    """Return the bar; rich is loaded where a person looks on, which no timer waits for."""
    from rich import progress
    from rich.console import Console

    # Drawn at each step instead of by a thread: beside a thread no worker can be forked.
    return progress.Progress(
        progress.TextColumn(work),
        progress.BarColumn(),
        progress.TextColumn(f"{{task.fields[done]}}/{{task.fields[files]}} {kind}"),
        progress.TransferSpeedColumn(),
        progress.TextColumn("còn"),
        progress.TimeRemainingColumn(),
        console=Console(file=stream),
        auto_refresh=False,
        transient=True,
    )
