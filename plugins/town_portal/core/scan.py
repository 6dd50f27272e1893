"""The files of a folder, with what tells that one has changed."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

Stamp = tuple[int, int]
"""When a file was last written (nanoseconds since 1970) and its size in bytes."""
Listing = tuple[int, list[str], list[str]]
"""When names in a folder last changed (nanoseconds since 1970), its folders, its files."""
DOUBT = 2_000_000_000
"""A folder changed so shortly before it was listed (nanoseconds) may have changed again since."""


@dataclass
class FolderScan:
    """What was found below a folder.

    ``stamps``: of each file, by its path below the folder, in order; ``listings``: of each
    folder, by its path, which spare the next scan from listing what has not changed; ``refused``:
    the paths of links and of what is neither a file nor a folder, which nobody reads.
    """

    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    listings: dict[str, Listing] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


def scan_folder(folder: Path, known: Mapping[str, Listing], now: int) -> FolderScan:
    """Return what is below ``folder``; ``known`` are the listings of the scan before.

    ``now`` are nanoseconds since 1970. No link is followed; ``folder`` itself may be one. A folder
    with links is listed in each scan. Hidden files are left out.
    """
    found = FolderScan()
    stamps = _walk(str(folder), known, found)
    found.stamps = {path: stamps[path] for path in sorted(stamps)}
    listings = found.listings.items()
    found.listings = {path: item for path, item in listings if 0 < item[0] < now - DOUBT}
    return found


def _walk(root: str, known: Mapping[str, Listing], scanned: FolderScan) -> dict[str, Stamp]:
    """Return the stamps of the files below ``root``; note its folders' listings, and links."""
    found: dict[str, Stamp] = {}
    waiting = [""]
    while waiting:
        before = waiting.pop()
        path = f"{root}/{before}"
        try:
            status = os.lstat(path[:-1]) if before else os.stat(path)
            if not stat.S_ISDIR(status.st_mode):  # replaced by a link
                scanned.refused.append(before[:-1])
                continue
            listing = known.get(before)
            if listing is None or listing[0] != status.st_mtime_ns:
                listing = _list_folder(path, status.st_mtime_ns, before, scanned)
        except OSError:  # deleted in the meantime
            continue
        scanned.listings[before] = listing
        waiting += [f"{before}{name}/" for name in listing[1]]
        for name in listing[2]:
            try:
                status = os.lstat(path + name)
            except OSError:
                continue
            if stat.S_ISREG(status.st_mode):
                found[before + name] = status.st_mtime_ns, status.st_size
            else:
                scanned.refused.append(before + name)
    return found


def _list_folder(path: str, changed: int, before: str, scanned: FolderScan) -> Listing:
    """Return what is in a folder; with links in it, it counts as changed at no time."""
    folders: list[str] = []
    files: list[str] = []
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name.startswith("."):  # of tools and systems, and no content
                continue
            if entry.is_file(follow_symlinks=False):
                files.append(entry.name)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            else:
                scanned.refused.append(before + entry.name)
                changed = 0
    return changed, folders, files
