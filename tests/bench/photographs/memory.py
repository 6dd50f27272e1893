"""Runs a command and says how much memory it took: `memory.py COMMAND…`.

Prints JSON: the greatest sum, in bytes, that the process and all that it started had at one
moment. Memory that several of them share is counted once, as far as the system tells (Linux:
PSS; elsewhere the resident size, which counts it for each). Run by the bench's own Python.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

import psutil  # type: ignore[import-untyped]

PAUSE = 0.05
"""Seconds between two looks."""


def size(process: psutil.Process) -> int:
    """Return the bytes of one process, 0 when it has ended."""
    with suppress(psutil.Error):
        seen = process.memory_full_info()
        return int(getattr(seen, "pss", 0) or seen.rss)
    return 0


def together(process: psutil.Process) -> int:
    """Return the bytes of a process and of all that it has started."""
    with suppress(psutil.Error):
        return sum(map(size, [process, *process.children(recursive=True)]))
    return 0


def main(command: Sequence[str]) -> int:
    """Run the command, print the figure and give the command's exit code."""
    most = 0
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as child:
        process = psutil.Process(child.pid)
        while child.poll() is None:
            most = max(most, together(process))
            time.sleep(PAUSE)
    print(json.dumps(most))
    return child.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
