"""One look at a built site that all steps of `publish` share.

A site of 10,000 articles has up to 60,000 files: `os.scandir` with the entries' own `stat` takes a
quarter of a second there, and pathlib five times as long.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Stat(NamedTuple):
    """What tells that a file has not changed: its size in bytes, its time in ns since 1970."""

    size: int
    mtime_ns: int


def list_files(output: Path) -> dict[str, Stat]:
    """Return every file below ``output`` by its path, '/' between the parts; the order is none.

    Symbolic links are left out, to files as to folders: a build makes none, and what they lead to
    is not the site's. Raises OSError when a folder can't be read.
    """
    found: dict[str, Stat] = {}
    for path, entry in iter_entries(output):
        if entry.is_file(follow_symlinks=False):
            stat = entry.stat(follow_symlinks=False)
            found[path] = Stat(stat.st_size, stat.st_mtime_ns)
    return found


def find_links(root: Path) -> set[str]:
    """Return the paths of the symbolic links and special files below a folder."""
    return {path for path, item in iter_entries(root) if not item.is_file(follow_symlinks=False)}


def iter_entries(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all that lies below a folder and is no folder, by its path; no link is followed."""
    folders = [("", str(root))]
    while folders:
        prefix, folder = folders.pop()
        with os.scandir(folder) as listed:
            for entry in listed:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    yield f"{prefix}{entry.name}", entry


def get_state_folder(output: Path) -> Path:
    """Return the folder beside ``output`` where the steps remember what they have seen."""
    return output.absolute().with_name(f".{output.name}.state")
