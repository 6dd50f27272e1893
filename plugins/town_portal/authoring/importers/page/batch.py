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
from town_portal.authoring.importers.page import import_record
from town_portal.authoring.importers.page.common_lines import (
    SAMPLE,
    collect_lines,
    find_common_lines,
)
from town_portal.authoring.importers.page.fallback import NoTrafilatura
from town_portal.authoring.importers.page.import_record import ImportedPage, ImportRecord
from town_portal.authoring.importers.page.inline import escape_address
from town_portal.authoring.importers.page.saved import NoPage, NotArticle, Saved, Unread, open_saved
from town_portal.authoring.importers.page.shots import Fetch
from town_portal.authoring.importers.page.thumbs import shrink_photographs
from town_portal.authoring.importers.page.tree import TooMuch
from town_portal.authoring.importers.page.understand import Understood, understand_page
from town_portal.authoring.importers.write import format_article, list_pictures, write_draft
from town_portal.core.content_files.opening import read_text
from town_portal.core.text import make_slug

Page = Saved | Unread
REFUSALS = (NoPage, TooMuch, NoTrafilatura)
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
class PageOutcome:
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
class ImportOptions:
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
    """What the pages have in common; ``import_pages`` finds it."""


def import_pages(pages: Iterable[Page], way: ImportOptions) -> list[PageOutcome]:
    """Import pages in their order and return what became of each. Raises OSError.

    The photographs of the drafts in the outcomes are small copies.
    """
    record, seen = import_record.read_record(way.content), set[str]()
    pages = iter(pages)
    sample = list(islice(pages, SAMPLE))
    way = replace(way, shared=find_common_lines([_list_lines(item, way) for item in sample]))
    outcomes = []
    for saved in chain(sample, pages):
        way.tell(saved.name)
        outcome = _import_page(saved, way, record, seen)
        page = outcome.page and replace(outcome.page, draft=shrink_photographs(outcome.page.draft))
        outcomes.append(replace(outcome, page=page))
    if not way.is_dry:
        _relink(outcomes, record)
        import_record.write_record(record)
    return outcomes


def _interpret_page(page: Page, way: ImportOptions) -> Understood:
    """Return the content of a page. Raises the errors that ``_import_page`` turns into messages."""
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
    return understand_page(_open_page(page), zone, fetch, shared)


def read_lines(page: Page) -> frozenset[str]:
    """Return the lines of a page, to be compared with other pages'. Raises NoPage, TooMuch."""
    return collect_lines(_open_page(page))


def _open_page(page: Page) -> Saved:
    if isinstance(page, Unread):
        return open_saved(page.name, page.path, page.data, page.files)
    return page


def _list_lines(page: Page, way: ImportOptions) -> frozenset[str]:
    """Return the lines of a page; none of one that can't be read, which is told in its turn."""
    try:
        return way.worker.call(read_lines, page) if way.worker else read_lines(page)
    except (*REFUSALS, ImportStopped):
        return frozenset()


def _import_page(
    saved: Page, way: ImportOptions, record: ImportRecord, seen: set[str]
) -> PageOutcome:
    name = saved.name
    try:
        page = _interpret_page(saved, way)
    except NotArticle as error:
        return PageOutcome(name, "left", why=str(error))
    except (*REFUSALS, ImportStopped) as error:
        return PageOutcome(name, "failed", why=str(error))
    key = make_page_key(page)
    if key in seen:
        return PageOutcome(name, "twice", page, doubts=page.draft.doubts)
    seen.add(key)
    known = record.articles.get(key)
    state = _decide_state(page.draft, way.category, known, record)
    place = known.folder if known else record.elsewhere(page.draft.original_url)
    if state in ("edited", "taken", "same") or way.is_dry:
        said: State = "dry" if way.is_dry and state in ("new", "updated") else state
        return PageOutcome(
            name, said, page, place, page.draft.doubts, place if state == "taken" else ""
        )
    return _write_page(name, page, way, record)


def make_page_key(page: Understood) -> str:
    """Return by what a page is known again: its address, else its file's name, day and title."""
    draft = page.draft
    day = f"{draft.date:%Y-%m-%d}" if draft.date else ""
    return draft.original_url or f"{page.name}/{day}/{make_slug(draft.title)}"


def hash_of(draft: Draft, category: str) -> str:
    """Return the hash of all that was understood: text and photographs."""
    names = [f"{number}" for number, _ in enumerate(list_pictures(draft))]
    whole = hashlib.sha256(format_article(draft, category, names).encode())
    for picture in list_pictures(draft):
        whole.update(hashlib.sha256(picture.data or b"").digest())
    return whole.hexdigest()


def _decide_state(
    draft: Draft, category: str, known: ImportedPage | None, record: ImportRecord
) -> State:
    """Return what is to be done with a page; ``known`` is the article it became before."""
    is_there = known is not None and (record.content / known.folder).exists()
    if known is None or not is_there:
        return "taken" if record.elsewhere(draft.original_url) else "new"
    if not record.is_untouched(known):
        return "edited"
    return "same" if known.draft == hash_of(draft, category) else "updated"


def _write_page(
    name: str, page: Understood, way: ImportOptions, record: ImportRecord
) -> PageOutcome:
    """Write an article; the untouched one that the page became before makes room for it."""
    key, known = make_page_key(page), record.articles.get(make_page_key(page))
    old = way.content / known.folder if known else None
    is_update = old is not None and old.is_dir()
    if is_update and old is not None:
        today = date.fromisoformat(old.name[:_DAY])
        with _put_aside(old, import_record.get_state_folder(way.content) / ASIDE):
            done = write_draft(page.draft, way.content, way.category, today)
    else:
        done = write_draft(page.draft, way.content, way.category, way.today)
    place = done.folder.relative_to(way.content).as_posix()
    known_as = hash_of(page.draft, way.category)
    record.articles[key] = ImportedPage(place, known_as, import_record.hash_files(done.folder))
    import_record.write_record(record)
    return PageOutcome(name, "updated" if is_update else "new", page, place, done.doubts)


@contextmanager
def _put_aside(folder: Path, place: Path) -> Iterator[None]:
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


def _relink(outcomes: Sequence[PageOutcome], record: ImportRecord) -> None:
    """Let links between imported pages lead to the articles that these became."""
    places = {key: item.folder for key, item in record.articles.items() if "://" in key}
    for outcome in outcomes:
        if outcome.page is None or outcome.state not in ("new", "updated", "same"):
            continue
        key = make_page_key(outcome.page)
        item = record.articles[key]
        file = record.content / item.folder / "index.md"
        text = read_text(file, record.content)
        linked = relink_pages(text, places, key)
        if linked != text:
            file.write_text(linked, encoding="utf-8", newline="\n")
            record.articles[key] = replace(item, files=import_record.hash_files(file.parent))


def relink_pages(text: str, places: dict[str, str], own: str) -> str:
    """Return an article's text whose links to imported pages are ``{filename}`` links."""
    written = {escape_address(url): place for url, place in places.items() if url != own}

    def link(match: re.Match[str]) -> str:
        url, sign, part = match[1].partition("#")
        place = written.get(url)
        return f"]({{filename}}/{place}/index.md{sign}{part})" if place else match[0]

    return _LINK.sub(link, text)
