"""A lock between processes of one checkout, kept by the operating system: a dead owner frees it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def take(file: IO[bytes], *, waits: bool = True) -> bool:
        """Lock an open file; without ``waits`` return False where another process has it."""
        # LK_LOCK tries ten times, once a second, then raises OSError: asked again until it is free.
        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if waits else msvcrt.LK_NBLCK, 1)
            except OSError:
                if waits:
                    continue
                return False
            return True
else:
    import fcntl

    def take(file: IO[bytes], *, waits: bool = True) -> bool:
        """Lock an open file; without ``waits`` return False where another process has it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold the lock at `path` for the length of a with block, waiting for another's turn to end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        take(file)
        yield
