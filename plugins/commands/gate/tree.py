"""Whether what is published is what Git keeps."""

from __future__ import annotations

import subprocess
from pathlib import Path

SHOWN = 3
"""So many files are named."""
LIMIT = 20
"""Seconds that Git may take."""
NO_GIT = "Không có Git ở thư mục này nên không ghi được bản công khai dựng từ lần lưu (commit) nào."


def tree_notice(root: Path) -> str:
    """Return a sentence about files that Git does not have yet; empty when it has them all."""
    command = ["git", "-C", str(root), "status", "--porcelain=v1", "-z", "--no-renames", "--", "."]
    try:
        done = subprocess.run(command, capture_output=True, timeout=LIMIT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return NO_GIT
    if done.returncode:
        return NO_GIT
    names = [entry[3:].decode(errors="replace") for entry in done.stdout.split(b"\0") if entry]
    if not names:
        return ""
    rest = len(names) - SHOWN
    listed = ", ".join(names[:SHOWN]) + (f" và {rest} tệp nữa" if rest > 0 else "")
    return (
        f"Bản công khai dựng từ cả những gì chưa lưu vào Git: {listed}; "
        "hãy git commit để sau này dựng lại được đúng bản này."
    )
