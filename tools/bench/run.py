"""What every part needs: a command that is measured, a place to work in, Hugo."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from town_portal.core.system.child import NEW_GROUP, NEW_SESSION, build_utf8_environment, end_tree
from town_portal.core.system.places import ROOT

HERE = Path(__file__).parent
STOPWATCH = HERE / "stopwatch.py"
SCRATCH = ROOT / ".bench"
"""Where the bench works if the memory is too small; it may be deleted at any time."""
MEMORY = Path("/dev/shm")
LEFT = 2**31
"""Bytes of memory that the measured programs themselves must find."""
LAST = 3000
"""So many of the last letters that a program printed are shown when it fails."""


class CannotMeasure(Exception):
    """A figure can't be had; the message says why."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of all cores; MB of the command with all that it starts."""

    wall: float
    cpu: float
    peak: float


def print_line(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def measure(
    command: Sequence[str], folder: Path = ROOT, env: Mapping[str, str] | None = None
) -> Cost:
    """Run a command to its end and return what it took; raises CannotMeasure when it fails."""
    with tempfile.TemporaryDirectory() as scratch:
        report, log = Path(scratch, "report.json"), Path(scratch, "log")
        words = [sys.executable, "-I", "-S", str(STOPWATCH), str(report), *command]
        with log.open("wb") as output:
            run_child(words, folder, {**build_utf8_environment(), **(env or {})}, output.fileno())
        figures = json.loads(report.read_text(encoding="utf-8"))
        if figures.pop("code"):
            printed = log.read_text(encoding="utf-8", errors="replace")[-LAST:]
            raise CannotMeasure(f"Không chạy được: {' '.join(command)}\n{printed}")
    return Cost(**figures)


def run_child(words: Sequence[str], folder: Path, env: Mapping[str, str], output: int) -> None:
    """Run a program to its end; it ends with all that it has started when this is interrupted."""
    with subprocess.Popen(
        words,
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=NEW_SESSION,
        creationflags=NEW_GROUP,
    ) as child:
        try:
            child.wait()
        except BaseException:
            end_tree(child)
            raise


@dataclass(frozen=True)
class Workspace:
    """A folder to work in: in memory where there is room, since a disk is much of a large build."""

    folder: Path

    def discard(self, path: Path) -> None:
        """Take a folder away: in memory it is deleted, on a disk moved aside.

        Creating files on ext4 takes several times as long in the minutes after many were deleted.
        """
        if path.exists() and self.folder.is_relative_to(MEMORY):
            shutil.rmtree(path)
        elif path.exists():
            aside = self.folder / "aside"
            aside.mkdir(exist_ok=True)
            path.rename(aside / str(next(_numbers)))


_numbers = count()


@contextmanager
def workspace(needed: int) -> Iterator[Workspace]:
    """Provide a workspace for ``needed`` bytes that is gone at the end."""
    in_memory = free_memory() - LEFT >= needed
    SCRATCH.mkdir(exist_ok=True)
    home = MEMORY if in_memory else SCRATCH
    with tempfile.TemporaryDirectory("", "bench-", home, ignore_cleanup_errors=True) as folder:
        print_line(f"  nơi làm việc: {'bộ nhớ' if in_memory else 'ổ đĩa'}")
        yield Workspace(Path(folder))


def free_memory() -> int:
    """Return the bytes that may be written to the memory's folder, 0 where there is none."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        free = shutil.disk_usage(MEMORY).free
    except OSError:
        return 0
    available = next((line for line in lines if line.startswith("MemAvailable:")), ": 0 kB")
    return min(free, int(available.split()[1]) * 1024)


def count_files(folder: Path) -> dict[str, os.stat_result]:
    """Return each file of a folder with its state, by its path below the folder."""
    found = {}
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)  # noqa: PTH118  # asked of 400,000 files
            found[os.path.relpath(path, folder)] = os.stat(path)  # noqa: PTH116
    return found
