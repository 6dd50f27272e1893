"""The files that are to be at a target, with their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from town_portal.core.system.walk import Stat
from town_portal.publishing.deliver.site import SiteFile, compute_digests


def collect_files(
    output: Path, found: Mapping[str, Stat], known: Mapping[str, str], siblings: bool
) -> dict[str, SiteFile]:
    """Return the files of ``output``; ``known`` are the digests that its manifest names.

    Raises OSError when a file is gone meanwhile.
    """
    made, unknown = compute_digests(found, known, siblings)
    for path in unknown:
        with (output / path).open("rb") as stream:
            made[path] = hashlib.file_digest(stream, "sha256").hexdigest()[:32]
    return {path: SiteFile(digest, found[path].size, output) for path, digest in made.items()}
