"""Child processes that end when the task that started them is told to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn, Union

# A terminal sends Ctrl-C to the child as well. Only a child that is still there after this many
# seconds was not told, so that none is interrupted a second time while it tidies up.
GRACE = 1.0

# A child started with these is out of Ctrl-C's reach: the task, which is told, ends it.
NEW_SESSION = os.name != "nt"
NEW_GROUP = 0x200 if os.name == "nt" else 0  # CREATE_NEW_PROCESS_GROUP

AnyChild = Union["subprocess.Popen[bytes]", "subprocess.Popen[str]"]


def utf8_environment() -> dict[str, str]:
    """Give this process's environment with UTF-8 for what a Python child reads and prints."""
    return {**os.environ, "PYTHONUTF8": "1"}


def pass_on(child: subprocess.Popen[bytes], number: int) -> None:
    """Send a signal to a child that still runs."""
    if os.name == "nt" and number == signal.SIGINT:
        return  # Windows gives Ctrl-C to every process of the console, and offers no other way.
    if child.poll() is None:
        child.send_signal(number)


def run(command: Sequence[str], env: Mapping[str, str]) -> int:
    """Run a command to its end and give its exit code; Ctrl-C and SIGTERM reach it too."""
    child = subprocess.Popen(command, env=env)

    def interrupted(_number: int, _frame: FrameType | None) -> None:
        later = threading.Timer(GRACE, pass_on, (child, signal.SIGINT))
        later.daemon = True
        later.start()

    def ended(_number: int, _frame: FrameType | None) -> None:
        pass_on(child, signal.SIGTERM)

    kept = {
        signal.SIGINT: signal.signal(signal.SIGINT, interrupted),
        signal.SIGTERM: signal.signal(signal.SIGTERM, ended),
    }
    try:
        code = child.wait()
    finally:
        for number, before in kept.items():
            signal.signal(number, before)
    return code if code >= 0 else 128 - code


def stop(_number: int, _frame: FrameType | None) -> NoReturn:
    """End the work in hand like Ctrl-C, and once only: the tidying up is not interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def stopping_by_signal() -> Iterator[None]:
    """Raise KeyboardInterrupt in a with block for Ctrl-C and for SIGTERM alike."""
    kept = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, before in kept.items():
            # A first signal is being obeyed: a second one must not cut that short.
            if signal.getsignal(number) is stop:
                signal.signal(number, before)


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
