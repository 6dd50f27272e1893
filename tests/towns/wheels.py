"""A wheel that has nothing but its metadata."""

from __future__ import annotations

import zipfile
from pathlib import Path


def empty_wheel(folder: Path, version: str, name: str = "town-portal") -> Path:
    """Write a wheel that has nothing but its metadata."""
    folder.mkdir(exist_ok=True)
    file = folder / f"town_portal-{version}-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        text = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n"
        archive.writestr(f"town_portal-{version}.dist-info/METADATA", text)
    return file
