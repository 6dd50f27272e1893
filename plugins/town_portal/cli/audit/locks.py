"""The files that pin packages, and the packages that they pin."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOREIGN = ("node_modules", "screenshots", "golden")
"""Folders of other people's packages, and of what is made; so are those with a dot or "output"."""
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")


class Package(NamedTuple):
    """A pinned package: ``pypi`` or ``npm``, name, version, and the file that pins it.

    npm's lock files also tell the digest of what is fetched, and the licence.
    """

    kind: str
    name: str
    version: str
    file: str
    integrity: str = ""
    licence: str = ""


def requirement_files(root: Path) -> list[Path]:
    """Return the pinned requirement files below a folder, in order."""
    return _files(root, "requirements*.txt")


def npm_locks(root: Path) -> list[Path]:
    """Return the npm lock files below a folder, in order."""
    return _files(root, "package-lock.json")


def _files(root: Path, pattern: str) -> list[Path]:
    found = list(root.glob(pattern))
    for folder in root.iterdir():
        if folder.is_dir() and not _is_foreign(folder.name):
            found += folder.rglob(pattern)
    return sorted(it for it in found if not any(map(_is_foreign, it.relative_to(root).parts)))


def _is_foreign(folder: str) -> bool:
    return folder.startswith((".", "output")) or folder in FOREIGN


def packages(root: Path) -> list[Package]:
    """Return every package that any file pins, in order."""
    found = [it for file in requirement_files(root) for it in _python_packages(root, file)]
    return sorted({*found, *(it for file in npm_locks(root) for it in _npm_packages(root, file))})


def _python_packages(root: Path, file: Path) -> Iterator[Package]:
    for line in requirements(file.read_text(encoding="utf-8")):
        if match := _PINNED.match(line):
            yield Package("pypi", match[1].lower(), match[2], file.relative_to(root).as_posix())


def requirements(text: str) -> list[str]:
    """Return the requirements of a file, each with its hashes as one line."""
    joined = text.replace("\\\n", " ")
    lines = (line.partition(" #")[0].strip() for line in joined.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _npm_packages(root: Path, file: Path) -> Iterator[Package]:
    lock = json.loads(file.read_text(encoding="utf-8"))
    for place, entry in lock["packages"].items():
        if place and not entry.get("link"):
            name = entry.get("name") or place.rpartition("node_modules/")[2]
            licence = entry.get("license")
            yield Package(
                *("npm", name, str(entry.get("version", "")), file.relative_to(root).as_posix()),
                *(str(entry.get("integrity", "")), licence if isinstance(licence, str) else ""),
            )
