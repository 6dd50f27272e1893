"""What is asked of a publication."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

TO = "PORTAL_PUBLISH_TO"
"""The variable that names the target where ``--to`` does not."""


@dataclass(frozen=True)
class Wanted:
    """Options of the task.

    ``to``: where the site goes, empty for nowhere; ``due``: only when its time has come;
    ``dry_run``: nothing is written at the target; ``rollback``: back to the publication before;
    ``prepare``: all but the signature and the way to the target.
    """

    to: str = ""
    due: bool = False
    dry_run: bool = False
    rollback: bool = False
    prepare: bool = False


def target(given: str) -> str:
    """Return the target that was given, else the one of the environment; empty for none."""
    return given or os.environ.get(TO, "")


DONE = "done"
"""A file in the memory of a target that a site was brought to wholly."""


def folder_of(state: Path, to: str) -> Path:
    """Return where a target is remembered; its name says whom it is about."""
    words = re.sub(r"[^0-9A-Za-z]+", "-", to).strip("-")[-40:]
    return state / "deliver" / f"{words}-{hashlib.sha256(to.encode()).hexdigest()[:8]}"


def is_known(state: Path, to: str) -> bool:
    """Tell whether a site was ever brought to a target, wholly, from here."""
    return (folder_of(state, to) / DONE).is_file()
