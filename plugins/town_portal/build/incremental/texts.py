"""The texts of the content folder: which have changed since the last build, and their rows."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from math import inf
from typing import Any, NamedTuple

from pelican.contents import Article

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.build.ending import Plan
from town_portal.build.incremental.cached import Restorer, pickle_content, separate_identity
from town_portal.build.incremental.changes import (
    Changes,
    TextSnapshot,
    compare_snapshots,
    take_snapshot,
)
from town_portal.build.incremental.digests import Digests
from town_portal.build.incremental.index import Index
from town_portal.build.incremental.links import find_targets
from town_portal.build.incremental.state import (
    OF_TEXTS,
    ArticleRow,
    BodyRow,
    BuildState,
    FactRow,
    LinkRow,
    Row,
    TextRow,
    TopicRow,
)
from town_portal.build.workers import is_worthwhile, share_work
from town_portal.core.content_files.links import is_text
from town_portal.core.identity import compute_identity
from town_portal.core.scan import Stamp

_BATCH = 256
"""Texts whose rows are written at once."""
NEVER = (-inf, -inf)
"""The moments of a text that is read in each build."""
ALWAYS = (-inf, inf)
_DUE = """
SELECT path FROM texts WHERE (until < 9e999 OR since > -9e999) AND NOT (since <= ? AND ? < until)
"""
_TOLD = """
SELECT path, absent, plan, notices FROM texts
WHERE absent != '' OR plan != '' OR notices != '' ORDER BY path
"""
_SPAN = "SELECT max(since), min(until) FROM texts WHERE until < 9e999 OR since > -9e999"


class ReadText(NamedTuple):
    """What another process has made of a text: its content, pickled, and what was noted of it."""

    path: str
    content: bytes
    is_article: bool
    moments: tuple[float, float]
    plan: Plan | None
    standing: str


class ContentCache:
    """See the module's text. ``key`` is the identity of what all texts depend on."""

    def __init__(self, state: BuildState, build: Build, index: Index, key: str) -> None:
        self._state, self._build, self._index, self.key = state, build, index, key
        self._now = build.now.timestamp()
        self._roots: tuple[str, ...] = ()
        self._digests = Digests(build)
        self._ahead: dict[str, ReadText] = {}
        self._before = TextSnapshot()
        self.is_new = True
        self.changed: frozenset[str] = frozenset()
        self.gone: frozenset[str] = frozenset()
        self.fresh: dict[str, Any] = {}
        """The contents that were read in this build."""
        self.restorer: Restorer

    def open(self, folders: Iterable[str], restorer: Restorer, damaged: Iterable[str]) -> None:
        """Find out which texts below ``folders`` have changed, and forget what was known of them.

        ``damaged`` are texts whose files in the output are not as they were.
        """
        self.restorer = restorer
        self._roots = tuple(f"{folder}/" for folder in folders)
        stamps: Mapping[str, Stamp] = self._build.stamps
        key, before = self._state.note("stamps") or ("", {})
        self.is_new = key != self.key
        if self.is_new:
            self._state.clear(*OF_TEXTS, "results", "refs", "dirty")
            self.changed = frozenset(self.paths)
            return
        if before == stamps:
            touched: set[str] = set()
        else:
            touched = {path for path, _ in before.items() ^ stamps.items()}
        self._find_changed(touched, set(damaged))
        self._take_over()

    def _find_changed(self, touched: set[str], damaged: set[str]) -> None:
        due = {path for (path,) in self._state.ask(_DUE, self._now, self._now)}
        own = {path for path in touched if is_text(path) and path.startswith(self._roots)}
        beside = self._texts_beside(path for path in touched if not is_text(path))
        known = self._state.among("SELECT path, digest FROM texts WHERE path IN ({})", own | beside)
        digests = dict(known)
        same = {
            path for path, digest in digests.items() if digest and self._digests.of(path) == digest
        }
        found = (own | beside) - same | due | damaged
        self._before = take_snapshot(self._state, found)
        self.changed = frozenset(path for path in found if path in self._build.stamps)
        self.gone = frozenset(found) - self.changed
        for table in OF_TEXTS:
            self._state.drop(table, "path", found)

    def _texts_beside(self, files: Iterable[str]) -> set[str]:
        """Return the known texts that may use files: those of the folders in which they lie."""
        folders: set[str] = set()
        for path in files:
            folder = path.rpartition("/")[0]
            while folder:
                folders.add(folder)
                folder = folder.rpartition("/")[0]
        question = "SELECT path FROM texts WHERE folder IN ({})"
        return {path for (path,) in self._state.among(question, folders)}

    def _take_over(self) -> None:
        """Note what is to be told of the texts that are as they were."""
        build = self._build
        since, until = self._state.ask(_SPAN)[0]
        build.lasts(-inf if since is None else since, inf if until is None else until)
        for path, absent, plan, notices in self._state.ask(_TOLD):
            if absent:
                build.absent[path] = absent
            if plan:
                build.plans[path] = Plan(*json.loads(plan))
            if notices:
                build.notices += json.loads(notices)

    @cached_property
    def paths(self) -> list[str]:
        """All texts, by their paths below the content folder."""
        return [
            path for path in self._build.stamps if path.startswith(self._roots) and is_text(path)
        ]

    @cached_property
    def unsettled(self) -> set[str]:
        """The texts that have changed or are gone."""
        return {*self.changed, *self.gone}

    def is_hidden(self, path: str) -> bool:
        """Tell whether a text that is as it was is not shown."""
        return path not in self.changed and path in self._build.absent

    def content(self, path: str) -> Any:
        """Return the content of a text that is as it was, or was read ahead; None of another."""
        if path in self._ahead:
            read = self._ahead.pop(path)
            self.fresh[path] = content = self.restorer.content(
                read.content, None, is_article=read.is_article, settled=False
            )
            return content
        return None if path in self.changed else self.load_content(path)

    def load_content(self, path: str) -> Any:
        """Return the content of a text as the state has it; None where it has none."""
        found = self._state.ask(
            "SELECT kind, shown, content FROM texts JOIN bodies USING (path) WHERE path = ?", path
        )
        if not found:
            return None
        kind, shown, data = found[0]
        record = self._index.records([(path, shown)])[0]
        return self.restorer.content(data, record, is_article=kind == "article", settled=True)

    def read(self, path: str, content: Any) -> None:
        """Take a content that was read."""
        self.fresh[path] = content

    def read_ahead(self, paths: Iterable[str], read: Callable[[str], Any]) -> None:
        """Have several processes read those of the texts that have changed, if they are many.

        What has faults, notices, or can't be kept is left to be read again by this process.
        """
        waiting = [path for path in sorted(paths) if path in self.changed]
        if not is_worthwhile(len(waiting)):
            return
        build = self._build
        for one in share_work(waiting, lambda path: self._read_apart(path, read)):
            self._ahead[one.path] = one
            if one.moments != ALWAYS:
                build.moments[one.path] = one.moments
                build.lasts(*one.moments)
            if one.plan:
                build.plans[one.path] = one.plan
            if one.standing:
                build.standings[one.path] = one.standing

    def _read_apart(self, path: str, read: Callable[[str], Any]) -> ReadText | None:
        """Read a text in a process that only reads."""
        build, before = self._build, self._build.told_so_far
        content = read(path)
        if build.told_so_far != before or not content.is_valid() or path in build.outward:
            return None
        data = pickle_content(content)
        if data is None:
            return None
        moments, plan = build.moments.get(path, ALWAYS), build.plans.get(path)
        standing, is_article = build.standings.get(path, ""), isinstance(content, Article)
        return ReadText(path, data, is_article, moments, plan, standing)

    def store_texts(self) -> Changes:
        """Put what was read into the state, to be saved later; nothing of it will change."""
        fresh = list(self.fresh.items())
        for start in range(0, len(fresh), _BATCH):
            some = fresh[start : start + _BATCH]
            self._state.put([row for item in some for row in self.rows(*item)])
        absent = [
            path for path in self.changed & self._build.absent.keys() if path not in self.fresh
        ]
        self._state.put([self._make_row(path) for path in sorted(absent)])
        paths = self.changed | self.gone
        self._state.put_note("stamps", (self.key, dict(self._build.stamps)))
        if self.is_new:
            return Changes(is_all=True)
        return compare_snapshots(self._before, take_snapshot(self._state, paths), is_all=False)

    def rows(self, path: str, content: Any) -> Iterator[Row]:
        """Yield the rows of a content, which gets its record and its identity."""
        build, row = self._build, self._make_row(path)
        content.identity = compute_identity(path, row.digest, self.key)
        record, data = separate_identity(adapt.build_record(content, build))
        content.record = record
        self._index.remember(path, record)
        body, is_article = pickle_content(content), isinstance(content, Article)
        if body is None or path in build.outward:
            row = row._replace(since=NEVER[0], until=NEVER[1])
        yield row._replace(
            identity=content.identity,
            shown=record.identity,
            kind="article" if is_article else "page",
            status=content.status,
            url=content.url,
            save_as=content.save_as,
            absent="",
        )
        yield BodyRow(path, data, body or b"")
        for target in find_targets(content, build.on_disk):
            yield LinkRow(path, target)
        for name, note in build.facts.items():
            value = note(content)
            if value is not None:
                yield FactRow(name, path, json.dumps(value, ensure_ascii=False))
        if is_article and content.status == "published":
            yield from iter_listed_rows(path, record)

    def _make_row(self, path: str) -> TextRow:
        """Return the row that holds what tells whether a text has changed, and what is told."""
        build = self._build
        since, until = NEVER if path in build.outward else build.moments.get(path, ALWAYS)
        told, plan = build.told.get(path), build.plans.get(path)
        return TextRow(
            path,
            path.rpartition("/")[0],
            self._digests.of(path),
            since,
            until,
            absent=build.absent.get(path, ""),
            standing=build.standings.get(path, ""),
            plan=json.dumps(plan, ensure_ascii=False) if plan else "",
            notices=json.dumps(told, ensure_ascii=False) if told else "",
        )


def iter_listed_rows(path: str, record: Any) -> Iterator[ArticleRow | TopicRow]:
    """Yield what lists know of a published article."""
    moment, url, shown = record.date.timestamp(), record.url, record.identity
    day, changed = record.date.date().isoformat(), record.changed.timestamp()
    yield ArticleRow(path, moment, url, shown, record.title, day, changed, int(record.is_lead))
    kinds = (("tags", record.tags), ("people", record.people), ("places", record.places))
    yield TopicRow(
        "categories", record.category.key, record.category.title, path, moment, url, shown
    )
    for kind, topics in kinds:
        for topic in reversed(topics):  # of two spellings the first one stays
            yield TopicRow(kind, topic.key, topic.title, path, moment, url, shown)
