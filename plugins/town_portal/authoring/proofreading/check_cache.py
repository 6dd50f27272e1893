"""What an earlier check knows, kept in a file, and what tells that a text is as it was then."""

from __future__ import annotations

import gc
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from town_portal.authoring.proofreading.proofread import list_name_files
from town_portal.authoring.proofreading.rule import Finding
from town_portal.authoring.proofreading.rules import RULES
from town_portal.core.content_files.links import is_text
from town_portal.core.content_files.opening import read_bytes
from town_portal.core.faults import Fault, format_path
from town_portal.core.scan import Listing, scan_folder
from town_portal.core.storage import Storage
from town_portal.core.system.places import PACKAGE, TOWN
from town_portal.core.texts.folders import FOLDERS

NOTE = "texts"
_CODE = ("authoring/proofreading", "features/photos", "build", "core")
"""The parts of the portal that what is found depends on."""
_DATA = ("town", "categories", "proofreading")


@dataclass(frozen=True, slots=True)
class Checked:
    """A text that was checked: its path below the content folder, what lists tell of it.

    ``day`` is ISO's, empty for a page; ``status`` is that of its head, empty where that can't be
    read.
    """

    path: str
    title: str
    day: str
    status: str
    findings: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def blocking_count(self) -> int:
        """How many findings stop ``publish``."""
        return sum(finding.level == "must" for finding in self.findings)


Row = tuple[
    str, str, str, str, tuple[tuple[int, str, str], ...], tuple[tuple[str, int, str, str], ...]
]
"""A text as it is kept: its key (what the file was like), title, day, status, what was found.

Most texts have nothing to tell, and ten thousand are to be looked through in a moment: only of the
others a ``Checked`` is made.
"""


@dataclass
class CheckCache:
    """What is known of a content folder: its texts, and when its folders last changed."""

    version: str
    rows: dict[str, Row] = field(default_factory=dict)
    listings: dict[str, Listing] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    """Links, and what is neither a file nor a folder; found anew by each look."""

    def changed(self, keys: Mapping[str, str]) -> dict[str, str]:
        """Return the texts that are new or have changed, given all by their keys."""
        rows = self.rows
        return {path: key for path, key in keys.items() if path not in rows or rows[path][0] != key}

    def iter_checked(self, content: Path) -> Iterator[Checked]:
        """Yield the texts of which there is something to tell, in order."""
        prefix = format_path(content)
        for path in sorted(path for path, row in self.rows.items() if row[4] or row[5]):
            yield _build_checked(path, self.rows[path], prefix)


def place_of(content: Path, root: Path = TOWN) -> Path:
    """Return where the ledger of a content folder lies."""
    name = sha256(str(content.resolve()).encode()).hexdigest()[:10]
    return root / ".state" / f"editorial-{name}.db"


def compute_version(content: Path) -> str:
    """Return what tells that rules, words, or the town's data have changed."""
    found = sha256(f"{sys.version}|{format_path(content)}|".encode())
    folders = [PACKAGE / name for name in _CODE]
    files = [
        path
        for folder in folders
        for ending in ("py", "yaml", "gz")
        for path in folder.rglob(f"*.{ending}")
    ]
    data = [content / "data" / f"{name}.yaml" for name in _DATA]
    for path in (*sorted(files), *data, *list_name_files(content)):
        found.update(read_bytes(path) if path.is_file() else b"-")
    return found.hexdigest()


def compute_keys(content: Path, ledger: CheckCache) -> dict[str, str]:
    """Return the texts below a content folder, each with what tells that it has changed.

    That is its own stamp and those of the files beside it that are no texts.
    """
    found = scan_folder(content, ledger.listings, time.time_ns())
    ledger.listings, ledger.refused = found.listings, found.refused
    folders = tuple(f"{name}/" for name in FOLDERS)
    stamps = {path: stamp for path, stamp in found.stamps.items() if path.startswith(folders)}
    beside: dict[str, list[str]] = {}
    texts = {}
    for path, stamp in stamps.items():
        if is_text(path):
            texts[path] = stamp
        else:
            beside.setdefault(path.rpartition("/")[0], []).append(f"{path}{stamp}")
    told = {folder: _hash_files(names) for folder, names in beside.items()}
    return {
        path: f"{stamp[0]:x}.{stamp[1]:x}.{told.get(path.rpartition('/')[0], '')}"
        for path, stamp in texts.items()
    }


def _hash_files(names: Iterable[str]) -> str:
    return sha256("|".join(names).encode()).hexdigest()[:16]


def load_ledger(file: Path, version: str) -> CheckCache:
    """Return the ledger of a file; an empty one where there is none of this version."""
    is_on = gc.isenabled()
    gc.disable()  # it would look through all rows again and again, and find nothing
    try:
        with Storage(file, version) as storage:
            rows, listings = storage.note(NOTE) or ({}, {})
        return CheckCache(version, rows, listings)
    except sqlite3.Error:
        return CheckCache(version)
    finally:
        if is_on:
            gc.enable()


def save_ledger(file: Path, ledger: CheckCache) -> None:
    """Write a ledger in one step; where that is not allowed, the next check does all anew."""
    with suppress(sqlite3.Error), Storage(file, ledger.version) as storage:
        storage.put_note(NOTE, (ledger.rows, ledger.listings))
        storage.save()


def _build_checked(path: str, row: Row, prefix: str) -> Checked:
    _, title, day, status, findings, faults = row
    return Checked(
        *(path, title, day, status),
        findings=tuple(
            Finding(f"{prefix}/{path}", line, rule, RULES[rule].level, sentence)
            for line, rule, sentence in findings
        ),
        faults=tuple(Fault(*fault) for fault in faults),
    )


def build_row(key: str, checked: Checked) -> Row:
    """Return a text as it is kept."""
    return (
        *(key, checked.title, checked.day, checked.status),
        tuple((found.line, found.rule, found.sentence) for found in checked.findings),
        tuple((fault.file, fault.line, fault.field, fault.message) for fault in checked.faults),
    )
