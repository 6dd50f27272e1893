"""Work shared between copies of the process: all results, no hang."""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

import pytest

from tests.hanging import refuse_to_hang
from town_portal.build import workers
from town_portal.build.workers import share_work

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="cần os.fork")


@pytest.fixture(autouse=True)
def processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work with three processes, whatever the machine has."""
    monkeypatch.setattr(workers, "count_cores", lambda: 3)


@pytest.fixture(autouse=True)
def limit() -> Iterator[None]:
    """Have a test fail that waits for ever."""
    with refuse_to_hang():
        yield


@pytest.fixture(autouse=True)
def copies(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Give the numbers of the copies that a test makes; at its end all were waited for."""
    numbers: list[int] = []
    fork = os.fork

    def noted() -> int:
        numbers.append(fork())
        return numbers[-1]

    monkeypatch.setattr(os, "fork", noted)
    yield numbers
    for number in numbers:
        with pytest.raises(ChildProcessError):
            os.waitpid(number, os.WNOHANG)


@pytest.mark.parametrize("count", [0, 1, 2, 64, 65, 1000])
def test_every_item_has_its_result_once(count: int) -> None:
    """Few items or many, also fewer than processes; of what a pipe holds, or more than that."""
    found = sorted(share_work(range(count), lambda item: (item, bytes(300_000 if item < 3 else 1))))
    assert [item for item, _ in found] == [*range(count)]


def fail(item: int) -> int:
    """Raise an error."""
    raise ValueError(item)


def die(number: int) -> int:
    """End the process by a signal, without a word."""
    os.kill(os.getpid(), number)
    return number


def leave(code: int) -> int:
    """End the process as a program ends itself."""
    raise SystemExit(code)


@pytest.mark.parametrize(
    ("end", "is_lost"),
    [
        (lambda: fail(0), lambda item: item == 0),
        (lambda: die(signal.SIGKILL), lambda item: item % 3 == 0),
        (lambda: die(signal.SIGTERM), lambda item: item % 3 == 0),
        (lambda: leave(3), lambda item: item % 3 == 0),
    ],
    ids=["raises", "killed", "terminated", "exits"],
)
def test_a_process_that_ends_leaves_the_items_of_others(
    end: Callable[[], int], is_lost: Callable[[int], bool]
) -> None:
    """What it had not sent is missing; nobody waits for it, and this process goes on."""
    found = sorted(share_work(range(30), lambda item: item or end()))
    assert found == [item for item in range(30) if not is_lost(item)]


def test_a_process_that_dies_while_it_sends_leaves_the_items_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Half a message is none."""
    send = Connection.send_bytes

    def dying(self: Connection, data: bytes) -> None:
        if 0 in pickle.loads(data):  # the length of the message, and its beginning
            os.write(self.fileno(), struct.pack("!i", len(data)) + data[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        send(self, data)

    monkeypatch.setattr(Connection, "send_bytes", dying)
    found = sorted(share_work(range(30), lambda item: item))
    assert found == [item for item in range(30) if item % 3]
