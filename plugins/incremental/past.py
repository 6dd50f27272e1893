"""The texts as the build before left them, which of them are still so, and what is new."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from math import inf
from typing import Any

from plugins._kit import adapt
from plugins._kit.build import Build
from plugins._kit.content_files.opening import read_bytes
from plugins._kit.identity import identity
from plugins.incremental.inputs import inputs, stamp
from plugins.incremental.kept import Restorer, pickled, row_of
from plugins.incremental.ledger import Ledger
from plugins.incremental.links import targets
from plugins.incremental.shares import is_worthwhile, shared
from plugins.incremental.state import ContentRow, OutputRow, RestRow, State

Taken = tuple[ContentRow, RestRow]
"""A text taken apart."""
_ALWAYS = (-inf, inf)


class Past:
    """See the module's text. ``key`` is the identity of what all texts depend on."""

    def __init__(self, state: State, build: Build, key: str) -> None:
        self._state, self._build, self.key = state, build, key
        self._inputs: Mapping[str, list[str]] = {}
        self._kept: dict[str, ContentRow] = {}
        self._fresh: dict[str, Any] = {}
        self._rows: dict[str, ContentRow] = {}
        self._put: dict[str, ContentRow] = {}
        self._ahead: dict[str, ContentRow] = {}
        self._linking: list[Any] = []
        self._is_of_this_key = False
        self._now = build.now.timestamp()
        self._restorer: Restorer | None = None

    def open(self, folders: Iterable[str], ledger: Ledger, restorer: Restorer) -> None:
        """Find out which of the texts below ``folders`` are as they were."""
        self._restorer = restorer
        self._inputs = inputs(self._build.stamps, folders)
        self._is_of_this_key = self._state.note("key") == self.key
        known = self._state.contents() if self._is_of_this_key else []
        self._rows = {row.path: row for row in known}
        owned = ledger.owned()
        for path in self._inputs:
            row = self._rows.get(path)
            files = owned.get(path, ())
            if row is not None and self._is_same(row, files, ledger):
                self._keep(row)
                ledger.keep(files)

    def _keep(self, row: ContentRow) -> None:
        """Take over a text that is as it was, with what there was to be told of it."""
        self._kept[row.path] = row
        if (row.since, row.until) != _ALWAYS:
            self._build.lasts(row.since, row.until)
        if row.absent:
            self._build.absent[row.path] = row.absent
        if row.plan:
            self._build.plans[row.path] = row.plan
        if row.notices:
            self._build.notices += json.loads(row.notices)

    @property
    def texts(self) -> Collection[str]:
        """All texts, by their paths below the content folder."""
        return self._inputs

    @property
    def files(self) -> Collection[str]:
        """All files of the content folder, by their paths there."""
        return self._build.stamps

    @property
    def fresh(self) -> Mapping[str, Any]:
        """The contents that were read in this build."""
        return self._fresh

    @property
    def shown(self) -> Collection[str]:
        """The texts that were not, and that are shown."""
        return [path for path, row in self._kept.items() if not row.absent]

    def row(self, path: str) -> ContentRow | None:
        """Return the row of a text, as this build has left it."""
        return self._put.get(path) or self._kept.get(path)

    def is_shown(self, path: str) -> bool | None:
        """Tell whether a text is shown; None when it has to be read to know."""
        row = self._kept.get(path)
        return None if row is None else not row.absent

    def content(self, path: str) -> Any:
        """Return the content of a text that was kept, or read ahead; None of another."""
        if self._restorer is None:
            return None
        row = self._kept.get(path) or self._ahead.get(path)
        if row is None:
            return None
        content = self._restorer.content(row, settled=path in self._kept)
        if path not in self._kept:
            self._fresh[path] = content
        self._note_links(content, [address for address, _ in row.links])
        return content

    def read(self, path: str, content: Any) -> None:
        """Take a content that was read."""
        self._fresh[path] = content
        self._note_links(content, [link.address for link in adapt.links(content)])

    def _note_links(self, content: Any, addresses: Iterable[str]) -> None:
        if any(address.startswith(("{", "|")) for address in addresses):
            self._linking.append(content)

    def read_ahead(self, paths: Iterable[str], read: Callable[[str], Any]) -> None:
        """Have several processes read those of the texts that are not kept, if they are many.

        What has faults, notices, or can't be kept is left to be read again by this process.
        """
        waiting = [path for path in sorted(paths) if path not in self._kept]
        if not is_worthwhile(len(waiting)) or not self._state.is_shared:
            return
        for row, rest in shared(waiting, lambda path: self._read_apart(path, read)):
            self._ahead[row.path] = row
            self._state.put([rest])
            if (row.since, row.until) != _ALWAYS:
                self._build.moments[row.path] = row.since, row.until
                self._build.lasts(row.since, row.until)
            if row.plan:
                self._build.plans[row.path] = row.plan
        self._state.save()

    def _read_apart(self, path: str, read: Callable[[str], Any]) -> Taken | None:
        """Read a text in a process that only reads."""
        before = self._build.told_so_far
        content = read(path)
        if self._build.told_so_far != before or not content.is_valid():
            return None
        return None if path in self._build.outward else self.take_apart(path, content)

    def take_apart(self, path: str, content: Any) -> Taken | None:
        """Return the rows of a content, which gets its record; None when it can't be kept."""
        row = self._stamped(path)
        content.identity = identity(path, row.digest, self.key)
        content.record = adapt.record(content, self._build)
        rest = pickled(content)
        if rest is None:
            return None
        shown = blake2b(rest[0], digest_size=16).hexdigest()
        content.record = replace(content.record, identity=shown)
        return row_of(content, row), RestRow(content.identity, *rest)

    def settle(self, known: Mapping[str, Any]) -> None:
        """Take apart what was read, now that nothing of it will change; faults leave it alone.

        ``known`` are all contents by their paths: one that leads to others gets ``targets``, so
        that its page changes with their addresses.
        """
        if self._build.faults.found:
            return
        for path, content in self._fresh.items():
            if path in self._ahead and content.is_as_read:
                self._put[path] = self._ahead[path]
                continue
            taken = self.take_apart(path, content)
            content._base = frozenset((*vars(content), "_base"))
            if taken and path not in self._build.outward:
                self._put[path] = taken[0]
                self._state.put([taken[1]])
        self._note_absent()
        for content in self._linking:
            content.targets = targets(content, known, self._build.on_disk)
        self._state.save()

    def _note_absent(self) -> None:
        """Note the texts that are not shown, each with the reason."""
        for path in self._inputs.keys() & self._build.absent.keys():
            if path not in self._kept and path not in self._build.outward:
                self._put[path] = self._stamped(path)._replace(absent=self._build.absent[path])

    def save(self) -> None:
        """Write what is new into the state."""
        gone = [path for path in self._rows if path not in self._kept and path not in self._put]
        if self._is_of_this_key:
            self._state.drop("contents", gone)
            self._state.drop("rests", self._replaced(gone))
        else:
            self._state.clear("contents")
        self._state.put(list(self._put.values()))
        if gone or self._put:
            self._state.drop_rests()
        self._state.put_note("key", self.key)

    def _replaced(self, gone: Iterable[str]) -> set[str]:
        """Return the identities of what was known of the texts that are gone or are others now."""
        before = {self._rows[path].identity for path in (*gone, *self._rows.keys() & self._put)}
        return before.difference(row.identity for row in self._put.values())

    def _is_same(self, row: ContentRow, files: Collection[OutputRow], ledger: Ledger) -> bool:
        if not row.since <= self._now < row.until:
            return False
        if not all(ledger.is_whole(file) for file in files):
            return False
        found = stamp(self._inputs[row.path], self._build.stamps)
        if found == row.stamp:
            return True
        if self._digest(row.path) != row.digest:
            return False
        self._put[row.path] = row._replace(stamp=found)
        return True

    def _stamped(self, path: str) -> ContentRow:
        """Return a row that holds what tells whether a text has changed."""
        since, until = self._build.moments.get(path, _ALWAYS)
        found = stamp(self._inputs[path], self._build.stamps)
        told = self._build.told.get(path)
        notices = json.dumps(told, ensure_ascii=False) if told else ""
        row = ContentRow(path, found, self._digest(path), since, until, notices=notices)
        plan, standing = self._build.plans.get(path), self._build.standings.get(path, "")
        return row._replace(plan=plan, standing=standing)

    def _digest(self, path: str) -> str:
        """Return the identity of a text's bytes and of the times and sizes of the files beside."""
        try:
            data = read_bytes(self._build.content / path, self._build.content)
        except (OSError, ValueError):
            return ""
        beside = stamp(self._inputs[path][1:], self._build.stamps)
        return blake2b(data + beside.encode(), digest_size=16).hexdigest()
