"""A test whose subject may wait for ever fails in place of waiting with it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

LIMIT = 60
"""Seconds after which work hangs; what takes a moment never needs them, whatever else runs."""


@contextmanager
def refuse_to_hang() -> Iterator[None]:
    """Raise TimeoutError in what has not ended in time; on Windows, which has no alarm, wait."""
    if sys.platform == "win32":
        yield
        return

    def late(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError("the work hangs")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LIMIT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
