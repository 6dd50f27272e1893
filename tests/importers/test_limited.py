"""What a hostile file does ends the process that reads it, and nothing else."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from operator import getitem
from pathlib import Path

import pytest

from town_portal.authoring.importers import limited
from town_portal.authoring.importers.limited import (
    CRASHED,
    DAMAGED,
    TOO_LARGE,
    TOO_SLOW,
    ImportStopped,
    ImportWorker,
)
from town_portal.authoring.importers.worker import Limits
from town_portal.publishing.build_environment import make_build_environment

has_limits = pytest.mark.skipif(sys.platform == "win32", reason="Windows có mỗi giới hạn giờ")


class Refusal(Exception):
    """A refusal that whoever asked expects."""


def refuse() -> None:
    """Raise what is expected."""
    raise Refusal("hãy lưu lại")


def fetch_twice(fetch: Callable[[str], bytes | None]) -> list[bytes | None]:
    """Ask for two addresses."""
    return [fetch("http://cu.example/1.jpg"), fetch("http://cu.example/2.jpg")]


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[ImportWorker]:
    """A worker with two hundred megabytes and a second of a processor."""
    limits = Limits(memory=200_000_000, seconds=1)
    log = tmp_path / "error.log"
    with ImportWorker(make_build_environment(), log, (Refusal,), limits) as made:
        yield made


def stop_of(worker: ImportWorker, function: Callable[..., object], *arguments: object) -> str:
    """Return why a job was stopped; the worker must do the next one."""
    with pytest.raises(ImportStopped) as caught:
        worker.call(function, *arguments)
    assert worker.call(pow, 6, 2) == 36
    return str(caught.value)


@has_limits
def test_memory_and_time_are_limited(worker: ImportWorker) -> None:
    """A job that takes too much is stopped, also in a process that worked before."""
    assert len(worker.call(bytes, 20_000_000)) == 20_000_000
    assert stop_of(worker, bytes, 500_000_000) == TOO_LARGE
    assert stop_of(worker, max, range(10**15)) == TOO_SLOW


def test_waiting_is_limited(worker: ImportWorker) -> None:
    """A job that waits without end is stopped, and one that dies is replaced."""
    worker.call(pow, 1, 1)
    worker.wall_seconds = 0.2
    with pytest.raises(ImportStopped, match=TOO_SLOW):
        worker.call(time.sleep, 3_600)
    worker.wall_seconds = 60
    assert stop_of(worker, os._exit, 9) == CRASHED


def test_an_answer_is_limited(worker: ImportWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer of more bytes than allowed is not read."""
    monkeypatch.setattr(limited, "MOST_OUTPUT", 999_999)
    assert stop_of(worker, bytes, 1_000_000) == TOO_LARGE


def test_what_a_job_answers(worker: ImportWorker) -> None:
    """Expected refusals come back, other errors keep their traceback; what is printed is none."""
    with pytest.raises(Refusal, match="hãy lưu lại"):
        worker.call(refuse)
    assert stop_of(worker, getitem, {}, "w:val") == DAMAGED
    assert "KeyError: 'w:val'" in worker.log.read_text(encoding="utf-8")
    assert worker.call(print, "x" * 100_000) is None
    known = {"http://cu.example/1.jpg": b"anh"}
    assert worker.call(fetch_twice, fetch=known.get) == [b"anh", None]


def test_it_has_no_secrets(worker: ImportWorker) -> None:
    """The worker finds in its environment what it was given alone."""
    told = worker.call(eval, "dict(__import__('os').environ)")
    assert told.keys() - {"LC_CTYPE"} == make_build_environment().keys() - {"LC_CTYPE"}
