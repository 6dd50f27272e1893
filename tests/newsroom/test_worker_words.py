"""What the worker of jobs says at the terminal."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path

import pytest

from newsroom.config.worker_words import WORDS, WorkerWords


@pytest.mark.parametrize("begin", WORDS)
def test_the_librarys_sentences_are_ours(begin: str) -> None:
    """Each that it prints is found in its source, and replaced with all that it would fill in."""
    library = find_spec("django_tasks_db")
    assert library
    assert library.origin
    source = Path(library.origin).parent / "management" / "commands" / "db_worker.py"
    assert f'"{begin}' in source.read_text(encoding="utf-8")
    record = logging.LogRecord("a", logging.INFO, "", 1, f"{begin} x=%s", ("1",), None)
    assert WorkerWords().filter(record)
    assert record.getMessage() == WORDS[begin]


def test_other_messages_stay() -> None:
    """A job that failed is told as before."""
    record = logging.LogRecord("a", logging.ERROR, "", 1, "Task %s failed", ("1",), None)
    assert WorkerWords().filter(record)
    assert record.getMessage() == "Task 1 failed"
