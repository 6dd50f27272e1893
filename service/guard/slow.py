"""Whoever sends a body drop by drop is cut off, so that no thread is held by one reader.

Only gunicorn hands a blocking socket on; waitress takes a whole request before it calls us.
"""

import socket
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

SECONDS = 10.0


class _Watch:
    """Ends the sockets that are still being read when their time is up."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._open: dict[int, tuple[float, socket.socket]] = {}
        self._thread: threading.Thread | None = None

    def begin(self, place: socket.socket) -> int:
        """Watch a socket; the number is for `end`."""
        with self._changed:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            self._open[id(place)] = (time.monotonic() + SECONDS, place)
            self._changed.notify()
        return id(place)

    def end(self, number: int) -> None:
        """Stop watching."""
        with self._changed:
            self._open.pop(number, None)

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._open:
                    self._changed.wait()
                now = time.monotonic()
                late = [number for number, (until, _) in self._open.items() if until <= now]
                for number in late:
                    _cut(self._open.pop(number)[1])
            time.sleep(0.25)


def _cut(place: socket.socket) -> None:
    with suppress(OSError):  # gone already
        place.shutdown(socket.SHUT_RD)


_watch = _Watch()


def in_time(application: WSGIApplication) -> WSGIApplication:
    """Return an application whose requests have `SECONDS` to bring their body."""

    def timed(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        place = environ.get("gunicorn.socket")
        has_body = environ.get("CONTENT_LENGTH") or environ.get("HTTP_TRANSFER_ENCODING")
        if place is None or not has_body:
            return application(environ, start_response)
        number = _watch.begin(place)
        try:
            return application(environ, start_response)
        finally:
            _watch.end(number)

    return timed
