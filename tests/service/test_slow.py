"""Readers who send drop by drop, and readers who do not take their answer."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import ExitStack, suppress

import pytest

from service.guard.slow_requests import SocketWatch
from tests.service.client import HOME
from tests.service.conftest import Start
from tests.service.test_bodies import head

SOCKETS = 20
DROPS = {
    "body": (head("/v1/hit", 1_000), b" "),
    "head": (b"POST /v1/hit HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"X-A: 1\r\n"),
    "line": (b"GET /v1/st", b"a"),
    "chunks": (head("/v1/hit", None), b"1\r\n \r\n"),
}


@pytest.mark.long
@pytest.mark.parametrize("what", DROPS)
def test_twenty_slow_readers_hold_nobody_up(start: Start, what: str) -> None:
    """While twenty sockets drip (there are sixteen threads) a request takes less than two seconds.

    The slow ones are cut off.
    """
    service = start(LIVE_WORKERS="1")
    opening, drop = DROPS[what]
    ended = threading.Event()
    with ExitStack() as stack:
        stack.callback(ended.set)
        places = [
            stack.enter_context(socket.create_connection(("127.0.0.1", service.port), 20))
            for _ in range(SOCKETS)
        ]
        for place in places:
            place.sendall(opening)
        threading.Thread(target=dripping, args=(places, drop, ended), daemon=True).start()
        time.sleep(0.3)
        began = time.monotonic()
        assert service.reader().hit(HOME)["today"] == 1
        assert time.monotonic() - began < 2
        # Those that are left when there is room again have their whole time.
        assert sum(is_closed(place, 4) for place in places[:12]) == 12


def dripping(places: list[socket.socket], drop: bytes, ended: threading.Event) -> None:
    """Send a drop through each socket, five times a second."""
    while not ended.wait(0.2):
        for place in places:
            with suppress(OSError):
                place.sendall(drop)


def is_closed(place: socket.socket, seconds: float = 15) -> bool:
    """Tell whether the other side hangs up in time, after whatever it says."""
    until = time.monotonic() + seconds
    place.settimeout(seconds)
    with suppress(ConnectionError):
        while time.monotonic() < until:
            try:
                if not place.recv(4_096):
                    return True
            except TimeoutError:
                return False
        return False
    return True


def test_what_comes_is_cut_before_what_goes() -> None:
    """The watch first ends reading, so that a slow reader may still be told, then all."""
    watch = SocketWatch(seconds=0.2)
    here, there = socket.socketpair()
    with here, there:
        watch.begin(here)
        assert here.recv(1) == b""
        here.sendall(b"400")
        assert there.recv(3) == b"400"
        there.settimeout(5)
        assert there.recv(1) == b""


def test_who_is_done_in_time_is_left_alone() -> None:
    """A request that ended is watched no longer; the next one on its socket has its own time."""
    watch = SocketWatch(seconds=0.3)
    here, there = socket.socketpair()
    with here, there:
        watch.end(watch.begin(here))
        time.sleep(0.8)
        there.sendall(b"a")
        assert here.recv(1) == b"a"
        watch.end(watch.begin(here))
        watch.end(99)
