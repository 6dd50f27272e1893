"""Runs a program that ends with the process that started it, also with one that was killed.

``python -I -S child_group.py PID PROGRAM WORDS…``: PID is that of the starting process. An upload
that outlived its publication would go on reading a folder that the next build has changed.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
"""See prctl(2), of Linux."""


def exec_program(parent: int, words: list[str]) -> None:
    """Become the program."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # gone meanwhile
        sys.exit(1)
    os.execv(words[0], words)  # noqa: S606 RUF100 - no shell, as is wanted


if __name__ == "__main__":
    exec_program(int(sys.argv[1]), sys.argv[2:])
