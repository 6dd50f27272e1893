"""Which keys of which steps are to be worked on: what a change affects, and nothing else."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from town_portal.build.build import Build
from town_portal.build.incremental.changes import Changes
from town_portal.build.incremental.output_manifest import Task
from town_portal.build.incremental.state import BuildState, ReferenceRow, ValueRow
from town_portal.build.steps import PAGE, Step, sort_steps
from town_portal.core.identity import compute_identity

T = TypeVar("T")

_DROP = ("results", "refs")


class AffectedKeys:
    """The keys that changes affect, of all steps.

    They are saved before anything is made and forgotten when all is in its place: a build that is
    killed in between is made up for by the next.
    """

    def __init__(
        self, steps: Iterable[Step], state: BuildState, build: Build, code: str = ""
    ) -> None:
        self.steps = sort_steps(steps)
        self._state, self._build, self._code = state, build, code
        self.is_all = False
        """Whether every key is worked on."""
        self._dirty: dict[Task, str] = {}
        for step, key, cause in state.ask("SELECT step, key, cause FROM dirty"):
            self._dirty[step, key] = cause

    def spread(self, changes: Changes) -> None:
        """Find out which keys changes affect; compute anew the results that are kept."""
        self.is_all |= changes.is_all
        for change in changes.items:
            self.add(PAGE, change.path, change.path)
        for step in self.steps:
            if changes.is_all:
                self._compute_all(step)
            else:
                self._spread(step, changes)
        for (name, key), cause in self._dirty.items():
            self._state.run("INSERT OR REPLACE INTO dirty VALUES (?, ?, ?)", name, key, cause)

    def _spread(self, step: Step, changes: Changes) -> None:
        causes = " ".join(change.path for change in changes.items[:3])
        affected = set(step.affected(self._build, changes))
        if step.refers:
            paths = [change.path for change in changes.items if change.listed]
            question = f"SELECT key, path FROM refs WHERE step = '{step.name}' AND path IN ({{}})"
            for key, path in self._state.among(question, paths):
                self.add(step.name, key, path)
        if step.compute:
            affected = set(self._computed(step, sorted(affected)))
        for key in sorted(affected):
            self.add(step.name, key, causes)

    def _computed(self, step: Step, keys: Iterable[str]) -> Iterator[str]:
        """Yield the keys whose results are others than before."""
        assert step.compute
        for key in keys:
            value = step.compute(self._build, key)
            text = "" if value is None else json.dumps(value, ensure_ascii=False)
            where = "step = ? AND key = ?"
            before = self._state.one(f"SELECT value FROM results WHERE {where}", step.name, key)
            if text == (before or ""):
                continue
            for table in _DROP:
                self._state.run(f"DELETE FROM {table} WHERE {where}", step.name, key)
            if value is not None:
                self._put(step, [(key, value)])
            yield key

    def _compute_all(self, step: Step) -> None:
        if step.compute_all:
            self._put(step, step.compute_all(self._build))

    def _put(self, step: Step, results: Iterable[tuple[str, Any]]) -> None:
        rows: list[ValueRow | ReferenceRow] = []
        for key, value in results:
            rows.append(ValueRow(step.name, key, json.dumps(value, ensure_ascii=False)))
            if step.refers:
                rows += [ReferenceRow(step.name, key, path) for path in step.refers(value)]
        self._state.put(rows)

    def add(self, step: str, key: str, cause: str = "") -> None:
        """Have a key worked on, because of ``cause``."""
        self._dirty.setdefault((step, key), cause)

    def keys(self, step: Step) -> list[str]:
        """Return the keys of a step that are to be worked on."""
        if self.is_all:
            return list(dict.fromkeys((*step.keys(self._build), *self._due(step.name))))
        return self._due(step.name)

    def _due(self, name: str) -> list[str]:
        return sorted(key for step, key in self._dirty if step == name)

    def tasks(self) -> set[Task]:
        """Return the keys that are to be worked on, with their steps."""
        return set(self._dirty)

    def pages(self) -> list[str]:
        """Return the files of the articles whose pages are looked at; all where ``is_all``."""
        names = {PAGE, *(step.name for step in self.steps if step.gives.startswith("article."))}
        return sorted({key for step, key in self._dirty if step in names})

    def cause(self, task: Task) -> str:
        """Return what made a key worked on; empty where that is not known."""
        return self._dirty.get(task, "")

    def value(self, step: Step, key: str) -> Any:
        """Return the result that is kept of a key; None where there is none."""
        question = "SELECT value FROM results WHERE step = ? AND key = ?"
        found = self._state.one(question, step.name, key)
        return json.loads(found) if found else None

    def facts(self, name: str) -> list[Any]:
        """Return what a feature has noted of texts: their files, and JSON; in order."""
        return self._state.ask("SELECT path, value FROM facts WHERE name = ? ORDER BY path", name)

    def facts_with(self, name: str, member: str, values: Sequence[str]) -> list[str]:
        """Return what a feature has noted where a list in it has one of some values; in order."""
        if not values:
            return []
        question = (
            "SELECT value FROM facts WHERE name = ? AND EXISTS (SELECT 1"
            " FROM json_each(facts.value, ?) AS one WHERE one.value IN"
            " (SELECT value FROM json_each(?))) ORDER BY path"
        )
        found = self._state.ask(question, name, f"$.{member}", json.dumps(values))
        return [value for (value,) in found]

    def has_text(self, path: str) -> bool:
        """Tell whether a text is shown."""
        return bool(self._state.ask("SELECT 1 FROM texts WHERE path = ? AND absent = ''", path))

    def files_at(self, urls: Iterable[str]) -> dict[str, str]:
        """Return the files of the texts at addresses."""
        return dict(self._state.among("SELECT url, path FROM texts WHERE url IN ({})", urls))

    def known_keys(self, step: Step) -> list[str]:
        """Return the keys of a step of which results are kept."""
        found = self._state.ask("SELECT key FROM results WHERE step = ?", step.name)
        return [key for (key,) in found]

    def remembers(self, name: str, value: str) -> bool:
        """Tell whether the last build noted the same; note it for the next."""
        is_same: bool = self._state.note(name) == value
        if not is_same:
            self._state.put_note(name, value)
        return is_same

    def compute_once(self, name: str, known: Any, make: Callable[[], T]) -> T:
        """Return what ``make`` gives, made anew only where ``known`` or the code has changed."""
        key = compute_identity(self._code, known)
        noted: tuple[str, T] | None = self._state.note(name)
        if noted is None or noted[0] != key:
            noted = key, make()
            self._state.put_note(name, noted)
        return noted[1]

    def published(self) -> dict[str, str]:
        """Return the files of all published texts by their addresses."""
        question = "SELECT url, path FROM texts WHERE absent = '' AND status = 'published'"
        return dict(self._state.ask(question))

    def finish(self) -> None:
        """Forget what was to be done, as it is done."""
        self._state.clear("dirty")
