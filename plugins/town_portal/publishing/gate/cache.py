"""What an earlier look at a site found, in one SQLite file of its state folder.

A file is as it was while its size and time are; what was found in it stays true as long as the
gate's own code and the town's data do. Losing the file costs one look at everything.
"""

from __future__ import annotations

import pickle
import sqlite3
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from town_portal.core.storage import Storage
from town_portal.core.system.places import PACKAGE
from town_portal.core.system.walk import Stat

FILE = "gate.db"
_CODE = (
    *(Path(__file__).resolve().parent, PACKAGE / "authoring" / "proofreading" / "rules"),
    *(PACKAGE / "features" / "redirects", PACKAGE / "features" / "files"),
)
"""The folders whose code decides what is found."""
_TABLES = (
    "CREATE TABLE files (path TEXT PRIMARY KEY, size, mtime, links BLOB) WITHOUT ROWID",
    "CREATE TABLE wrong (path TEXT PRIMARY KEY, faults BLOB) WITHOUT ROWID",
    "CREATE TABLE ids (path TEXT PRIMARY KEY, ids TEXT) WITHOUT ROWID",
    "CREATE TABLE addresses (id INTEGER PRIMARY KEY, address TEXT UNIQUE)",
)


class FileFindings(NamedTuple):
    """What was found in one file.

    ``faults`` are what is wrong in itself; ``links`` the addresses within the portal that it
    refers to; ``ids`` those of its elements; ``private`` the digits of private numbers, each with
    its sentence; ``titles`` those of texts that are not public; ``moved`` where a page that leads
    on leads to; ``foreign`` facts of the demonstration.
    """

    faults: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    private: tuple[tuple[str, str], ...] = ()
    titles: tuple[str, ...] = ()
    moved: str | None = None
    foreign: tuple[str, ...] = ()


def compute_version(town: bytes) -> str:
    """Return what tells that the gate itself, or the town's data, have changed."""
    found = sha256(sys.version.encode() + town)
    for folder in _CODE:
        for path in sorted(folder.glob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()


class GateCache(Storage):
    """What is kept of one site. Raises sqlite3.Error where the file turns out to be damaged.

    ``numbers`` are those of addresses, which files name by them; ``fresh`` the new addresses.
    """

    def __init__(self, state: Path, version: str) -> None:
        super().__init__(state / FILE, version, _TABLES)
        rows = self.base.execute("SELECT address, id FROM addresses")
        self.numbers: dict[str, int] = dict(rows.fetchall())
        self.fresh: set[str] = set()

    def files(self, wanted: Iterable[str] | None = None) -> dict[str, tuple[int, int]]:
        """Return the size and time of each file, or of those that are wanted, as looked at."""
        question = "SELECT path, size, mtime FROM files"
        if wanted is None:
            rows = self.base.execute(question).fetchall()
        else:
            rows = self._each(f"{question} WHERE path = ?", ((path,) for path in wanted))
        return {path: (size, mtime) for path, size, mtime in rows}

    def find_addresses(self, places: Iterable[str]) -> set[str]:
        """Return the known addresses at some places, those with fragments too."""
        question = "SELECT address FROM addresses WHERE address = ? OR address BETWEEN ? AND ?"
        given = ((place, f"{place}#", f"{place}#\U0010ffff") for place in places)
        return {address for (address,) in self._each(question, given)}

    def _each(self, question: str, given: Iterable[tuple[str, ...]]) -> list[Any]:
        return [row for values in given for row in self.base.execute(question, values)]

    def wrong(self) -> dict[str, FileFindings]:
        """Return what was found in those files in which anything is to be told."""
        rows = self.base.execute("SELECT path, faults FROM wrong")
        return {path: FileFindings(*pickle.loads(found)) for path, found in rows}

    def ids(self, path: str) -> frozenset[str]:
        """Return the ids of a page's elements."""
        found = self.base.execute("SELECT ids FROM ids WHERE path = ?", (path,)).fetchone()
        return frozenset(found[0].split("\n")) if found else frozenset()

    def sources(self, addresses: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
        """Yield each file that refers to one of these addresses, and to which of them."""
        wanted = {self.numbers[address]: address for address in addresses}
        if not wanted:
            return
        for path, links in self.base.execute("SELECT path, links FROM files WHERE links != ''"):
            found = wanted.keys() & array("I", links)
            if found:
                yield path, sorted(wanted[number] for number in found)

    def forget_addresses(self, addresses: Iterable[str]) -> None:
        """Drop addresses that no file refers to any more."""
        numbers = [(self.numbers.pop(address),) for address in addresses]
        self.base.executemany("DELETE FROM addresses WHERE id = ?", numbers)

    def drop(self, paths: Iterable[str]) -> None:
        """Forget files."""
        rows = [(path,) for path in paths]
        for table in ("files", "wrong", "ids"):
            self.base.executemany(f"DELETE FROM {table} WHERE path = ?", rows)

    def put(self, seen: Mapping[str, FileFindings], stats: Mapping[str, Stat]) -> None:
        """Note what was found in files, in place of what was known of them."""
        self.drop(seen)
        new = {link for item in seen.values() for link in item.links} - self.numbers.keys()
        first = max(self.numbers.values(), default=0) + 1
        fresh = {address: number for number, address in enumerate(sorted(new), first)}
        self.numbers |= fresh
        self.fresh |= new
        rows = [(number, address) for address, number in fresh.items()]
        self.base.executemany("INSERT INTO addresses VALUES (?, ?)", rows)
        self.base.executemany(
            "INSERT INTO files VALUES (?, ?, ?, ?)",
            (
                (
                    path,
                    *stats[path],
                    array("I", map(self.numbers.__getitem__, item.links)).tobytes(),
                )
                for path, item in seen.items()
            ),
        )
        ids = [(path, "\n".join(item.ids)) for path, item in seen.items() if item.ids]
        self.base.executemany("INSERT INTO ids VALUES (?, ?)", ids)
        self.put_wrong({path: item for path, item in seen.items() if is_to_be_told(item)})

    def put_wrong(self, seen: Mapping[str, FileFindings]) -> None:
        """Note what is to be told of files."""
        rows = (
            (path, pickle.dumps(tuple(item._replace(links=(), ids=())), pickle.HIGHEST_PROTOCOL))
            for path, item in seen.items()
        )
        self.base.executemany("INSERT OR REPLACE INTO wrong VALUES (?, ?)", rows)

    def save(self) -> None:
        """Make lasting what was put and dropped, all or nothing."""
        with suppress(sqlite3.OperationalError):  # a full disk: the next look does it again
            super().save()
        self.close()


def is_to_be_told(seen: FileFindings) -> bool:
    """Tell whether there is anything about a file but its links and ids."""
    found = seen.faults or seen.private or seen.titles or seen.foreign
    return bool(found) or seen.moved is not None
