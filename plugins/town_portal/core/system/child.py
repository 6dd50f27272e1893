"""Child processes that end when the task that started them is told to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import NoReturn, ParamSpec

# A child started with these is out of Ctrl-C's reach: the task, which is told, ends it.
NEW_SESSION = os.name != "nt"
NEW_GROUP = 0x200 if os.name == "nt" else 0  # CREATE_NEW_PROCESS_GROUP

STOPPED = 130
"""The exit code of a task that was interrupted, as of other programs."""
P = ParamSpec("P")

AnyChild = subprocess.Popen[bytes] | subprocess.Popen[str]


def build_utf8_environment() -> dict[str, str]:
    """Give this process's environment with UTF-8 for what a Python child reads and prints."""
    return {**os.environ, "PYTHONUTF8": "1"}


def exec_command(command: Sequence[str], env: Mapping[str, str]) -> int:
    """Run a command in the place of this process, so that every signal reaches it.

    Windows knows no such thing: there it is a child, which Ctrl-C reaches too, and its exit code is
    returned.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(command[0], list(command), env)
    with subprocess.Popen(command, env=env) as child:
        while True:
            with suppress(KeyboardInterrupt):
                return child.wait()


def raise_stop(_number: int, _frame: FrameType | None) -> NoReturn:
    """End the work in hand like Ctrl-C, and once only: the tidying up is not interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def stop_on_signals() -> Iterator[None]:
    """Raise KeyboardInterrupt in a with block for Ctrl-C and for SIGTERM alike."""
    kept = {number: signal.signal(number, raise_stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, before in kept.items():
            # A first signal is being obeyed: a second one must not cut that short.
            if signal.getsignal(number) is raise_stop:
                signal.signal(number, before)


def make_stoppable(
    told: str = "Đã dừng.",
) -> Callable[[Callable[P, int]], Callable[P, int]]:
    """Make a task end with a sentence and the code STOPPED on Ctrl-C and SIGTERM."""

    def wrap(main: Callable[P, int]) -> Callable[P, int]:
        @wraps(main)
        def run(*words: P.args, **options: P.kwargs) -> int:
            try:
                with stop_on_signals():
                    return main(*words, **options)
            except KeyboardInterrupt:
                print(told, file=sys.stderr)
                return STOPPED

        return run

    return wrap


def run_apart(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> int:
    """Run a tool in a folder and give its exit code; it ends when the task is interrupted."""
    with subprocess.Popen(
        command, cwd=folder, env=env, start_new_session=NEW_SESSION, creationflags=NEW_GROUP
    ) as child:
        try:
            return child.wait()
        except BaseException:
            end_tree(child)
            raise


def end_tree(child: AnyChild, number: int = signal.SIGTERM) -> None:
    """End a child that leads a process group of its own, with all that it has started."""
    if child.poll() is not None:
        return
    if sys.platform == "win32":
        command = ["taskkill", "/T", "/F", "/PID", str(child.pid)]
        subprocess.run(command, capture_output=True, check=False)
    else:
        os.killpg(child.pid, number)
