"""The whole check of a built public site, before anything of it leaves this machine.

What is found in a file is remembered until the file changes; what files say of each other is asked
each time, of the memory alone.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from town_portal.authoring.articles import load_town
from town_portal.authoring.proofreading import check_cache
from town_portal.core.content_files.opening import has_file, read_bytes, read_text
from town_portal.core.data.loading import load_file
from town_portal.core.data.tables import Categories, Town
from town_portal.core.faults import Faults, FaultsError
from town_portal.core.scan import Listing
from town_portal.core.storage import remove_database
from town_portal.core.system import clock, walk
from town_portal.core.system.places import TOWN
from town_portal.features.redirects import models, published
from town_portal.features.town.check import describe_sample
from town_portal.publishing.gate import cache, dead_links, drafts, jobs, private_data, redirects
from town_portal.publishing.gate.cache import FileFindings, GateCache
from town_portal.publishing.gate.foreign import describe_foreign
from town_portal.publishing.gate.lines import iter_lines
from town_portal.publishing.gate.site import CheckedSite, build_site
from town_portal.publishing.gate.texts import OVER, WAITING, TextFacts, read_texts
from town_portal.publishing.output_files import Found

BUILT = "state.db"
"""What every build leaves in the state of its output."""
EMPTY = (
    "không có trang chủ (index.html) nên không phải bản công khai: "
    "hãy dựng bằng python3 tasks.py publish"
)
_Kept = tuple[dict[str, str], dict[str, TextFacts], dict[str, Listing]]
"""Keys of texts, what they say, and when their folders last changed."""
Warn = Callable[[str], object]
Wrong = Iterator[tuple[str, str]]
"""Paths in the site, each with what is wrong there."""


def list_faults(
    output: Path, content: Path, state: Path, given: Found | None = None, warn: Warn = str
) -> list[str]:
    """Return what keeps a built site from leaving, each ``path: what: what to do``, in order.

    ``content`` is what it was built from, ``state`` where the memory may lie. Raises FaultsError
    where town.yaml can't be read, OSError where the site can't. ``given`` are the site's files,
    where somebody has just asked; ``warn`` hears what stops nothing.
    """
    town, file = load_town(content), content / "data" / "town.yaml"
    site = build_site(output, content, town, TOWN)
    said = read_bytes(file, content) if has_file(file) else b""
    version = cache.compute_version(said + repr(site.foreign).encode())
    given = given or Found(walk.list_files(output))
    look = partial(_Look, site, content, state, given, town, version, warn)
    is_on = gc.isenabled()
    gc.disable()  # it would look through all that is known again and again, and find nothing
    try:
        return look().lines()
    except sqlite3.Error:  # a damaged memory, found in the middle: all anew
        with suppress(OSError):
            remove_database(state / cache.FILE)
        return look().lines()
    finally:
        if is_on:
            gc.enable()


@dataclass
class _Look:
    """One look at a site."""

    site: CheckedSite
    content: Path
    state: Path
    given: Found
    town: Town
    version: str
    warn: Warn
    now: float = field(default_factory=lambda: clock.get_now().timestamp())

    @property
    def files(self) -> dict[str, walk.Stat]:
        """The site's files."""
        return self.given.files

    @cached_property
    def memory(self) -> GateCache:
        """What is known from the last look."""
        return GateCache(self.state, self.version)

    @cached_property
    def changed(self) -> frozenset[str] | None:
        """The files that may have changed since the last look; None: all are to be compared."""
        return self.given.changed_since(self.memory.note("token") or "")

    @cached_property
    def texts(self) -> dict[str, TextFacts]:
        """What the content folder says, read where it has changed."""
        kept: _Kept = self.memory.note("texts") or ({}, {}, {})
        keys, texts, listings = kept
        known = check_cache.CheckCache("", listings=listings)
        now = check_cache.compute_keys(self.content, known)
        changed = [path for path, key in now.items() if keys.get(path) != key]
        gone = keys.keys() - now.keys()
        if changed or gone:
            texts = {path: item for path, item in texts.items() if path in now}
            texts |= dict(read_texts(self.content, changed, self.town, self.site.output))
            self.memory.put_note("texts", (now, texts, known.listings))
        return dict(texts)

    @cached_property
    def away(self) -> dict[str, str]:
        """The texts that are not public, and why."""
        return drafts.list_absent(self.texts, self.now)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The titles that must stand nowhere."""
        found = drafts.list_titles(self.texts, self.away, self._names())
        return tuple(sorted(found))

    @cached_property
    def wrong(self) -> dict[str, FileFindings]:
        """What is to be told of files by themselves, after all that changed was looked at."""
        known = self.memory.files(self.changed)
        some = self.files.keys() if self.changed is None else self.files.keys() & self.changed
        changed = [path for path in some if known.get(path) != self.files[path]]
        self.memory.drop(known.keys() - self.files.keys())
        seen = jobs.look_at_all(self.site, sorted(changed), self.titles)
        self.memory.put(seen, self.files)
        found = self.memory.wrong()
        return found | self._searched(found, self.files.keys() - seen.keys())

    def lines(self) -> list[str]:
        """Return all that is wrong."""
        if "index.html" not in self.files:
            return [f"{self.site.output.name}: {EMPTY}"]
        found: dict[str, set[str]] = {}
        for part in self._parts():
            for path, what in part:
                found.setdefault(what, set()).add(path)
        self.memory.put_note("token", self.given.token)
        self.memory.save()
        if warning := describe_foreign(self.town, self.wrong):
            self.warn(warning)
        return sorted(
            line for what, paths in found.items() for line in iter_lines(what, sorted(paths))
        )

    def _parts(self) -> Iterator[Iterable[tuple[str, str]]]:
        yield ((path, what) for path, seen in self.wrong.items() for what in seen.faults)
        yield self._links()
        yield self._private()
        yield self._drafts()
        yield self._redirects()

    def _names(self) -> list[str]:
        """Return what the portal says on pages of its own accord."""
        topics: object = None
        file = self.content / "data" / "categories.yaml"
        if has_file(file):
            topics = load_file(Categories, file, Faults(), self.content)
        titles = (
            [category.title for category in topics.categories]
            if isinstance(topics, Categories)
            else []
        )
        return [self.town.portal, self.town.name, *titles]

    def _searched(
        self, found: Mapping[str, FileFindings], unchanged: Iterable[str]
    ) -> dict[str, FileFindings]:
        """Return what is found of titles in files that have not changed since they were read."""
        known = self.memory.note("titles")
        self.memory.put_note("titles", self.titles)
        fresh = set(self.titles) - set(known if known is not None else self.titles)
        more: dict[str, FileFindings] = {}
        for path in unchanged if fresh else ():
            ending = jobs.get_ending(path)
            if ending not in ("html", "json", "xml", "atom", "rss"):
                continue
            text = (self.site.output / path).read_text(encoding="utf-8", errors="replace")
            leaked = tuple(jobs.iter_leaked(text, ending, sorted(fresh)))
            if leaked:
                before = found.get(path, FileFindings())
                more[path] = before._replace(titles=(*before.titles, *leaked))
        self.memory.put_wrong(more)
        return more

    def _links(self) -> Wrong:
        """Yield links that lead nowhere; what nobody refers to any more is forgotten."""
        dead = dead_links.find(self.memory, self.files, self.changed)
        left = set(dead)
        for path, found in self.memory.sources(dead):
            left.difference_update(found)
            yield from ((path, dead[address]) for address in found)
        self.memory.forget_addresses(left)

    def _private(self) -> Wrong:
        """Yield numbers of persons that no article, page or town.yaml has."""
        file = self.content / "data" / "town.yaml"
        known = (
            private_data.list_numbers(read_text(file, self.content)) if has_file(file) else set()
        )
        suspicious = {path: seen.private for path, seen in self.wrong.items() if seen.private}
        if not suspicious:
            return
        known |= {number for text in self.texts.values() for number in text.numbers}
        waived = tuple(text.url for text in self.texts.values() if text.waived and text.url)
        for path, numbers in suspicious.items():
            is_waived = bool(waived) and path.startswith(waived)
            for digits, sentence in () if is_waived else numbers:
                if digits not in known:
                    yield path, sentence

    def _drafts(self) -> Wrong:
        moved = [path for path, seen in self.wrong.items() if seen.moved is not None]
        yield from drafts.iter_desk_folders(self.texts, self.files)
        yield from drafts.iter_pages(self.texts, self.away, self.files, moved)
        wanted = set(self.titles)
        for path, seen in self.wrong.items():
            for title in wanted.intersection(seen.titles):
                what = f"có tiêu đề “{title}” của bài chưa được đăng"
                yield path, f"{what}: hãy bỏ nó khỏi trang này rồi đăng lại"
        if (self.state / BUILT).is_file() and not (self.state / published.FILE).is_file():
            yield self.site.output.name, drafts.NOT_PUBLIC

    def _redirects(self) -> Wrong:
        root = self.site.root
        unsure = {path: item for path, item in self.texts.items() if item.is_unsure(self.now)}
        certain = {path: item for path, item in self.texts.items() if path not in unsure}
        moved = redirects.list_promised(certain, self.away, self._table(), root)
        perhaps = redirects.list_pages(
            redirects.list_promised(unsure, (), models.Redirects(), root), root
        )
        pages = {
            path: item.moved
            for path, item in self.wrong.items()
            if item.moved is not None and path not in perhaps
        }
        yield from redirects.iter_unanswered(moved, pages, self.files, root)
        for name in redirects.MAPS if moved else ():
            if name in self.files:
                found = redirects.iter_disagreeing(moved, name, self._texts(name), root)
                yield from ((name, what) for what in found)
        last = published.read_published(self.state / published.FILE)
        may_go = unsure.keys() | {path for path, why in self.away.items() if why in (OVER, WAITING)}
        yield from redirects.iter_silent(last, may_go, self.files)

    def _texts(self, name: str) -> dict[str, str]:
        """Return the files of a name, at the root and in folders there."""
        return {
            path: (self.site.output / path).read_text(encoding="utf-8", errors="replace")
            for path in self.files
            if path.rpartition("/")[2] == name and path.count("/") < 2
        }

    def _table(self) -> models.Redirects:
        file = self.content / "data" / "redirects.yaml"
        found = (
            load_file(models.Redirects, file, Faults(), self.content) if has_file(file) else None
        )
        return found if isinstance(found, models.Redirects) else models.Redirects()


def main(output: Path, content: Path) -> int:
    """Print what is wrong with a built site and give the exit code."""
    for folder in (output, content):
        if not folder.is_dir():
            print(f"Không có thư mục: {folder}", file=sys.stderr)
            return 1
    state = output.absolute().with_name(f".{output.name}.state")
    try:
        found = list_faults(output, content, state, warn=print)
    except (FaultsError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for line in found:
        print(line, file=sys.stderr)
    if found:
        print(f"Chưa đưa lên mạng được: còn {len(found)} chỗ phải sửa.", file=sys.stderr)
        return 1
    for line in describe_sample(load_town(content), "town.yaml"):
        print(line)
    print(f"Bản công khai ở {output} đạt mọi phần kiểm tra trước khi đưa lên mạng.")
    return 0
