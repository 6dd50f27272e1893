"""Sends requests over kept connections and takes the time of each.

``closed``: each connection sends its next request when the last was answered, which shows how
many a server can answer. ``offered``: requests leave at a given rate whatever the server does, and
the time counts from when they should have left, so that waiting is not hidden.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

Make = Callable[[int], bytes]
"""Gives the whole request of a number."""
CONNECTIONS = 32


@dataclass
class Answers:
    """How the requests went: seconds of each, how many were answered with anything but 200."""

    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    whole: float = 0.0
    """Seconds from the first request to the last answer."""

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.whole

    def percentile(self, share: float) -> float:
        """Return the seconds within which a share (0.99) of the requests were answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def closed(port: int, make: Make, number: int) -> Answers:
    """Send `number` requests as fast as they are answered."""
    numbers = iter(range(number))
    return asyncio.run(_all(port, make, [numbers] * CONNECTIONS, None))


def offered(port: int, make: Make, number: int, rate: float) -> Answers:
    """Send `number` requests at `rate` a second."""
    return asyncio.run(_all(port, make, [iter(range(number))] * CONNECTIONS, rate))


async def _all(
    port: int, make: Make, numbers: Sequence[Iterator[int]], rate: float | None
) -> Answers:
    answers, began = Answers(), time.perf_counter()
    await asyncio.gather(*(_one(port, make, mine, (answers, began, rate)) for mine in numbers))
    answers.whole = time.perf_counter() - began
    return answers


async def _one(
    port: int, make: Make, numbers: Iterator[int], how: tuple[Answers, float, float | None]
) -> None:
    """Send the requests that one connection takes from the common numbers."""
    answers, began, rate = how
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in numbers:
        due = time.perf_counter()
        if rate is not None:
            due = began + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
        try:
            writer.write(make(number))
            status = await _answer(reader)
        except (ConnectionError, asyncio.IncompleteReadError):  # the server hung up in between
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(make(number))
            status = await _answer(reader)
        answers.seconds.append(time.perf_counter() - due)
        answers.refused += status != b"200"
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> bytes:
    """Read an answer to its end and return its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next(line for line in lines if line.startswith(b"content-length:"))
    await reader.readexactly(int(length.partition(b":")[2]))
    return head.split(b" ", 2)[1]
