"""Run one command and write what it took: ``python -I -S stopwatch.py REPORT COMMAND…``.

A program of its own, because Linux counts the memory of the process that starts a child as the
child's: this one is small.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    began = time.perf_counter()
    child = subprocess.Popen(sys.argv[2:])
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024  # Linux counts in KiB, macOS in bytes
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1_000_000
    report = {"wall": wall, "cpu": cpu, "peak": peak, "code": child.returncode}
    Path(sys.argv[1]).write_text(json.dumps(report), encoding="utf-8")
