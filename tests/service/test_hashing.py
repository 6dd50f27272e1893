"""How many passwords are looked at together."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.desk.hashing import Crowded, HashingQueue


def test_no_more_than_so_many_are_looked_at_together() -> None:
    """Of twelve at once two are looked at together, four wait for them, six are sent away."""
    line, inside, most = HashingQueue(2, 6), 0, 0
    lock, gate, sent_away = threading.Lock(), threading.Event(), threading.Semaphore(0)

    def one() -> bool:
        nonlocal inside, most
        try:
            with line.turn():
                with lock:
                    inside += 1
                    most = max(most, inside)
                assert gate.wait(20)
                with lock:
                    inside -= 1
            return True
        except Crowded:
            sent_away.release()
            return False

    with ThreadPoolExecutor(12) as pool:
        found = [pool.submit(one) for _ in range(12)]
        for _ in range(6):
            assert sent_away.acquire(timeout=20)
        gate.set()
        assert sorted(one.result() for one in found) == [False] * 6 + [True] * 6
    assert most == 2


def test_a_fault_gives_the_place_back() -> None:
    """Whoever leaves by an error leaves room for the next."""
    line = HashingQueue(1, 1)
    for _ in range(3):
        with pytest.raises(ValueError, match="sai"), line.turn():
            raise ValueError("sai")
    with line.turn(), pytest.raises(Crowded), line.turn():
        pass
