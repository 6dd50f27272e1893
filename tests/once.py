"""What takes long to make and is only read: made once a run, shared by its processes."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

RUN = "PORTAL_TEST_RUN"
"""The variable that names the folder which all processes of a run of pytest share."""


def begin_run() -> None:
    """Make the folder of this run; its name begins with the number of the process that leads."""
    os.environ[RUN] = tempfile.mkdtemp(prefix=f"{os.getpid()}-")


def is_running(folder: Path) -> bool:
    """Tell whether the run with this folder goes on: it is there, and so is its process."""
    try:
        os.kill(int(folder.name.partition("-")[0]), 0)
    except ProcessLookupError:
        return False
    return folder.exists()


def once_a_run(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder ``name`` of this run, which the first process that asks has ``make`` fill.

    ``make`` gets an empty folder. One that fails leaves nothing, so that the next process tries
    again. No test may write below the folder; one that must copies it.
    """
    base = factory.getbasetemp()
    # pytest-xdist gives each process a folder of its own below the run's.
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = run / "once" / name
    made.parent.mkdir(exist_ok=True)
    with FileLock(made.with_suffix(".lock")):
        if not made.exists():
            folder = made.with_suffix(".begun")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            folder.rename(made)
    return made
