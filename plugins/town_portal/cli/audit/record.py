"""What the last `audit` found, kept for `doctor`."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path

from town_portal.cli.audit import locks
from town_portal.core.storage import write_json

FILE = Path(".state", "audit.json")


def fingerprint_pins(root: Path) -> str:
    """Return what changes when other versions are pinned."""
    files = (*locks.list_requirement_files(root), *locks.list_npm_locks(root))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in sorted(files))).hexdigest()


def keep_holes(root: Path, holes: Sequence[str], reasons: Sequence[str]) -> None:
    """Keep the packages with known holes and what could not be looked at. Raises OSError."""
    file = root / FILE
    file.parent.mkdir(exist_ok=True)
    named = sorted({hole.strip().splitlines()[0] for hole in holes})
    found = {
        "at": time.time(),
        "pins": fingerprint_pins(root),
        "holes": named,
        "reasons": list(reasons),
    }
    write_json(file, found)
