"""Where the bench writes its corpora and portals: in memory where there is room, else on the disk.

A disk is a large part of a build of thousands of files, and ext4 takes several times as long to
create files in the minutes after many were deleted; the bench compares programs. On a disk nothing
is therefore deleted before the end.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from plugins.commands.bench import peers

MEMORY = Path("/dev/shm")
LEFT = 2**31
"""Bytes of memory that the generators themselves must find."""
_numbers = count()


@dataclass(frozen=True)
class Room:
    """A folder to work in, and whether it is memory."""

    folder: Path
    in_memory: bool

    def take_away(self, path: Path) -> None:
        """Have a folder be no more at its place: in memory it is deleted, on a disk moved aside."""
        if not path.exists():
            return
        if self.in_memory:
            shutil.rmtree(path)
            return
        aside = self.folder / "aside"
        aside.mkdir(exist_ok=True)
        path.rename(aside / str(next(_numbers)))


@contextmanager
def room(needed: int) -> Iterator[Room]:
    """Give a room of ``needed`` bytes that is taken away at the end."""
    in_memory = free_memory() - LEFT >= needed
    if not in_memory:
        peers.SCRATCH.mkdir(exist_ok=True)
    home = MEMORY if in_memory else peers.SCRATCH
    with tempfile.TemporaryDirectory(
        prefix="town-portal-bench-", dir=home, ignore_cleanup_errors=True
    ) as folder:
        yield Room(Path(folder), in_memory)


def free_memory() -> int:
    """Give how many bytes may be written to the memory's folder; none where there is no such."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        free = shutil.disk_usage(MEMORY).free
    except OSError:
        return 0
    available = next((line for line in lines if line.startswith("MemAvailable:")), ": 0 kB")
    return min(free, int(available.split()[1]) * 1024)
