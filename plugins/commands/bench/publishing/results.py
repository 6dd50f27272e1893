"""The table of publications: rows, columns and goals. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plugins.commands.bench.goals import Column, Goal, Row

COLUMNS = (
    *(Column("files", "tệp"), Column("size", "dung lượng", "KB", 1)),
    Column("seconds", "đến lúc công khai", "s", 2),
)
TEN_THOUSAND = 10_000
PUBLIC = Goal(3.0)
"""Seconds from saving an article until the server gives it, with 10,000 articles."""
Bytes = Mapping[str, tuple[int, str]]
"""Of each file of a site: its size in bytes and the digest of its bytes, by its path."""


@dataclass(frozen=True)
class Publication:
    """What one publication was: files and bytes that went up, seconds until it was public."""

    files: int
    size: int
    seconds: float


def row(name: str, found: Publication, count: int, has_goal: bool) -> Row:
    """Return the row of a publication."""
    figures = {"files": found.files, "size": found.size / 1_000, "seconds": found.seconds}
    goals = {"seconds": PUBLIC} if has_goal and count == TEN_THOUSAND else {}
    return Row(name, figures, goals)


def changed(before: Bytes, after: Bytes) -> tuple[int, int]:
    """Return how many files are new or have other bytes, and their bytes together."""
    new = [size for path, (size, digest) in after.items() if before.get(path) != (size, digest)]
    return len(new), sum(new)
