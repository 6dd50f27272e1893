"""One build from its beginning to its end: what is known of the last one, and what that spares."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from town_portal.build import adapt
from town_portal.build.article import describe_upcoming
from town_portal.build.build import Build
from town_portal.build.ending import StateLost
from town_portal.build.incremental.affected import AffectedKeys
from town_portal.build.incremental.compiled import Compiled
from town_portal.build.incremental.explain import explain_page
from town_portal.build.incremental.index import Index
from town_portal.build.incremental.keys import LEFT_OUT
from town_portal.build.incremental.links import TEXT
from town_portal.build.incremental.lists import TopicLists, list_articles
from town_portal.build.incremental.output_manifest import FILES, OutputManifest
from town_portal.build.incremental.page_fingerprint import LENGTH
from town_portal.build.incremental.state import BuildState, Row
from town_portal.build.incremental.state_reader import place_of
from town_portal.build.incremental.texts import ContentCache
from town_portal.build.incremental.up_to_date import Launch
from town_portal.build.steps import PAGE
from town_portal.core.identity import compute_identity
from town_portal.core.records import Site
from town_portal.core.text import format_number

NOT_KEPT = "không ghi nhớ được gì cho lần dựng sau ({}); lần sau sẽ dựng lại mọi trang"
SHOWN = ("menu", "layout", "province")
"""The data files that every page depends on beside them."""


@dataclass
class Session:
    """What the parts of a build share; ``settings["SPARING"]`` in Pelican.

    ``parts`` are the identities of what all pages depend on, by names that build/incremental/
    reasons.py tells people; ``before`` are those of the last build. ``seen`` tells that no file of
    the content folder has changed.
    """

    build: Build
    state: BuildState
    index: Index
    texts: ContentCache
    ledger: OutputManifest | None
    work: AffectedKeys
    context: dict[str, Any]
    parts: dict[str, str]
    seen: str
    compiled: Compiled
    launch: Launch
    before: Mapping[str, str] = field(default_factory=dict)
    foreign: tuple[str, ...] = ()
    """What asks for all articles and is not ours."""
    rendered: int = 0
    articles: Any = None
    """Pelican's generator of articles."""

    @property
    def reads_all(self) -> bool:
        """Whether Pelican is given an object of every article."""
        return bool(self.foreign)

    def store_contents(self, generators: Iterable[Any]) -> None:
        """Put what was read into the state, and find out what that affects."""
        generators = list(generators)
        here = {item.relative_source_path for item in adapt.read_now(generators)}
        for path in self.texts.fresh.keys() - here:  # another plugin has taken it out
            del self.texts.fresh[path]
        changes = self.texts.store_texts()
        self.build.changes = changes
        pages = adapt.group_pages_by_kind(adapt.list_pages(generators))
        zone = self.build.zone
        self.build.site = Site(
            articles=list_articles(self.index, zone),
            pages=pages.pop("", ()),
            categories=TopicLists(self.index, "categories", zone),
            tags=TopicLists(self.index, "tags", zone),
            people=TopicLists(self.index, "people", zone),
            places=TopicLists(self.index, "places", zone),
            kinds=pages,
        )
        for path in self.texts.unsettled:
            self.work.add(FILES, path, path)
        self.work.spread(changes)
        self.build.content_of = self.content
        ledger = self.ledger
        if ledger is None:
            self.work.is_all = True
        else:
            ledger.plan(self.work.tasks())
            self.build.relinked = self.relinked

    def relinked(self) -> list[Any]:
        """Return the contents that are as they were and lead to what is gone or has moved."""
        if self.ledger is None or self.ledger.is_whole_visit:
            return []
        gone = {url for url in self.ledger.visited_addresses() if url not in self.build.claims}
        moved = [change for change in self.build.changes.items if change.moves]
        gone.update(change.before.url for change in moved if change.before)
        gone.update(f"{TEXT}{change.path}" for change in moved)
        question = "SELECT DISTINCT path FROM links WHERE target IN ({})"
        paths = {path for (path,) in self.state.among(question, sorted(gone))}
        for path in paths:
            self.work.add(PAGE, path)
        return [self.texts.load_content(path) for path in sorted(paths - self.texts.unsettled)]

    def pages(self) -> list[str]:
        """Return the files of the pages that are shown."""
        return [path for (path,) in self.state.ask("SELECT path FROM texts WHERE kind = 'page'")]

    def due_articles(self) -> Iterator[Any]:
        """Yield the articles, hidden ones and drafts too, whose pages are looked at."""
        question = "SELECT path FROM texts WHERE kind = 'article'"
        if self.work.is_all:
            paths = [path for (path,) in self.state.ask(f"{question} ORDER BY url DESC")]
        else:
            wanted = self.state.among(f"{question} AND path IN ({{}})", self.work.pages())
            paths = [path for (path,) in wanted]
        return (self.content(path) for path in paths)

    def rows_of(self, path: str) -> list[Row]:
        """Return the rows that the state has of a text."""
        return self.state.rows_of(path)

    def articles_of(self, status: str) -> Iterator[Any]:
        """Yield all articles of a status, the newest first."""
        question = "SELECT path FROM texts WHERE kind = 'article' AND status = ?"
        found = [self.content(path) for (path,) in self.state.ask(question, status)]
        return iter(sorted(found, key=lambda item: (item.date, item.url), reverse=True))

    def content(self, path: str) -> Any:
        """Return the content of a text; None where there is none."""
        return self.texts.fresh.get(path) or self.texts.load_content(path)

    def identity_of(self, name: str) -> str:
        """Return what tells that a list of Pelican's context is as it was."""
        del name
        rows = self.state.ask("SELECT path, identity FROM texts WHERE absent = '' ORDER BY path")
        return compute_identity([list(row) for row in rows])

    def begin_writing(self) -> None:
        """Save the texts and what is to be done, once all plugins have had their turn."""
        ledger = self.ledger
        key = self._render_key()
        if ledger is None:
            self.work.is_all = True
            return
        self.context["RENDER_KEY"] = key
        if self.state.note("rendered") != key or self.foreign:
            self.work.is_all = True
        if self.work.is_all:
            ledger.is_whole_visit = True
        else:
            ledger.looks.find_changed()
            for step, name in ledger.tasks_of(ledger.looks.changed, ledger.damaged):
                self.work.add(step, name)
        self.state.put_note("rendered", "" if self.work.is_all else key)
        self.state.put_note("is writing", True)
        self.state.save()

    def _render_key(self) -> str:
        """Return the identity of what all pages depend on."""
        self.parts |= {name: self.build.table_identity(name) for name in SHOWN}
        plain = (str, int, float, bool, type(None))
        extras = [
            (name, value)
            for name, value in self.context.items()
            if isinstance(value, plain) and name not in {*LEFT_OUT, "localsiteurl"}
        ]
        self.parts["context"] = compute_identity(sorted(extras))
        if self.ledger:
            changed = [name for name, item in self.parts.items() if self.before.get(name) != item]
            self.ledger.changed_parts = changed
        return compute_identity(self.parts)[:LENGTH]

    def finish(self) -> None:
        """Save what the next build is to know, and tell what this one has done."""
        build, ledger = self.build, self.ledger
        if ledger is None:
            return
        count = self.state.one("SELECT count(*) FROM texts WHERE absent = ''")
        try:
            self._save(ledger)
        except (StateLost, OSError) as error:  # the output is right all the same
            build.notices.append(NOT_KEPT.format(error))
        read = len(self.texts.fresh)
        build.closing.append(
            f"đọc {format_number(read)} bài, {format_number(count - read)} bài không đổi"
        )
        build.closing.append(f"dựng {format_number(self.rendered)} trang")
        page = self.context.get("EXPLAIN")
        if page:
            told = explain_page(str(page), ledger, self.work.cause, build.zone, build.town.base)
            build.notices.append(told)

    def _save(self, ledger: OutputManifest) -> None:
        build, state = self.build, self.state
        ledger.store_files()
        self.compiled.save()
        self.work.finish()
        state.put_note("parts", self.parts)
        state.put_note("rendered", self.context["RENDER_KEY"])
        state.put_note("listings", build.listings)
        state.put_note("is writing", False)
        state.put_note("output", place_of(Path(ledger.output)))
        state.put_note("whole", (self.seen, *build.span, build.notices, build.plans))
        self.launch.save(state, describe_upcoming(build.plans.values(), build.zone))
        state.save()
