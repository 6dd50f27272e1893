"""Worker processes: what becomes of jobs when one dies, and of workers when the work ends."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest

from plugins.photos.pool import Pool


def worked(number: int) -> int:
    """Return the double; the third job kills its process, the negative ones wait for long."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    if number < 0:
        time.sleep(60)
    return 2 * number


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_worker_that_dies_costs_its_own_job(method: str) -> None:
    """The others are done, by it or by its follower, and nothing hangs."""
    if method == "fork" and sys.platform == "win32":
        pytest.skip("no fork there")
    with Pool(worked, 2, method) as pool:
        found = dict(pool.run(range(8)))
        again = dict(pool.run(range(4, 6), at_once=1))
    assert found == {number: None if number == 3 else 2 * number for number in range(8)}
    assert again == {4: 8, 5: 10}


def test_workers_end_with_an_error() -> None:
    """Leaving the block by Ctrl-C stops workers in the middle of a job."""

    def broken_off() -> Iterator[int]:
        yield from (-1, -2)
        raise KeyboardInterrupt

    pool: Pool[int, int] = Pool(worked, 3)
    with pytest.raises(KeyboardInterrupt), pool:
        list(pool.run(broken_off()))
    assert all(not worker.process.is_alive() for worker in pool._busy.values())
