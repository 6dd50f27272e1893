"""Whether what is published is what Git keeps."""

from __future__ import annotations

from pathlib import Path

from town_portal.core.system import git

SHOWN = 3
"""So many files are named."""
NO_GIT = "Không có Git ở thư mục này nên không ghi được bản công khai dựng từ lần lưu (commit) nào."


def format_tree_notice(root: Path) -> str:
    """Return a sentence about files that Git does not have yet; empty when it has them all."""
    listed = git.run_git(root, "status", "--porcelain=v1", "-z", "--no-renames", "--", ".")
    if listed is None:
        return NO_GIT
    names = [entry[3:] for entry in listed.split("\0") if entry]
    if not names:
        return ""
    rest = len(names) - SHOWN
    shown = ", ".join(names[:SHOWN]) + (f" và {rest} tệp nữa" if rest > 0 else "")
    return (
        f"Bản công khai dựng từ cả những gì chưa lưu vào Git: {shown}; "
        "hãy git commit để sau này dựng lại được đúng bản này."
    )
