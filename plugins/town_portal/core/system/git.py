"""What Git says, where it is there."""

from __future__ import annotations

import subprocess
from pathlib import Path

SECONDS = 20
"""How long Git may take."""


def read_output(folder: Path, *words: str, seconds: float = SECONDS) -> bytes | None:
    """Return the bytes that ``git WORDS`` prints in a folder; None where it fails or is missing."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def run_git(folder: Path, *words: str, seconds: float = SECONDS) -> str | None:
    """Return what Git prints for ``git WORDS`` in a folder; None where it fails or is missing."""
    found = read_output(folder, *words, seconds=seconds)
    return None if found is None else found.decode("utf-8", "replace").replace("\r\n", "\n")
