"""Work shared between copies of the process: all results, no hang."""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

import pytest

from plugins.incremental import shares
from plugins.incremental.shares import MANY, is_worthwhile, shared
from tests.hanging import refuse_to_hang

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="cần os.fork")


@pytest.fixture(autouse=True)
def processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work with three processes, whatever the machine has."""
    monkeypatch.setattr(shares, "cores", lambda: 3)


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
    """Few items or many, also fewer than processes."""
    found = sorted(shared(range(count), lambda item: item * item))
    assert found == [item * item for item in range(count)]


def test_the_work_is_done_by_several_other_processes(copies: list[int]) -> None:
    """This process only collects."""
    assert set(shared(range(9), lambda _: os.getpid())) == set(copies)
    assert len(copies) == 3


def test_the_work_may_use_whatever_the_process_knows() -> None:
    """A lock or a function can't be pickled, and need not be."""
    secret, function = object(), str.upper
    found = shared("ab", lambda item: (id(secret), function(item)))
    assert sorted(found) == [(id(secret), "A"), (id(secret), "B")]


def test_large_results_come_through() -> None:
    """More than what a pipe holds at once."""
    found = shared(range(6), lambda item: bytes([item]) * 300_000)
    assert sorted(len(one) * one[0] for one in found) == [300_000 * item for item in range(6)]


def test_what_gives_none_is_left_out() -> None:
    """Other values that look like nothing are results."""
    given = [None, 0, "", False, (), None, None]
    assert sorted(map(repr, shared(given, lambda item: item))) == ["''", "()", "0", "False"]


def test_an_item_that_raises_is_left_out() -> None:
    """The others of its process are done."""

    def work(item: int) -> int:
        if item % 5 == 0:
            raise ValueError(item)
        return item

    assert sorted(shared(range(30), work)) == [item for item in range(30) if item % 5]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_that_dies_leaves_the_items_of_others(number: signal.Signals) -> None:
    """What it had not sent is missing; nobody waits for it."""

    def work(item: int) -> int:
        if item == 3:  # of the first of three processes
            os.kill(os.getpid(), number)
        return item

    found = sorted(shared(range(30), work))
    assert [item for item in range(30) if item % 3] == found


def test_what_a_process_sent_before_it_died_counts() -> None:
    """It sends now and then, not at its end alone."""

    def work(item: int) -> int:
        if item >= 900:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    found = set(shared(range(1000), work))
    assert set(range(500)) <= found <= set(range(900))


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
    found = sorted(shared(range(30), lambda item: item))
    assert found == [item for item in range(30) if item % 3]


def test_a_process_that_leaves_by_itself_does_not_run_our_end() -> None:
    """SystemExit in the work is the end of that copy alone, not of what this process does."""

    def work(item: int) -> int:
        if item == 0:
            raise SystemExit(3)
        return item

    assert sorted(shared(range(30), work)) == [item for item in range(30) if item % 3]


def test_results_come_while_others_work() -> None:
    """A slow process does not hold up what a fast one has done."""

    def work(item: int) -> int:
        if item == 0:
            time.sleep(0.5)
        return item

    assert next(shared(range(3), work)) in (1, 2)


@pytest.mark.parametrize("size", [1, 5000])
def test_who_stops_listening_is_not_held_up(size: int) -> None:
    """The first result is enough for some; then the copies end, also where all pipes are full."""
    found = shared(range(3000), lambda _: os.urandom(size))
    next(found)
    found.close()  # type: ignore[attr-defined]


def test_few_items_or_one_core_are_not_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies cost time to make."""
    assert is_worthwhile(MANY)
    assert not is_worthwhile(MANY - 1)
    monkeypatch.setattr(shares, "cores", lambda: 1)
    assert not is_worthwhile(MANY)
