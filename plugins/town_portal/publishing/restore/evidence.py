"""What an intruder has left at a target, kept as a zip file with a list of it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from town_portal.publishing.manifest import ManifestEntry
from town_portal.publishing.restore.signed_manifest import hash_file

LIST = "danh-sach.json"
FILES = "tep"
EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class TargetDifference:
    """How what stands at a target differs from what was signed, by paths in order.

    ``links`` are symbolic links there, with where they lead, and special files.
    """

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    links: Mapping[str, str]

    @property
    def is_none(self) -> bool:
        """Whether there is no difference."""
        return not (self.changed or self.missing or self.extra or self.links)

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many were changed, are missing, are strange."""
        return len(self.changed), len(self.missing), len(self.extra) + len(self.links)


def keep_evidence(
    there: Path,
    difference: TargetDifference,
    entries: Mapping[str, ManifestEntry],
    folder: Path,
    now: datetime,
) -> Path | None:
    """Write the changed and extra files into a dated zip; None where there are only missing ones.

    Raises OSError.
    """
    strange = sorted((*difference.changed, *difference.extra))
    if not (strange or difference.links):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"bang-chung-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.zip"
    with ZipFile(file, "x", ZIP_DEFLATED) as bundle:
        told = [_keep_file(bundle, there, path, entries) for path in strange]
        told += [{"path": path, "link": led} for path, led in difference.links.items()]
        listed = {"files": told, "missing": list(difference.missing)}
        bundle.writestr(LIST, json.dumps(listed, ensure_ascii=False, indent=1))
    return file


def _keep_file(
    bundle: ZipFile, there: Path, path: str, entries: Mapping[str, ManifestEntry]
) -> dict[str, str | int]:
    """Put a file into the zip and return what is to be said of it; times are in UTC."""
    source = there / path
    stat = source.stat()
    changed = datetime.fromtimestamp(stat.st_mtime, UTC)
    name = os.fsencode(path).decode("utf-8", "backslashreplace")  # neither zip nor JSON has bytes
    info = ZipInfo(f"{FILES}/{name}", max(EARLIEST, changed.timetuple()[:6]))
    info.compress_type = ZIP_DEFLATED
    with source.open("rb") as stream, bundle.open(info, "w") as target:
        while piece := stream.read(1 << 20):
            target.write(piece)
    return {
        "path": name,
        "sha256": hash_file(source),
        "signed": entries[path].sha256 if path in entries else "",
        "size": stat.st_size,
        "modified": changed.isoformat(timespec="seconds"),
    }
