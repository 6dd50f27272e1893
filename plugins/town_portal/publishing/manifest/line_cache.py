"""What is remembered of the files of the last publication, so that only new ones are read.

A file is one line of text, taken apart only where it must be: a site has some ten thousand of
them, and the memory is read at each publication.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from town_portal.core.storage import Storage
from town_portal.publishing.manifest.entry import ManifestEntry
from town_portal.publishing.manifest.file_facts import FileFacts

FILE = "manifest.memory"
VERSION = "4"
NOTE = "files"
DOUBT = 2_000_000_000
"""A file written so shortly before it was read (nanoseconds) may have changed again since."""


def format_line_start(path: str, mtime_ns: int, size: int) -> str:
    """Return how the line of a file begins that has not changed since; size in bytes."""
    return f"{path}\t{mtime_ns}\t{size}\t"


def doubt(line: str) -> str:
    """Return a line that counts only where builds tell what has changed: no file has its time."""
    path, _, rest = line.split("\t", 2)
    return f"{path}\t0\t{rest}"


def format_line(start: str, seen: FileFacts, entry: ManifestEntry) -> str:
    """Return the line of a file: its begin, its hosts, and what the manifest says of it."""
    return f"{start}{seen.hosts}\t{entry.sha256}\t{entry.type}\t{entry.moved}"


def parse_entries(lines: Iterable[str]) -> tuple[list[ManifestEntry], set[str]]:
    """Return remembered files as entries of the manifest, and the hosts that their pages name."""
    found: list[ManifestEntry] = []
    hosts: set[str] = set()
    for line in lines:
        path, _, size, some, sha256, kind, moved = line.split("\t")
        hosts.add(some)
        found.append(ManifestEntry(path, sha256, int(size), kind, moved))
    return found, {host for some in hosts for host in some.split()}


def read_memory(state: Path) -> tuple[dict[str, str], str]:
    """Return the remembered lines by path, and the token of the publication that left them.

    Nothing where they are damaged or lost.
    """
    try:
        with Storage(state / FILE, VERSION) as storage:
            body, token = storage.note(NOTE) or ("", "")
    except sqlite3.Error:
        return {}, ""
    return {line[: line.index("\t")]: line for line in body.split("\n") if line}, token


def write_memory(state: Path, lines: Iterable[str], token: str) -> None:
    """Leave the lines for the next time, if they can be written."""
    with suppress(sqlite3.Error), Storage(state / FILE, VERSION) as storage:
        storage.put_note(NOTE, ("\n".join(lines), token))
        storage.save()
