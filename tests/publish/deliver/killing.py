"""Deliveries that are killed at a moment which the test chooses."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.publish.deliver.places import Made
from town_portal.core.system.places import ROOT

CHILD = """\
import sys
from pathlib import Path
from tests.publish.deliver.places import Made
Made(Path(sys.argv[1]), sys.argv[2]).publish()
"""
PATIENCE = 30.0


def started(made: Made) -> subprocess.Popen[bytes]:
    """Start a delivery in a process of its own."""
    return subprocess.Popen([sys.executable, "-c", CHILD, str(made.folder), made.to], cwd=ROOT)


def killed_when(made: Made, is_time: Callable[[], bool]) -> bool:
    """Start a delivery, kill it -9 when it is time, and tell whether it was still at work."""
    with started(made) as child:
        until = time.monotonic() + PATIENCE
        while child.poll() is None and not is_time():
            assert time.monotonic() < until
            time.sleep(0.002)
        child.kill()
        return child.wait() != 0


def after(seconds: float) -> Callable[[], bool]:
    """Tell when so many seconds have gone by."""
    until = time.monotonic() + seconds
    return lambda: time.monotonic() >= until


def count(folder: Path) -> int:
    """Return how many files lie below a folder that others write to."""
    return sum(path.is_file() for path in folder.rglob("*")) if folder.is_dir() else 0
