"""The files of a folder, with what tells that one has changed."""

import os
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
class Scan:
    """What was found below a folder.

    ``stamps``: of each file, by its path below the folder, in order; ``listings``: of each
    folder, by its path, which spare the next scan from listing what has not changed.
    """

    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    listings: dict[str, Listing] = field(default_factory=dict)


def scan(folder: Path, known: Mapping[str, Listing], now: int) -> Scan:
    """Return what is below ``folder``; ``known`` are the listings of the scan before.

    ``now`` are nanoseconds since 1970. Links to folders are followed, as Pelican does, but for
    those that lead back above; a folder with links is listed in each scan. Hidden files are left
    out.
    """
    listings: dict[str, Listing] = {}
    found = _walk(str(folder), known, listings)
    stamps = {path: found[path] for path in sorted(found)}
    trusted = {path: it for path, it in listings.items() if 0 < it[0] < now - DOUBT}
    return Scan(stamps, trusted)


def _walk(
    root: str, known: Mapping[str, Listing], listings: dict[str, Listing]
) -> dict[str, Stamp]:
    """Return the stamps of the files below ``root``, and note the listings of its folders."""
    found: dict[str, Stamp] = {}
    waiting = [""]
    while waiting:
        before = waiting.pop()
        path = f"{root}/{before}"
        try:
            changed = os.stat(path).st_mtime_ns
            listing = known.get(before)
            if listing is None or listing[0] != changed:
                listing = _listed(path, changed)
        except OSError:  # a link that leads nowhere, or gone this moment
            continue
        listings[before] = listing
        waiting += [f"{before}{name}/" for name in listing[1]]
        for name in listing[2]:
            try:
                status = os.stat(path + name)
            except OSError:
                continue
            found[before + name] = status.st_mtime_ns, status.st_size
    return found


def _listed(path: str, changed: int) -> Listing:
    """Return what is in a folder; with links in it, it counts as changed at no time."""
    folders: list[str] = []
    files: list[str] = []
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name.startswith("."):  # of tools and systems, and no content
                continue
            if entry.is_symlink():
                changed = 0
            try:
                if entry.is_file():
                    files.append(entry.name)
                elif entry.is_dir() and not (entry.is_symlink() and _leads_back(entry.path)):
                    folders.append(entry.name)
            except OSError:  # a link to itself
                continue
    return changed, folders, files


def _leads_back(link: str) -> bool:
    """Tell whether a link leads to a folder through which one has come to it."""
    target = os.path.realpath(link)
    return any(os.path.realpath(parent) == target for parent in Path(link).parents)
