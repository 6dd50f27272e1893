"""Work shared between processes: each is a copy of this one, and does its part of a list.

Nothing but results is sent, so that what the work needs may be anything that this process knows.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from typing import TypeVar

from town_portal.build.fork import count_cores, silence_stdout

T = TypeVar("T")
R = TypeVar("R")

MANY = 300
"""From so many items on the copies are worth their making."""
_BATCH = 64
"""Results that are sent at once."""


def is_worthwhile(count: int) -> bool:
    """Tell whether so many items are to be shared."""
    return count >= MANY and count_cores() > 1


def share_work(items: Sequence[T], work: Callable[[T], R | None]) -> Iterator[R]:
    """Yield what ``work`` gives for the items, as it comes.

    What it gives must be picklable. Nothing comes of an item for which it gives None or raises
    an exception, nor of those that a process had left when it died: the caller finds them missing.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    count = count_cores()
    processes = [_start_copy(items[index::count], work) for index in range(count)]
    readers = [reader for _, reader in processes]
    try:
        while readers:
            for reader in wait(readers):
                try:
                    yield from pickle.loads(reader.recv_bytes())  # type: ignore[union-attr]
                except (EOFError, OSError):  # it is done, or died in the middle of a message
                    readers.remove(reader)  # type: ignore[arg-type]
    finally:
        for _, reader in processes:
            reader.close()  # whoever still works can't send, and ends
        for number, _ in processes:
            os.waitpid(number, 0)


def _start_copy(items: Sequence[T], work: Callable[[T], R | None]) -> tuple[int, Connection]:
    """Copy this process; return the copy's number and where its results come from."""
    reader, writer = Pipe(duplex=False)
    number = os.fork()
    if number:
        writer.close()
        return number, reader
    try:
        reader.close()
        silence_stdout()
        _send(items, work, writer)
    finally:
        os._exit(0)  # nothing of what the first process has to do at its end


def _send(items: Sequence[T], work: Callable[[T], R | None], writer: Connection) -> None:
    found: list[R] = []
    for item in items:
        with suppress(Exception):
            result = work(item)
            if result is not None:
                found.append(result)
        if len(found) == _BATCH:
            writer.send_bytes(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
            found.clear()
    writer.send_bytes(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
