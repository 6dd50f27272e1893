"""Limit how many passwords are hashed at once: each takes half a second of a core."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE, IN_LINE = 2, 8
"""Passwords from unknown browsers hashed at once, and that many including those waiting."""


class Crowded(Exception):
    """Too many logins are waiting already."""


class HashingQueue:
    """A bounded queue, so that many logins at once leave threads for the readers."""

    def __init__(self, at_once: int, in_line: int) -> None:
        """Admit ``at_once`` at a time, and at most ``in_line`` including those waiting."""
        self._through = threading.BoundedSemaphore(at_once)
        self._places = threading.BoundedSemaphore(in_line)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn. Raises Crowded if the queue is full."""
        if not self._places.acquire(blocking=False):
            raise Crowded
        try:
            with self._through:
                yield
        finally:
            self._places.release()


# Known browsers have a queue of their own, which unknown ones cannot fill.
STRANGERS, KNOWN = HashingQueue(AT_ONCE, IN_LINE), HashingQueue(1, 4)
