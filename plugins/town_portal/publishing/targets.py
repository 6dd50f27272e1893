"""Where targets are remembered, for those who ask before anything of a delivery is loaded."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

DONE = "done"
"""A file in the memory of a target that a site was brought to wholly."""


def get_target_folder(state: Path, to: str) -> Path:
    """Return where a target is remembered; its name says whom it is about."""
    words = re.sub(r"[^0-9A-Za-z]+", "-", to).strip("-")[-40:]
    return state / "deliver" / f"{words}-{hashlib.sha256(to.encode()).hexdigest()[:8]}"


def is_known(state: Path, to: str) -> bool:
    """Tell whether a site was ever brought to a target, wholly, from here."""
    return (get_target_folder(state, to) / DONE).is_file()
