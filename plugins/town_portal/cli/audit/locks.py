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


class PinnedPackage(NamedTuple):
    """A pinned package: ``pypi`` or ``npm``, name, version, and the file that pins it.

    npm's lock files also tell the digest of what is fetched, and the licence.
    """

    kind: str
    name: str
    version: str
    file: str
    integrity: str = ""
    licence: str = ""


def list_requirement_files(root: Path) -> list[Path]:
    """Return the pinned requirement files below a folder, in order."""
    return _list_files(root, "requirements*.txt")


def list_npm_locks(root: Path) -> list[Path]:
    """Return the npm lock files below a folder, in order."""
    return _list_files(root, "package-lock.json")


def _list_files(root: Path, pattern: str) -> list[Path]:
    found = list(root.glob(pattern))
    for folder in root.iterdir():
        if folder.is_dir() and not _is_foreign(folder.name):
            found += folder.rglob(pattern)
    return sorted(item for item in found if not any(map(_is_foreign, item.relative_to(root).parts)))


def _is_foreign(folder: str) -> bool:
    return folder.startswith((".", "output")) or folder in FOREIGN


def list_packages(root: Path) -> list[PinnedPackage]:
    """Return every package that any file pins, in order."""
    found = [
        package
        for file in list_requirement_files(root)
        for package in _iter_python_packages(root, file)
    ]
    return sorted(
        {
            *found,
            *(
                package
                for file in list_npm_locks(root)
                for package in _iter_npm_packages(root, file)
            ),
        }
    )


def _iter_python_packages(root: Path, file: Path) -> Iterator[PinnedPackage]:
    for line in split_requirements(file.read_text(encoding="utf-8")):
        if match := _PINNED.match(line):
            yield PinnedPackage(
                "pypi", match[1].lower(), match[2], file.relative_to(root).as_posix()
            )


def split_requirements(text: str) -> list[str]:
    """Return the requirements of a file, each with its hashes as one line."""
    joined = text.replace("\\\n", " ")
    lines = (line.partition(" #")[0].strip() for line in joined.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _iter_npm_packages(root: Path, file: Path) -> Iterator[PinnedPackage]:
    lock = json.loads(file.read_text(encoding="utf-8"))
    for place, entry in lock["packages"].items():
        if place and not entry.get("link"):
            name = entry.get("name") or place.rpartition("node_modules/")[2]
            licence = entry.get("license")
            yield PinnedPackage(
                *("npm", name, str(entry.get("version", "")), file.relative_to(root).as_posix()),
                *(str(entry.get("integrity", "")), licence if isinstance(licence, str) else ""),
            )
