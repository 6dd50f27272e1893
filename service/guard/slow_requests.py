"""Whoever sends or takes drop by drop is cut off, so that no thread is held by one reader."""

import os
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

SECONDS = float(os.environ.get("LIVE_PATIENCE") or 10)
"""A request has so long to arrive, its answer five times as long to be taken."""
HURRY = 10
"""Where most threads are taken a request has this part of the time."""
LOOK_SECONDS = 0.25


@dataclass
class _Place:
    socket: socket.socket
    since: float
    is_cut: bool = False


class SocketWatch:
    """Ends the sockets of requests whose time is up: first what comes, then what goes.

    A request that has arrived loses nothing by the first; only its connection is not kept.
    """

    def __init__(self, seconds: float = SECONDS, room: int = 12) -> None:
        """Prepare for a process in which so many slow readers do no harm."""
        self._seconds, self._room = seconds, room
        self._changed = threading.Condition()
        self._open: dict[int, _Place] = {}
        self._numbers = count()
        self._thread: threading.Thread | None = None

    def begin(self, place: socket.socket) -> int:
        """Watch a socket; the number is for `end`."""
        with self._changed:
            if self._thread is None:  # not earlier, as threads do not live through a fork
                self._thread = threading.Thread(target=self._run, name="slow", daemon=True)
                self._thread.start()
            number = next(self._numbers)
            self._open[number] = _Place(place, time.monotonic())
            self._changed.notify()
        return number

    def end(self, number: int) -> None:
        """Stop watching."""
        with self._changed:
            self._open.pop(number, None)

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._open:
                    self._changed.wait()
                self._look(time.monotonic())
            time.sleep(LOOK_SECONDS)

    def _look(self, now: float) -> None:
        is_full = len(self._open) > self._room
        patience = self._seconds / HURRY if is_full else self._seconds
        for place in self._open.values():
            if now - place.since > 5 * self._seconds:
                _shut_socket(place.socket, socket.SHUT_RDWR)
            elif now - place.since > patience and not place.is_cut:
                place.is_cut = True
                _shut_socket(place.socket, socket.SHUT_RD)


def _shut_socket(place: socket.socket, how: int) -> None:
    with suppress(OSError):  # gone already
        place.shutdown(how)
