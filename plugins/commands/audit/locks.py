"""The files that pin packages, and the packages that they pin."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FOREIGN = ("node_modules", "screenshots", "golden")
"""Folders of other people's packages, and of what is made; so are those with a dot or "output"."""
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")


@dataclass(frozen=True, order=True)
class Package:
    """A pinned package: ``python`` or ``npm``, name, version, and the file that pins it.

    ``integrity`` is npm's digest of what is fetched; ``licence`` is known of npm packages only.
    """

    kind: str
    name: str
    version: str
    file: str
    integrity: str = ""
    licence: str = ""


def requirement_files(root: Path) -> list[Path]:
    """Return the pinned requirement files below a folder, in order."""
    return [it for it in _files(root) if it.name.startswith("requirements") and it.suffix == ".txt"]


def npm_locks(root: Path) -> list[Path]:
    """Return the npm lock files below a folder, in order."""
    return [it for it in _files(root) if it.name == "package-lock.json"]


def _files(root: Path) -> list[Path]:
    found: list[Path] = []
    for place, folders, names in os.walk(root):
        folders[:] = [it for it in folders if not _is_foreign(it)]
        found += [Path(place, name) for name in names]
    return sorted(found)


def _is_foreign(folder: str) -> bool:
    return folder.startswith((".", "output")) or folder in FOREIGN


def packages(root: Path) -> list[Package]:
    """Return every package that any file pins, in order."""
    found: list[Package] = []
    for file in requirement_files(root):
        found += python_packages(file, file.relative_to(root).as_posix())
    for file in npm_locks(root):
        found += npm_packages(file, file.relative_to(root).as_posix())
    return sorted(found)


def python_packages(file: Path, name: str) -> Iterator[Package]:
    """Yield what a requirement file pins."""
    for line in requirements(file.read_text(encoding="utf-8")):
        match = _PINNED.match(line)
        if match:
            yield Package("python", match[1].lower(), match[2], name)


def requirements(text: str) -> list[str]:
    """Return the requirements of a file, each with its hashes as one line."""
    joined = text.replace("\\\n", " ")
    lines = (line.partition(" #")[0].strip() for line in joined.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def npm_packages(file: Path, name: str) -> Iterator[Package]:
    """Yield what a lock file of npm pins, each package once for each version."""
    lock = json.loads(file.read_text(encoding="utf-8"))
    seen: set[tuple[str, str]] = set()
    for place, entry in lock["packages"].items():
        title = entry.get("name") or place.rpartition("node_modules/")[2]
        key = title, str(entry.get("version", ""))
        if place and not entry.get("link") and key not in seen:
            seen.add(key)
            licence = entry.get("license")
            words = licence if isinstance(licence, str) else ""
            yield Package("npm", *key, name, str(entry.get("integrity", "")), words)


def files_of(found: Sequence[Package], name: str, version: str) -> tuple[str, ...]:
    """Return the files that pin a package in a version; in any where the version is empty."""
    return tuple(
        dict.fromkeys(
            it.file for it in found if it.name == name.lower() and version in ("", it.version)
        )
    )
