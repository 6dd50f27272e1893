"""Many pages at once: each to its article, links between them, never over what was edited."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from town_portal.authoring.importers.draft import Doubt, Draft
from town_portal.authoring.importers.limited import ImportStopped, ImportWorker
from town_portal.authoring.importers.page import kept
from town_portal.authoring.importers.page.fallback import Missing
from town_portal.authoring.importers.page.inline import escaped
from town_portal.authoring.importers.page.kept import Imported, Record
from town_portal.authoring.importers.page.saved import NoPage, NotArticle, Saved, Unread, opened
from town_portal.authoring.importers.page.shared import SAMPLE, in_common, lines_of
from town_portal.authoring.importers.page.shots import Fetch
from town_portal.authoring.importers.page.thumbs import slimmed
from town_portal.authoring.importers.page.tree import TooMuch
from town_portal.authoring.importers.page.understand import Understood, understood
from town_portal.authoring.importers.write import pictures, text_of, write
from town_portal.core.content_files.opening import read_text
from town_portal.core.text import slug

Page = Saved | Unread
REFUSALS = (NoPage, TooMuch, Missing)
"""Why a page can't be imported; the messages are for staff."""
State = Literal["new", "updated", "same", "edited", "taken", "twice", "dry", "left", "failed"]
SAID: dict[State, str] = {
    "new": "đã ghi bản thảo mới",
    "updated": "đã cập nhật bản thảo (chưa ai sửa)",
    "same": "không có gì đổi so với lần nhập trước",
    "edited": "bài đã được sửa từ lần nhập trước nên giữ nguyên, không ghi đè",
    "taken": "đã có bài khác ghi địa chỉ cũ này nên không nhập thêm",
    "twice": "cùng địa chỉ với một trang khác trong lần nhập này nên bỏ qua",
    "dry": "chỉ xem thử, chưa ghi",
    "left": "bỏ qua",
    "failed": "không nhập được",
}
_LINK = re.compile(r"\]\((https?://[^\s()]+)\)")
_DAY = len("2020-12-14")
ASIDE = "nhap-trang-cu.dang-thay"
"""Where an article stands in the state folder while a new one takes its place."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page: ``place`` is the article's folder below the content."""

    name: str
    state: State
    page: Understood | None = None
    place: str = ""
    doubts: tuple[Doubt, ...] = ()
    why: str = ""

    @property
    def sentence(self) -> str:
        """What staff are told."""
        return f"{SAID[self.state]}{f': {self.why}' if self.why else ''}"


@dataclass(frozen=True, slots=True)
class Way:
    """How an import is done: into which content and category, on which day, with what."""

    content: Path
    category: str
    today: date
    zone: ZoneInfo
    fetch: Fetch | None = None
    is_dry: bool = False
    tell: Callable[[str], None] = field(default=lambda _: None)
    worker: ImportWorker | None = None
    """The process that reads the pages; None: this one."""
    shared: frozenset[str] = frozenset()
    """What the pages have in common; ``imported`` finds it."""


def imported(pages: Iterable[Page], way: Way) -> list[Outcome]:
    """Import pages in their order and return what became of each. Raises OSError.

    The photographs of the drafts in the outcomes are small copies.
    """
    record, seen = kept.read(way.content), set[str]()
    pages = iter(pages)
    sample = list(islice(pages, SAMPLE))
    way = replace(way, shared=in_common([_lines(it, way) for it in sample]))
    outcomes = []
    for saved in chain(sample, pages):
        way.tell(saved.name)
        outcome = _one(saved, way, record, seen)
        page = outcome.page and replace(outcome.page, draft=slimmed(outcome.page.draft))
        outcomes.append(replace(outcome, page=page))
    if not way.is_dry:
        _relink(outcomes, record)
        kept.write(record)
    return outcomes


def _understood(page: Page, way: Way) -> Understood:
    """Return the content of a page. Raises the errors that ``_one`` turns into messages."""
    if way.worker is None:
        return read_page(page, way.zone, way.shared, way.fetch)
    return way.worker.call(read_page, page, way.zone, way.shared, fetch=way.fetch)


def read_page(
    page: Page,
    zone: ZoneInfo,
    shared: frozenset[str] = frozenset(),
    fetch: Fetch | None = None,
) -> Understood:
    """Return the content of a page. Raises NoPage, TooMuch, Missing, with messages for staff."""
    return understood(_opened(page), zone, fetch, shared)


def read_lines(page: Page) -> frozenset[str]:
    """Return the lines of a page, to be compared with other pages'. Raises NoPage, TooMuch."""
    return lines_of(_opened(page))


def _opened(page: Page) -> Saved:
    if isinstance(page, Unread):
        return opened(page.name, page.path, page.data, page.files)
    return page


