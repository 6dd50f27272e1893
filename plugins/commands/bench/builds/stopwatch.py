"""Runs one command and writes what it took: a program of its own, so that nothing else is counted.

``python -I -S stopwatch.py REPORT COMMAND…`` writes to REPORT, as JSON, the wall time in seconds,
those of processors, the largest resident memory of a single process of the command in bytes, and
the exit code. A child starts with the memory of the process that starts it: this one is small.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path


def measured(command: Sequence[str]) -> dict[str, float]:
    """Run a command to its end and give its figures."""
    began = time.perf_counter()
    child = subprocess.Popen(command)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit
    return {"seconds": seconds, "cpu": cpu, "peak": peak, "code": child.returncode}


if __name__ == "__main__":
    report = json.dumps(measured(sys.argv[2:]))
    Path(sys.argv[1]).write_text(report, encoding="utf-8")
