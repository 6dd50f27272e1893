"""The check of a whole content folder: only what has changed since the last one is read.

What citizens see is asked of the files themselves, without a build: ten thousand articles take
seconds. Drafts are looked at too, which is when staff want to know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from town_portal.authoring.proofreading import check_cache, jobs, models
from town_portal.authoring.proofreading.check_cache import Checked
from town_portal.authoring.proofreading.proofread import load_names
from town_portal.authoring.proofreading.read import ContentPlace
from town_portal.authoring.proofreading.rule import Finding
from town_portal.core.content_files.opening import describe_refusal, has_file
from town_portal.core.data import tables
from town_portal.core.data.loading import Table, load_file
from town_portal.core.faults import Fault, Faults


@dataclass(frozen=True)
class ContentReport:
    """What was found in a content folder.

    ``count`` is how many texts there are, ``texts`` those of which there is something to tell, in
    order; ``data_faults`` is what is wrong in data files.
    """

    count: int
    texts: tuple[Checked, ...]
    data_faults: tuple[Fault, ...] = ()

    @cached_property
    def findings(self) -> list[Finding]:
        """All findings by file and line."""
        return [finding for text in self.texts for finding in text.findings]

    @property
    def faults(self) -> list[Fault]:
        """What would stop a build, as far as single files tell it."""
        found = (fault for text in self.texts for fault in text.faults)
        return sorted({*self.data_faults, *found})


def list_findings(content: Path) -> list[Finding]:
    """Return what the rules find in all texts of a content folder, by file and line."""
    return ContentCheck(content).report().findings


class ContentCheck:
    """A check of a content folder: what is known of it, and what has changed since."""

    def __init__(self, content: Path) -> None:
        """Look for what has changed; no text is read yet."""
        self._faults = Faults()
        self._place = read_place(content, self._faults)
        self._file = check_cache.place_of(content)
        self._known = check_cache.load_ledger(self._file, check_cache.compute_version(content))
        listings = dict(self._known.listings)
        self._keys = check_cache.compute_keys(content, self._known)
        self._fresh = self._known.changed(self._keys)
        for path in self._known.refused:
            self._faults.add(content / path, 1, "", describe_refusal(content / path))
        self._is_as_kept = self._known.listings == listings

    @property
    def waiting(self) -> int:
        """How many texts have to be read."""
        return len(self._fresh)

    def report(self, told: jobs.Told = lambda _done, _all: None) -> ContentReport:
        """Read what has changed and return all that is found; ``told`` hears how far it is."""
        rows = self._known.rows
        gone = rows.keys() - self._keys.keys()
        for path in gone:
            del rows[path]
        for checked in jobs.check_all(self._place, list(self._fresh), told):
            rows[checked.path] = check_cache.build_row(self._fresh[checked.path], checked)
        if self._fresh or gone or not self._is_as_kept:
            check_cache.save_ledger(self._file, self._known)
        texts = tuple(self._known.iter_checked(self._place.content))
        return ContentReport(len(rows), texts, tuple(self._faults))


def read_place(content: Path, faults: Faults) -> ContentPlace:
    """Return what the town's data say; what is wrong in them is a fault."""
    found = {table.name: _load_table(table, content, faults) for table in _iter_tables()}
    town, categories, proofreading = (
        found[name] for name in ("town", "categories", "proofreading")
    )
    assert isinstance(town, tables.Town)
    assert categories is None or isinstance(categories, tables.Categories)
    assert isinstance(proofreading, models.Proofreading)
    return ContentPlace(content, town, categories, proofreading, load_names(content))


def _iter_tables() -> Iterator[Table]:
    wanted = ("town", "categories")
    yield from (table for table in tables.TABLES if table.name in wanted)
    yield models.TABLE


def _load_table(table: Table, content: Path, faults: Faults) -> object:
    file = content / "data" / f"{table.name}.yaml"
    found = load_file(table.model, file, faults, content) if has_file(file) else None
    return found or table.default
