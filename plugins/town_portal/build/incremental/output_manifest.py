"""What is in the output and of what it was made: who asks learns whether it is still right."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from town_portal.build.incremental import reasons
from town_portal.build.incremental.looks import Frame, Looks
from town_portal.build.incremental.state import OutputRow, BuildState
from town_portal.build.outlet import Outlet
from town_portal.build.steps import PAGE
from town_portal.build.dependencies import Sight, DependencyTracker
from town_portal.core.content_files.copying import read_stamp
from town_portal.core.identity import UnknownKind, compute_identity
from town_portal.core.records import FileCopy

NEVER = ""
"""The identity of what is made anew in each build."""
Task = tuple[str, str]
"""A piece of work whose files belong together: a step and one of its keys."""
EACH_TIME: Task = ("", "")
"""What is looked through in each build."""
BESIDE, FILES = "beside", "files"
"""Steps: files that other plugins write beside a page; copies that belong to a text."""


class OutputManifest(Outlet):
    """An outlet that leaves alone what an earlier build wrote and this one would write again.

    New files go into ``folder``, others lie in ``output``. What belongs to a task that is not
    visited stays as it is, unseen; of a visited one, what it does not put again goes.
    """

    def __init__(self, folder: Path, output: Path, state: BuildState, watch: DependencyTracker, code: str) -> None:
        super().__init__(folder)
        self.output, self._state, self._watch, self._code = f"{output}/", state, watch, code
        self._task = EACH_TIME
        self.planned: set[Task] = {EACH_TIME, (FILES, "")}
        """What this build plans anew: of these tasks it knows what will be there."""
        self.visited: set[Task] = set(self.planned)
        self.is_whole_visit = False
        """Whether all is looked through but copies that belong to texts."""
        self.is_meddled = False
        """Whether something came or went directly below the output."""
        self.is_interrupted = False
        """Whether the last build was killed while it wrote: it may have left files unknown."""
        self.is_new = False
        """Whether nothing is known of what is in the output."""
        self.damaged: frozenset[str] = frozenset()
        """The files that are not as they were written."""
        self.fresh: dict[str, OutputRow] = {}
        """What this build wrote."""
        self.looks = Looks(state, watch)
        self._kept: set[str] = set()
        self.changed_parts: Sequence[str] = ()
        """What has changed of that on which all pages depend."""
        self.reasons: dict[str, str] = {}
        """Why a page was made again; see build/incremental/reasons.py."""

    @contextmanager
    def task(self, step: str, key: str) -> Iterator[None]:
        """Have what is put meanwhile belong to a task."""
        before, self._task = self._task, (step, key)
        self.visited.add(self._task)
        try:
            yield
        finally:
            self._task = before

    @property
    def current(self) -> Task:
        """The task to which belongs what is put now."""
        return self._task

    def plan(self, tasks: set[Task]) -> None:
        """Note what this build plans anew."""
        self.planned |= tasks
        self.visited |= tasks

    def keeps(self, name: str, known: str) -> bool:
        """Tell whether ``name`` is still right, made of what ``known`` is the identity of."""
        row = self.row(name)
        reason = self._reason(row, known)
        if row is None or reason:
            self.reasons[name] = reason
            return False
        self._kept.add(name)
        if (row.step, row.key) != self._task:
            self.fresh[name] = row._replace(step=self._task[0], key=self._task[1])
        return True

    def _reason(self, row: OutputRow | None, known: str) -> str:
        """Return why a file has to be made again; nothing when it is still right."""
        if row is None:
            return reasons.NEW
        if not known:
            return reasons.ALWAYS
        if row.identity != known:
            return reasons.explain_changed_mark(row.identity, known, self.changed_parts)
        if row.frame in self.looks.changed:
            return reasons.explain_changed_sight(self.looks.difference(row.frame))
        return reasons.TOUCHED if row.name in self.damaged else ""

    def note(self, name: str, known: str, sights: Collection[Sight] = ()) -> OutputRow:
        """Note a page that was written; its size and time are looked up at the end."""
        row = OutputRow(name, *self._task, known, reason=self.reasons.get(name, ""))
        self.take(row, self.looks.frame(sights))
        return self.fresh[name]

    def take(self, row: OutputRow, seen: Frame = ()) -> None:
        """Take the note of another process."""
        self.fresh[row.name] = row._replace(frame=self.looks.name(seen)) if seen else row

    def note_beside(self, page: str) -> None:
        """Note the files that another plugin wrote into the folder of a page just written."""
        folder, slash, _ = page.rpartition("/")
        with os.scandir(self.folder / folder) as entries:
            names = [f"{folder}{slash}{entry.name}" for entry in entries if entry.is_file()]
        self.visited.add((BESIDE, page))
        for name in names:
            if name not in self.fresh:
                self.fresh[name] = OutputRow(name, BESIDE, page, NEVER)

    def put(self, name: str, known: Any, make: Callable[[], bytes]) -> None:
        """Write a file unless it is still right."""
        mark = self.mark(known)
        if not self.keeps(name, mark):
            super().put(name, known, make)
            self.note(name, mark)

    def keep(self, name: str) -> bool:
        """Leave a file alone that is there; False where it is not, or not as it was."""
        row = self.row(name)
        if row is None or name in self.damaged:
            return False
        self._kept.add(name)
        return True

    def copy(self, copy: FileCopy) -> None:
        """Copy a file unless the copy is still right; a file of ours never changes."""
        mark = compute_identity(copy.source, () if copy.is_ours else read_stamp(copy.source))
        with self.task(FILES, copy.owner):
            if not self.keeps(copy.url, mark):
                super().copy(copy)
                self.fresh[copy.url] = OutputRow(
                    copy.url, *self._task, mark, source=str(copy.source)
                )

    def mark(self, *known: Any) -> str:
        """Return the identity of some values and of the code; NEVER where there is none."""
        try:
            return compute_identity(self._code, *known)
        except UnknownKind:
            return NEVER

    def tasks_of(self, frames: Iterable[str], names: Iterable[str] = ()) -> set[Task]:
        """Return the tasks whose files have these frames or names."""
        question = "SELECT DISTINCT step, key FROM outputs WHERE {} IN ({{}})"
        by_frame = self._state.among(question.format("frame"), frames)
        return {*by_frame, *self._state.among(question.format("name"), names)}

    def find_damaged(self) -> None:
        """Look through the output for files that are not as they were written."""
        found = _scan_stamps(self.output)
        rows = self._state.ask("SELECT name, size, changed FROM outputs")
        self.damaged = frozenset(
            name for name, size, changed in rows if found.get(name) != (size, changed)
        )

    def damaged_texts(self) -> set[str]:
        """Return the texts whose files in the output are not as they were written.

        Those whose copies were still to be made when a build was killed are among them.
        """
        due = self._state.ask("SELECT step, key FROM dirty")
        tasks = self.tasks_of((), self.damaged).union(due)
        return {key for step, key in tasks if step == FILES and key}

    def store_files(self) -> None:
        """Put what was written and what is gone into the state, the files being as they now are."""
        state = self._state
        state.drop("outputs", "name", self._forgotten())
        rows = []
        for name, row in self.fresh.items():
            status = os.stat(self.output + name)
            rows.append(row._replace(size=status.st_size, changed=status.st_mtime_ns))
            self.fresh[name] = rows[-1]
        state.put(rows)
        self.looks.save(sweep=bool(self.looks.changed) or self.is_whole_visit)

    def _forgotten(self) -> Collection[str]:
        """Return the names of what is known and no longer in the output."""
        gone, kept = self.gone(), self.kept
        if gone is not None:
            return gone
        names = {name for (name,) in self._state.ask("SELECT name FROM outputs")}
        return names.difference(self.fresh, kept)

    def row(self, name: str) -> OutputRow | None:
        """Return what is known of a file."""
        if name in self.fresh:
            return self.fresh[name]
        found = self._state.ask("SELECT * FROM outputs WHERE name = ?", name)
        return OutputRow._make(found[0]) if found else None

    @property
    def kept(self) -> Collection[str]:
        """See Outlet."""
        if not (self.is_new or self.is_interrupted):
            return ()
        rows = self._state.ask("SELECT name, step, key FROM outputs") if not self.is_new else ()
        unseen = {name for name, *task in rows if not self._looks_through(*task)}
        beside = self._state.ask("SELECT name, key FROM outputs WHERE step = ?", BESIDE)
        return {*unseen, *self._kept, *(name for name, page in beside if page in self._kept)}

    def gone(self) -> list[str] | None:
        """See Outlet."""
        if self.is_new or self.is_interrupted:
            return None
        if self.is_whole_visit:
            rows = self._state.ask("SELECT name, step, key FROM outputs")
            return [
                name
                for name, step, key in rows
                if self._looks_through(step, key)
                and not self._stays(name)
                and not (step == BESIDE and self._stays(key))
            ]
        question = "SELECT name FROM outputs WHERE step = ? AND key = ?"
        found = [name for task in self.visited for (name,) in self._state.ask(question, *task)]
        gone = [name for name in found if not self._stays(name)]
        beside = self._state.among(
            f"SELECT name FROM outputs WHERE step = '{BESIDE}' AND key IN ({{}})", gone
        )
        return [*gone, *(name for (name,) in beside if not self._stays(name))]

    def _stays(self, name: str) -> bool:
        return name in self._kept or name in self.fresh

    def sources(self) -> set[Path]:
        """Return the files that what is left alone is copies of."""
        rows = self._state.ask("SELECT DISTINCT source, step, key FROM outputs WHERE source != ''")
        return {Path(source) for source, *task in rows if not self.visits(*task)}

    def visits(self, step: str, key: str) -> bool:
        """Tell whether this build has planned anew what belongs to a task."""
        return self.is_new or (step, key) in self.planned

    def _looks_through(self, step: str, key: str) -> bool:
        """Tell whether what belongs to a task goes unless it is put again."""
        return (step, key) in self.visited or (self.is_whole_visit and step != FILES)

    def visited_addresses(self) -> Iterator[str]:
        """Yield the addresses of what an earlier build wrote and this one looks through."""
        for task in self.planned:
            for (name,) in self._state.ask(
                "SELECT name FROM outputs WHERE step = ? AND key = ?", *task
            ):
                yield name.removesuffix("index.html")

    def holds(self, url: str) -> bool:
        """Tell whether a file that stays unseen stands at an address; no page of a text does."""
        name = f"{url}index.html" if not url or url.endswith("/") else url
        row = self.row(name)
        return row is not None and row.step != PAGE and not self.visits(row.step, row.key)


def _scan_stamps(folder: str) -> dict[str, tuple[int, int]]:
    """Return size and time of all files below a folder, by their paths there."""
    found: dict[str, tuple[int, int]] = {}
    waiting = [""]
    while waiting:
        above = waiting.pop()
        try:
            entries = os.scandir(folder + above)
        except OSError:
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{above}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    status = entry.stat(follow_symlinks=False)
                    found[above + entry.name] = status.st_size, status.st_mtime_ns
    return found
