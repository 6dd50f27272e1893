"""The town's tasks: `python3 tasks.py` lists them, `python3 tasks.py TASK --help` explains one.

The generator itself is in engine/; the first task that runs installs it into .venv.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TOWN = Path(__file__).resolve().parent
VENV = TOWN / ".venv"
BASE = getattr(sys, "_base_executable", None) or sys.executable
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PINS = TOWN / "requirements.txt"
MARK = VENV / "done" / "venv"


def run(*command: str) -> None:
    """Run a command in the town's folder; end where it fails."""
    code = subprocess.run(command, cwd=TOWN, check=False).returncode
    if code:
        sys.exit("Chưa chuẩn bị được môi trường; hãy xem các dòng trên rồi chạy lại.")


def wanted() -> str:
    """Return what the environment is to be made of."""
    return f"{PINS.read_text(encoding='utf-8')}\n{VENV}\n{sys.version}"


def is_ready() -> bool:
    """Tell whether the environment has the generator that requirements.txt names."""
    return PYTHON.is_file() and MARK.is_file() and MARK.read_text(encoding="utf-8") == wanted()


def prepare() -> None:
    """Make the environment anew."""
    print("Đang cài bộ dựng cổng vào .venv, lần đầu mất vài phút…", flush=True)
    run(BASE, "-m", "venv", "--clear", str(VENV))
    install = ("install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes")
    run(str(PYTHON), "-m", "pip", *install, "-r", str(PINS))
    MARK.parent.mkdir()
    MARK.write_text(wanted(), encoding="utf-8")


def become(python: str | Path) -> int:
    """Run this task by another Python and give its exit code."""
    command = [str(python), str(TOWN / "tasks.py"), *sys.argv[1:]]
    if os.name != "nt":
        os.execv(python, command)
    return subprocess.run(command, check=False).returncode


def main() -> int:
    """Run the task in the town's own environment and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if sys.version_info[:2] < (3, 11):
        sys.exit(f"Cần Python 3.11 trở lên, máy này đang chạy Python {sys.version.split()[0]}.")
    os.environ["TOWN_PORTAL_HOME"] = str(TOWN)
    is_inside = Path(sys.prefix).resolve() == VENV.resolve()
    if is_inside and not is_ready():  # as after an upgrade: it can't be made anew from within
        return become(BASE)
    if not is_inside:
        if not is_ready():
            prepare()
        return become(PYTHON)
    from town_portal.__main__ import main as run_task

    return run_task()


if __name__ == "__main__":
    sys.exit(main())
