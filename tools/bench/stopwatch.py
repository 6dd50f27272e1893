"""Run one command and write what it took: ``python -I -S stopwatch.py REPORT COMMAND…``.

A program of its own, because Linux counts the memory of the process that starts a child as the
child's: this one is small. The memory is that of the command with all that it has started, pages
they share counted once, looked at five times a second; without /proc that of its largest process.
"""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

EVERY = 0.2


def measure_memory(pid: str) -> int:
    """Return the bytes of a process and of all that it has started; 0 when it has gone."""
    folder = Path("/proc", pid)
    try:
        rows = (folder / "smaps_rollup").read_text().splitlines()
        started = [
            item for tasks in folder.glob("task/*/children") for item in tasks.read_text().split()
        ]
    except OSError:
        return 0
    own = sum(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))
    return own + sum(map(measure_memory, started))


def main(report: str, command: list[str]) -> None:
    """Run the command to its end."""
    began = time.perf_counter()
    child = subprocess.Popen(command)
    ended, most = threading.Event(), [0]

    def watch() -> None:
        while not ended.wait(EVERY):
            most[0] = max(most[0], measure_memory(str(child.pid)))

    threading.Thread(target=watch, daemon=True).start()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    ended.set()
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024  # Linux counts in KiB, macOS in bytes
    cpu, peak = usage.ru_utime + usage.ru_stime, max(usage.ru_maxrss * unit, *most) / 1_000_000
    told = {"wall": wall, "cpu": cpu, "peak": peak, "code": child.returncode}
    Path(report).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
