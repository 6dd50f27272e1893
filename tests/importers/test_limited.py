"""What a hostile file does ends the process that reads it, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plugins.commands.build_environment import make_build_environment
from plugins.importers import limited
from plugins.importers.limited import (
    CRASHED,
    DAMAGED,
    TOO_LARGE,
    TOO_SLOW,
    ImportStopped,
    ImportWorker,
)
from plugins.importers.worker import Limits
from tests.importers import attacks

has_limits = pytest.mark.skipif(sys.platform == "win32", reason="Windows có mỗi giới hạn giờ")


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[ImportWorker]:
    """A worker with a hundred megabytes and a second of a processor."""
    limits = Limits(memory=200_000_000, seconds=1)
    log = tmp_path / "error.log"
    with ImportWorker(make_build_environment(), log, (attacks.Refusal,), limits) as made:
        yield made


def stop_of(worker: ImportWorker, function: Callable[..., object], *arguments: object) -> str:
    """Return why a job was stopped; the worker must do the next one."""
    with pytest.raises(ImportStopped) as caught:
        worker.call(function, *arguments)
    assert worker.call(attacks.double, 21) == 42
    return str(caught.value)


@has_limits
def test_memory_is_limited(worker: ImportWorker) -> None:
    """A job that takes more than its memory is stopped, also in a process that worked before."""
    assert worker.call(attacks.take_memory, 50_000_000) == 50_000_000
    assert stop_of(worker, attacks.take_memory, 500_000_000) == TOO_LARGE


@has_limits
def test_time_of_the_processor_is_limited(worker: ImportWorker) -> None:
    """A job that works without end is stopped."""
    assert stop_of(worker, attacks.work_forever) == TOO_SLOW


def test_waiting_is_limited(worker: ImportWorker) -> None:
    """A job that waits without end is stopped."""
    worker.call(attacks.double, 1)
    worker.wall_seconds = 0.2
    with pytest.raises(ImportStopped, match=TOO_SLOW):
        worker.call(attacks.wait_forever)
    worker.wall_seconds = 60
    assert worker.call(attacks.double, 21) == 42


def test_an_answer_is_limited(worker: ImportWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer of more bytes than allowed is not read."""
    monkeypatch.setattr(limited, "MOST_OUTPUT", 999_999)
    assert stop_of(worker, attacks.answer_much) == TOO_LARGE


def test_a_process_that_dies_is_replaced(worker: ImportWorker) -> None:
    """A crash of a library says that the file is too large or damaged."""
    assert stop_of(worker, attacks.die) == CRASHED


def test_expected_refusals_come_back(worker: ImportWorker) -> None:
    """The importer's own sentences reach staff; an error nobody expects keeps its traceback."""
    with pytest.raises(attacks.Refusal, match="hãy lưu lại"):
        worker.call(attacks.refuse)
    with pytest.raises(ImportStopped) as caught:
        worker.call(attacks.stumble)
    assert str(caught.value) == DAMAGED
    assert "KeyError: 'w:val'" in worker.log.read_text(encoding="utf-8")


def test_what_is_printed_is_no_answer(worker: ImportWorker) -> None:
    """A library that prints does not disturb the answer."""
    assert worker.call(attacks.print_much) == "xong"


def test_it_has_no_secrets(worker: ImportWorker) -> None:
    """The worker finds in its environment what it was given alone."""
    told = worker.call(attacks.read_environment)
    assert told.keys() - {"LC_CTYPE"} == make_build_environment().keys() - {"LC_CTYPE"}


def test_photographs_are_fetched_by_who_asked(worker: ImportWorker) -> None:
    """The worker asks for each address, and gets its bytes or None."""
    known = {"http://cu.example/1.jpg": b"anh"}
    assert worker.call(attacks.fetch_twice, fetch=known.get) == [b"anh", None]
