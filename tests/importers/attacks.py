"""What a hostile file makes a library do, as functions for the worker."""

from __future__ import annotations

import os
import time
from collections.abc import Callable


class Refusal(Exception):
    """A refusal that whoever asked expects."""


def double(number: int) -> int:
    """Return twice a number."""
    return 2 * number


def read_environment() -> dict[str, str]:
    """Return the environment."""
    return dict(os.environ)


def take_memory(size: int) -> int:
    """Take so many bytes."""
    return len(bytearray(size))


def work_forever() -> None:
    """Use a processor without end."""
    while True:
        pass


def wait_forever() -> None:
    """Do nothing, for an hour."""
    time.sleep(3600)


def die() -> None:
    """End without a word, as a library written in C may."""
    os._exit(9)


def answer_much() -> bytes:
    """Return a megabyte."""
    return bytes(1_000_000)


def refuse() -> None:
    """Raise what is expected."""
    raise Refusal("hãy lưu lại")


def stumble() -> None:
    """Raise what nobody expects."""
    raise KeyError("w:val")


def print_much() -> str:
    """Print where answers go, as a library may."""
    print("x" * 100_000)
    return "xong"


def fetch_twice(fetch: Callable[[str], bytes | None]) -> list[bytes | None]:
    """Ask for two addresses."""
    return [fetch("http://cu.example/1.jpg"), fetch("http://cu.example/2.jpg")]
