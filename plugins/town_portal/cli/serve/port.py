"""The address the preview listens on."""

from __future__ import annotations

import errno
import socket

HOST = "127.0.0.1"
HIGHEST = 65535
TRIES = 50


class NoPort(Exception):
    """No port could be opened."""


def parse_port(text: str) -> int:
    """Give the port a person typed."""
    if not (text.isdecimal() and 0 <= int(text) <= HIGHEST):
        raise NoPort(f"“{text}” không phải là số cổng: hãy ghi một số từ 1024 đến {HIGHEST}.")
    return int(text)


def open_listener(port: int) -> socket.socket:
    """Give a listening socket on `port`, or on the first free one after it (0: on any)."""
    for candidate in range(port, min(port + TRIES, HIGHEST + 1)):
        place = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            _claim_port(place)
            place.bind((HOST, candidate))
            place.listen()
        except OSError as error:
            place.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise NoPort(f"Không mở được cổng {candidate}: {error}") from error
            continue
        if port not in (0, candidate):
            print(f"Cổng {port} đang bận, dùng cổng {candidate}.", flush=True)
        return place
    raise NoPort(f"Không có cổng nào còn trống từ {port} trở lên.")


def _claim_port(place: socket.socket) -> None:
    """Let nobody share the port, and let a port just given back be taken again."""
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
    if exclusive is None:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    else:
        place.setsockopt(socket.SOL_SOCKET, exclusive, 1)
