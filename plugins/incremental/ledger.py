"""What is in the output and of what it was made: who asks learns whether it is still right."""

import json
import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from plugins._kit.content_files.copying import stamp_of
from plugins._kit.identity import UnknownKind, identity
from plugins._kit.outlet import Outlet
from plugins._kit.records import FileCopy
from plugins._kit.watch import Sight, Watch
from plugins.incremental import reasons
from plugins.incremental.state import OutputRow

NEVER = ""
"""The identity of what is made anew in each build."""


class Ledger(Outlet):
    """An outlet that leaves alone what an earlier build wrote and this one would write again.

    ``rows`` are the files of the last build below ``output``; new ones go into ``folder``.
    """

    def __init__(
        self, folder: Path, output: Path, rows: Iterable[OutputRow], watch: Watch, code: str
    ) -> None:
        super().__init__(folder)
        self.output, self._watch, self._code = f"{output}/", watch, code
        self._rows = {row.name: row for row in rows}
        self._beside: defaultdict[str, list[OutputRow]] = defaultdict(list)
        for row in self._rows.values():
            if row.page:
                self._beside[row.page].append(row)
        self._fresh: dict[str, OutputRow] = {}
        self._kept: set[str] = set()
        self._same: dict[str, bool] = {"": True}
        self.changed_parts: Sequence[str] = ()
        """What has changed of that on which all pages depend."""
        self.reasons: dict[str, str] = {}
        """Why a page was made again; see plugins/incremental/reasons.py."""

    @property
    def kept(self) -> Collection[str]:
        """The names of the files that are left alone."""
        return self._kept

    @property
    def fresh(self) -> Mapping[str, OutputRow]:
        """What this build wrote."""
        return self._fresh

    def owned(self) -> dict[str, list[OutputRow]]:
        """Return the files that belong to texts, by the text's path."""
        found: defaultdict[str, list[OutputRow]] = defaultdict(list)
        for row in self._rows.values():
            if row.owner:
                found[row.owner].append(row)
        return found

    def is_whole(self, row: OutputRow) -> bool:
        """Tell whether a file is as it was written."""
        try:
            status = os.stat(self.output + row.name)
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (row.size, row.changed)

    def kept_sources(self) -> set[Path]:
        """Return the files that what is left alone is copies of."""
        rows = (row for name, row in self._rows.items() if name in self._kept)
        return {Path(row.source) for row in rows if row.source}

    def keep(self, rows: Iterable[OutputRow]) -> None:
        """Leave files alone."""
        for row in rows:
            self._kept.add(row.name)

    def keeps(self, name: str, known: str) -> bool:
        """Tell whether ``name`` is still right, made of what ``known`` is the identity of."""
        row = self._rows.get(name)
        files = (row, *self._beside.get(name, ())) if row else ()
        reason = self._reason(row, known, files)
        if reason:
            self.reasons[name] = reason
            return False
        self.keep(files)
        return True

    def _reason(self, row: OutputRow | None, known: str, files: Iterable[OutputRow]) -> str:
        """Return why a file has to be made again; nothing when it is still right."""
        if row is None:
            return reasons.NEW
        if not known:
            return reasons.ALWAYS
        if row.identity != known:
            return reasons.changed(row.identity, known, self.changed_parts)
        if not self._sees_the_same(row.sights):
            return reasons.seen(self._difference(row.sights))
        return "" if all(map(self.is_whole, files)) else reasons.TOUCHED

    def note(self, name: str, known: str, sights: Collection[Sight] = ()) -> OutputRow:
        """Note a page that was written; its size and time are looked up at the end."""
        seen = [(*sight, self._watch.look(sight)) for sight in sorted(sights)]
        told = json.dumps(seen) if seen else ""
        row = OutputRow(name, known, told, "", reason=self.reasons.get(name, ""))
        self.take(row)
        return row

    def take(self, row: OutputRow) -> None:
        """Take the note of another process."""
        self._fresh[row.name] = row

    def note_beside(self, page: str) -> None:
        """Note the files that another plugin wrote into the folder of a page just written."""
        folder, slash, _ = page.rpartition("/")
        with os.scandir(self.folder / folder) as entries:
            names = [f"{folder}{slash}{entry.name}" for entry in entries if entry.is_file()]
        for name in names:
            if name not in self._fresh:
                self._fresh[name] = OutputRow(name, NEVER, "", "", page=page)

    def put(self, name: str, known: Any, make: Callable[[], bytes]) -> None:
        """Write a file unless it is still right."""
        mark = self.mark(known)
        if not self.keeps(name, mark):
            super().put(name, known, make)
            self.note(name, mark)

    def copy(self, copy: FileCopy) -> None:
        """Copy a file unless the copy is still right; a file of ours never changes."""
        stamp = stamp_of(copy.source)
        mark = identity(copy.source, () if copy.is_ours else stamp)
        if not self.keeps(copy.url, mark):
            super().copy(copy)
        self._fresh[copy.url] = OutputRow(copy.url, mark, "", copy.owner, str(copy.source))

    def mark(self, *known: Any) -> str:
        """Return the identity of some values and of the code; NEVER where there is none."""
        try:
            return identity(self._code, *known)
        except UnknownKind:
            return NEVER

    def settle(self) -> list[OutputRow]:
        """Return the rows of what was written, as the files now are."""
        for name, row in self._fresh.items():
            status = os.stat(self.output + name)
            changed = status.st_mtime_ns
            self._fresh[name] = row._replace(size=status.st_size, changed=changed)
        return list(self._fresh.values())

    @property
    def is_all_whole(self) -> bool:
        """Whether every file is as the last build left it."""
        return all(map(self.is_whole, self._rows.values()))

    def row(self, name: str) -> OutputRow | None:
        """Return what is known of a file."""
        return self._fresh.get(name) or self._rows.get(name)

    def gone(self) -> list[str]:
        """Return the names that are no longer in the output."""
        return [name for name in self._rows if name not in self._kept and name not in self._fresh]

    def _sees_the_same(self, sights: str) -> bool:
        """Tell whether a page would see the same again; many pages have seen the very same."""
        if sights not in self._same:
            self._same[sights] = not self._difference(sights)
        return self._same[sights]

    def _difference(self, sights: str) -> Sight | None:
        """Return what a page would see otherwise; None if nothing."""
        for kind, name, value in json.loads(sights):
            if self._watch.look((kind, name)) != value:
                return kind, name
        return None
