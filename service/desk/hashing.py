"""How many passwords are looked at together: each costs half a second of a core."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE, IN_LINE = 2, 8
"""Passwords of strangers' browsers looked at together, and with those that wait for it."""


class Crowded(Exception):
    """Too many wait already."""


class Line:
    """A line with an end, so that a crowd at the log-in form leaves threads for the readers."""

    def __init__(self, at_once: int, in_line: int) -> None:
        """Let so many through together, and so many stand in line, those among them."""
        self._through = threading.BoundedSemaphore(at_once)
        self._places = threading.BoundedSemaphore(in_line)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn. Raises Crowded where the line is full."""
        if not self._places.acquire(blocking=False):
            raise Crowded
        try:
            with self._through:
                yield
        finally:
            self._places.release()


# Known browsers have a line of their own: strangers do not stand before them.
STRANGERS, KNOWN = Line(AT_ONCE, IN_LINE), Line(1, 4)
