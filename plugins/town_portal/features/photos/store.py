"""Derivatives on disk, outside the output, and an index of what is known about photographs.

A derivative is named by what it is made of (``recipe.key``), written under a temporary name and
renamed: there is never half a file, and two builds write the same bytes. The index only saves
work; without it, or when it is broken, everything is found again from the files themselves.
"""

import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from town_portal.core.storage import Storage
from town_portal.features.photos.made import Looked, Made, PhotoFile, PhotoRequest

TEMPORARY = ".tmp"
_ABANDONED = 3600
"""Seconds after which an unfinished file belongs to no running build."""
_TABLES = (
    "CREATE TABLE made (path PRIMARY KEY, size, mtime_ns, request, sha256, made) WITHOUT ROWID",
    "CREATE TABLE seen (sha256 PRIMARY KEY, seen) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What is known of a photograph's bytes: tone, notices, and its files' sizes in bytes."""

    tone: int
    notices: tuple[str, ...]
    sizes: dict[str, int]


def get_store_path(folder: Path, stored: str) -> Path:
    """Return where a derivative lies: spread over folders, so that none becomes long."""
    return folder / stored[:2] / stored


def write_derivative(folder: Path, stored: str, data: bytes) -> None:
    """Write a derivative in one step; another build that does the same is no harm."""
    target = get_store_path(folder, stored)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=TEMPORARY, dir=target.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        fresh.chmod(0o644)  # mkstemp's own is for the owner alone
        fresh.replace(target)
    except PermissionError:
        fresh.unlink(missing_ok=True)
        if not target.is_file():  # else: on Windows, another program is reading the same bytes
            raise
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


class PhotoStore:
    """A folder of derivatives with its index; a context manager, for the length of one build.

    What a build learns is written to the index in one transaction when the ``with`` block ends.
    Where the folder can't be written, a temporary one serves and is removed at the end. A store
    belongs to one output: what that does not use is swept.
    """

    def __init__(self, folder: Path) -> None:
        self.opened = time.time()
        self._made: dict[str, tuple[str | int, ...]] = {}
        self._seen: dict[str, PhotoFacts] = {}
        self._asked: set[str] = set()
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self.folder = folder
        if not _is_writable(folder):
            self._temporary = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
            self.folder = Path(self._temporary.name)
        self._index = Storage(self.folder / "index.sqlite3", "1", _TABLES, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        try:
            self.commit()
        finally:
            self._index.close()
            if self._temporary:
                self._temporary.cleanup()

    def path_of(self, file: PhotoFile) -> Path:
        """Return where the bytes of a derivative lie."""
        return get_store_path(self.folder, file.stored)

    def recall(self, wanted: PhotoRequest, request: str) -> Made | None:
        """Return what was made of an unchanged photograph, if all of it is there.

        ``request`` is what was asked and with which versions, as text. Nothing is opened.
        """
        self._asked.add(str(wanted.path))
        row = self._row("SELECT * FROM made WHERE path = ?", str(wanted.path))
        if row is None:
            return None
        try:
            state = os.stat(wanted.path)  # noqa: PTH116 - a third of pathlib's time
            if row[1:4] != (state.st_size, state.st_mtime_ns, request):
                return None
            made = parse_made(row[5])
        except (OSError, ValueError, TypeError):
            return None
        files = (*made.files, *((made.animation,) if made.animation else ()))
        return made if all(self._is_there(file.stored, file.size) for file in files) else None

    def _is_there(self, stored: str, size: int) -> bool:
        try:
            path = f"{self.folder}{os.sep}{stored[:2]}{os.sep}{stored}"
            return os.stat(path).st_size == size  # noqa: PTH116
        except OSError:
            return False

    def get_facts(self, sha256: str) -> PhotoFacts | None:
        """Return what is known of a photograph's bytes; files that are not whole are left out."""
        known = self._seen.get(sha256)
        if known is None:
            row = self._row("SELECT seen FROM seen WHERE sha256 = ?", sha256)
            if row is None:
                return None
            try:
                tone, notices, sizes = json.loads(row[0])
                known = PhotoFacts(tone, tuple(notices), dict(sizes))
            except (ValueError, TypeError):
                return None
        sizes = {name: size for name, size in known.sizes.items() if self._is_there(name, size)}
        return PhotoFacts(known.tone, known.notices, sizes)

    def _row(self, question: str, value: str) -> tuple[Any, ...] | None:
        try:
            found: tuple[Any, ...] | None = self._index.base.execute(question, (value,)).fetchone()
        except sqlite3.DatabaseError:  # broken within: as if nothing were known
            return None
        return found

    def remember(self, looked: Looked, made: Made) -> None:
        """Note what was made of a photograph."""
        text = json.dumps(_make_plain(made), ensure_ascii=False)
        name, state = str(looked.path), (looked.size, looked.mtime_ns)
        self._made[name] = (name, *state, looked.request, looked.sha256, text)

    def learn(self, sha256: str, seen: PhotoFacts) -> None:
        """Note what was found out about a photograph's bytes."""
        self._seen[sha256] = seen

    def commit(self) -> None:
        """Write what was noted in one transaction; a broken index begins anew."""
        if not (self._made or self._seen):
            return
        try:
            self._write()
        except sqlite3.DatabaseError:
            self._index.begin_anew()
            with suppress(sqlite3.DatabaseError):  # the next build finds out again
                self._write()
        self._made.clear()
        self._seen.clear()

    def _write(self) -> None:
        seen = [
            (sha256, json.dumps([item.tone, item.notices, item.sizes], ensure_ascii=False))
            for sha256, item in self._seen.items()
        ]
        with self._index.base as base:
            base.executemany("REPLACE INTO made VALUES (?,?,?,?,?,?)", self._made.values())
            base.executemany("REPLACE INTO seen VALUES (?,?)", seen)

    def sweep(self, used: Collection[str]) -> int:
        """Remove derivatives whose stored names are not in ``used``; return how many.

        What another build has written since this one began stays until the next time. Rows of
        photographs that this build did not ask for go too.
        """
        keep, count = set(used), 0
        for path in self.folder.glob("??/*"):
            age_limit = self.opened - (_ABANDONED if path.suffix == TEMPORARY else 0)
            with suppress(OSError):  # another build was quicker
                if path.name not in keep and path.stat().st_mtime < age_limit:
                    path.unlink()
                    count += 1
        self.commit()
        with suppress(sqlite3.DatabaseError), self._index.base as base:
            known = {path for (path,) in base.execute("SELECT path FROM made")}
            gone = [(path,) for path in known - self._asked]
            base.executemany("DELETE FROM made WHERE path = ?", gone)
            base.execute("DELETE FROM seen WHERE sha256 NOT IN (SELECT sha256 FROM made)")
        return count


def parse_made(text: str) -> Made:
    """Return the photograph that ``text`` (JSON of the index) tells of; raises ValueError."""
    width, height, tone, files, moving, notices = json.loads(text)
    animation = PhotoFile(*moving) if moving else None
    made = tuple(PhotoFile(*file) for file in files)
    return Made(width, height, tone, made, animation, tuple(notices))


def _make_plain(made: Made) -> list[object]:
    return [made.width, made.height, made.tone, made.files, made.animation, made.notices]


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
