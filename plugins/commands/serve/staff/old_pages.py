"""The room "Nhập trang cũ": saved pages of the former portal in, drafts and a comparison out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from plugins._kit.naming import article_name
from plugins._kit.text import nfc
from plugins.commands.import_page import (
    categories_of,
    page_worker,
    way_of,
    write_reviews,
)
from plugins.commands.serve.staff.contract import Answer, Asked, Place, Upload
from plugins.commands.serve.staff.page import ROOM as DESK
from plugins.commands.serve.staff.page import page
from plugins.desk import config as desk
from plugins.importers.page import review
from plugins.importers.page.batch import Outcome, imported
from plugins.importers.page.report import summary
from plugins.importers.page.saved import PAGES, Unread

ROOM = "nhap-trang-cu/"
DRAFTS = ("new", "updated", "same")
"""Of these outcomes the article is a draft that nobody has touched."""
TITLE = "Nhập trang cũ"
NO_PAGE = (
    "Chưa có trang nào trong các tệp đã chọn. Hãy chọn tệp .html hoặc .mhtml do trình duyệt lưu, "
    "kèm các ảnh trong thư mục đi cùng."
)
NO_CATEGORY = "Hãy chọn chuyên mục có trong danh sách."


def answer(asked: Asked) -> Answer:
    """Return the form, or what became of the pages that were sent."""
    if asked.method != "POST":
        return _form(asked)
    category, known = asked.form.get("category", ""), categories_of(asked.place.content)
    if known and category not in known:
        return _form(asked, NO_CATEGORY)
    pages, sentences = pages_of(asked.uploads)
    if not pages:
        return _form(asked, " ".join([*sentences, NO_PAGE]))
    is_dry = asked.form.get("work") != "write"
    way = way_of(asked.place.content, category, None, is_dry)
    with page_worker(asked.place.content) as worker:
        outcomes = imported(pages, replace(way, worker=worker))
    write_reviews(outcomes, asked.place.content)
    shown = [review.shown(outcome) for outcome in outcomes]
    return _page(
        asked,
        sentences=sentences,
        summary=summary(outcomes),
        pages=shown,
        is_dry=is_dry,
        ways={} if is_dry else ways_of(asked.place, outcomes),
    )


def ways_of(place: Place, outcomes: Sequence[Outcome]) -> dict[str, tuple[str, str]]:
    """Return the addresses of each article's draft (empty where it may be none) and form."""
    ways = {}
    for outcome in outcomes:
        if outcome.place:
            file = f"{outcome.place}/index.md"
            slug = article_name(PurePosixPath(file)).slug
            is_draft = outcome.state in DRAFTS and slug
            preview = f"{place.base}ban-thao/{slug}/" if is_draft else ""
            ways[outcome.place] = preview, f"{place.base}{DESK}{desk.opened(file)}"
    return ways


def pages_of(uploads: Sequence[Upload]) -> tuple[list[Unread], list[str]]:
    """Return the pages among files that were sent, each with all pictures, and what to say.

    A form sends files without their folders: two of one name that differ can't be told apart and
    are left out.
    """
    files, twice = _by_name(uploads)
    said = [f"Có hai tệp khác nhau cùng tên “{name}” nên không dùng tệp nào." for name in twice]
    pages = [
        Unread(nfc(upload.name), "", upload.data, files)
        for upload in sorted(uploads, key=lambda it: it.name)
        if upload.name.lower().endswith(PAGES)
    ]
    return pages, said


def _by_name(uploads: Sequence[Upload]) -> tuple[Mapping[str, bytes], list[str]]:
    files: dict[str, bytes] = {}
    twice: list[str] = []
    for upload in uploads:
        name = nfc(upload.name)
        if upload.name.lower().endswith(PAGES):
            continue
        if files.setdefault(name, upload.data) != upload.data:
            twice.append(name)
    return {name: data for name, data in files.items() if name not in twice}, twice


def _form(asked: Asked, notice: str = "") -> Answer:
    return _page(asked, sentences=[notice] if notice else [])


def _page(asked: Asked, **values: object) -> Answer:
    template = _environment().get_template("old_pages.html")
    known = categories_of(asked.place.content)
    chosen = asked.form.get("category", "")
    given = {"pages": (), "summary": "", "is_dry": True} | values
    return page(asked.place, ROOM, TITLE, template.render(categories=known, chosen=chosen, **given))


@lru_cache(1)
def _environment() -> Environment:
    """Return the review's templates with the room's own beside them."""
    return review.environment().overlay(
        loader=ChoiceLoader(
            [FileSystemLoader(Path(__file__).parent), *filter(None, [review.environment().loader])]
        )
    )
