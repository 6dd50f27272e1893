"""Run imports in a child process with limits for memory, time and output.

A file from outside may be made to exhaust the machine. It then ends the worker, not whoever asked.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Self, TypeVar, cast

from town_portal.authoring.importers import worker
from town_portal.authoring.importers.worker import (
    FAULT,
    FETCH,
    LENGTH,
    MEMORY,
    RAISED,
    RESULT,
    ImportJob,
    Limits,
    pack_message,
    send_message,
)
from town_portal.core.program_errors import append_log
from town_portal.core.system import places
from town_portal.core.system.places import ROOT

LAUNCH = f"{places.FIND}; from {worker.__name__} import main; main()"
DEFAULT_LIMITS = Limits(memory=1_000_000_000, seconds=30)
MEMORY_FACTOR = 6
"""A job may use the memory limit plus this many times the size of its input."""
WALL_SECONDS = 120.0
MOST_OUTPUT = 1_000_000_000
"""Bytes of an answer: a draft with its photographs."""
TOO_SLOW = (
    "đọc mãi chưa xong nên đã dừng; tệp quá phức tạp hoặc bị lỗi. "
    "Hãy chép phần bài viết sang một tệp Word mới rồi nhập lại"
)
TOO_LARGE = (
    "cần quá nhiều bộ nhớ nên đã dừng; tệp quá lớn hoặc bị lỗi. "
    "Hãy chép phần bài viết sang một tệp Word mới rồi nhập lại"
)
DAMAGED = (
    "không đọc được, có thể do tệp bị hỏng. Hãy mở tệp bằng chương trình đã tạo ra nó, "
    "lưu thành tệp mới rồi nhập lại"
)
CRASHED = (
    "chương trình đọc tệp bị dừng đột ngột; tệp quá lớn hoặc bị hỏng. "
    "Hãy chép phần bài viết sang một tệp Word mới rồi nhập lại"
)

T = TypeVar("T")
Fetch = Callable[[str], bytes | None]


class ImportStopped(Exception):
    """A file exceeded the limits or broke the worker; the message is Vietnamese."""


@dataclass
class ImportWorker:
    """Run functions in a child process, which is replaced after a limit has ended it.

    ``environment`` is all that the child finds in its own; ``expected`` are the exceptions that
    come back to whoever called; tracebacks of others are written into ``log``. Use it in a ``with``
    block; the process starts at once.
    """

    environment: Mapping[str, str]
    log: Path
    expected: tuple[type[Exception], ...] = ()
    limits: Limits = DEFAULT_LIMITS
    wall_seconds: float = WALL_SECONDS
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _jobs: int = field(default=0, init=False)
    _is_late: bool = field(default=False, init=False)

    def __enter__(self) -> Self:
        """Start the process, which loads its modules in the background."""
        self._start()
        return self

    def __exit__(self, *_error: object) -> None:
        """End the process."""
        self._end()

    def call(self, function: Callable[..., T], *arguments: Any, fetch: Fetch | None = None) -> T:
        """Return what a function of a module returns for these arguments.

        With ``fetch`` the function gets it as its last argument; it runs in this process, and its
        time does not count. Raises ImportStopped, and what is expected.
        """
        job = ImportJob(function, arguments, self.expected, fetch is not None)
        try:
            return cast(T, self._asked(job, fetch))
        except ImportStopped as stopped:
            if str(stopped) != TOO_LARGE or self._jobs <= 1:
                raise
        # What earlier jobs left in the process may have filled it.
        self._end()
        return cast(T, self._asked(job, fetch))

    def _asked(self, job: ImportJob, fetch: Fetch | None) -> object:
        process = self._process or self._start()
        self._jobs += 1
        message = pack_message(job)
        memory = self.limits.memory + MEMORY_FACTOR * len(message)
        limits = pack_message(Limits(memory, self.limits.seconds))
        word, value = self._answer(process, limits + message)
        while word == FETCH and fetch is not None:
            word, value = self._answer(process, pack_message(fetch(str(value))))
        if word == RESULT:
            return value
        if word == RAISED and isinstance(value, Exception):
            raise value
        self._end()
        if word == FAULT:
            append_log(self.log, str(value))
        raise ImportStopped(TOO_LARGE if word == MEMORY else DAMAGED)

    def _answer(self, process: subprocess.Popen[bytes], message: bytes) -> tuple[str, object]:
        """Send a message and return the answer, which must come in time."""
        self._is_late = False
        timer = threading.Timer(self.wall_seconds, self._stop_late, (process,))
        timer.daemon = True
        timer.start()
        try:
            send_message(cast(BinaryIO, process.stdin), message)
            stdout = cast(BinaryIO, process.stdout)
            length = int.from_bytes(stdout.read(LENGTH), "big")
            if length > MOST_OUTPUT:
                return MEMORY, None
            data = stdout.read(length)
            if length and len(data) == length:
                return cast(tuple[str, object], pickle.loads(data))
        except OSError:  # it has ended
            pass
        finally:
            timer.cancel()
        raise ImportStopped(self._why_ended(process))

    def _why_ended(self, process: subprocess.Popen[bytes]) -> str:
        """Return why a process that has ended gave no answer."""
        code = process.wait()
        self._end()
        has_worked_long = sys.platform != "win32" and code == -signal.SIGXCPU
        return TOO_SLOW if self._is_late or has_worked_long else CRASHED

    def _stop_late(self, process: subprocess.Popen[bytes]) -> None:
        self._is_late = True
        process.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        self._jobs = 0
        self._process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH],
            cwd=ROOT,
            env=dict(self.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what matters comes as an answer
            start_new_session=True,  # Ctrl-C is for the parent
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(OSError), process:  # closes the pipes, where it may not have read all; waits
            pass