def _lines(page: Page, way: Way) -> frozenset[str]:
    """Return the lines of a page; none of one that can't be read, which is told in its turn."""
    try:
        return way.worker.call(read_lines, page) if way.worker else read_lines(page)
    except (*REFUSALS, ImportStopped):
        return frozenset()


def _one(saved: Page, way: Way, record: Record, seen: set[str]) -> Outcome:
    name = saved.name
    try:
        page = _understood(saved, way)
    except NotArticle as error:
        return Outcome(name, "left", why=str(error))
    except (*REFUSALS, ImportStopped) as error:
        return Outcome(name, "failed", why=str(error))
    key = key_of(page)
    if key in seen:
        return Outcome(name, "twice", page, doubts=page.draft.doubts)
    seen.add(key)
    known = record.articles.get(key)
    state = _state(page.draft, way.category, known, record)
    place = known.folder if known else record.elsewhere(page.draft.original_url)
    if state in ("edited", "taken", "same") or way.is_dry:
        said: State = "dry" if way.is_dry and state in ("new", "updated") else state
        return Outcome(
            name, said, page, place, page.draft.doubts, place if state == "taken" else ""
        )
    return _written(name, page, way, record)


def key_of(page: Understood) -> str:
    """Return by what a page is known again: its address, else its file's name, day and title."""
    draft = page.draft
    day = f"{draft.date:%Y-%m-%d}" if draft.date else ""
    return draft.original_url or f"{page.name}/{day}/{slug(draft.title)}"


def hash_of(draft: Draft, category: str) -> str:
    """Return the hash of all that was understood: text and photographs."""
    names = [f"{number}" for number, _ in enumerate(pictures(draft))]
    whole = hashlib.sha256(text_of(draft, category, names).encode())
    for picture in pictures(draft):
        whole.update(hashlib.sha256(picture.data or b"").digest())
    return whole.hexdigest()


def _state(draft: Draft, category: str, known: Imported | None, record: Record) -> State:
    """Return what is to be done with a page; ``known`` is the article it became before."""
    is_there = known is not None and (record.content / known.folder).exists()
    if known is None or not is_there:
        return "taken" if record.elsewhere(draft.original_url) else "new"
    if not record.is_untouched(known):
        return "edited"
    return "same" if known.draft == hash_of(draft, category) else "updated"


def _written(name: str, page: Understood, way: Way, record: Record) -> Outcome:
    """Write an article; the untouched one that the page became before makes room for it."""
    key, known = key_of(page), record.articles.get(key_of(page))
    old = way.content / known.folder if known else None
    is_update = old is not None and old.is_dir()
    if is_update and old is not None:
        today = date.fromisoformat(old.name[:_DAY])
        with _aside(old, kept.state_folder(way.content) / ASIDE):
            done = write(page.draft, way.content, way.category, today)
    else:
        done = write(page.draft, way.content, way.category, way.today)
    place = done.folder.relative_to(way.content).as_posix()
    known_as = hash_of(page.draft, way.category)
    record.articles[key] = Imported(place, known_as, kept.hashes(done.folder))
    kept.write(record)
    return Outcome(name, "updated" if is_update else "new", page, place, done.doubts)


@contextmanager
def _aside(folder: Path, place: Path) -> Iterator[None]:
    """Put a folder aside; it comes back where what is done meanwhile fails, else it goes."""
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(folder, place)
    try:
        yield
    except BaseException:
        shutil.move(place, folder)
        raise
    shutil.rmtree(place, ignore_errors=True)


def _relink(outcomes: Sequence[Outcome], record: Record) -> None:
    """Let links between imported pages lead to the articles that these became."""
    places = {key: item.folder for key, item in record.articles.items() if "://" in key}
    for outcome in outcomes:
        if outcome.page is None or outcome.state not in ("new", "updated", "same"):
            continue
        key = key_of(outcome.page)
        item = record.articles[key]
        file = record.content / item.folder / "index.md"
        text = read_text(file, record.content)
        linked = relinked(text, places, key)
        if linked != text:
            file.write_text(linked, encoding="utf-8", newline="\n")
            record.articles[key] = replace(item, files=kept.hashes(file.parent))


def relinked(text: str, places: dict[str, str], own: str) -> str:
    """Return an article's text whose links to imported pages are ``{filename}`` links."""
    written = {escaped(url): place for url, place in places.items() if url != own}

    def link(match: re.Match[str]) -> str:
        url, sign, part = match[1].partition("#")
        place = written.get(url)
        return f"]({{filename}}/{place}/index.md{sign}{part})" if place else match[0]

    return _LINK.sub(link, text)
