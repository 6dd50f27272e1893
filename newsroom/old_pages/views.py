"""The room "Trang cũ": saved pages in, drafts and a comparison with the original out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from newsroom.accounts.access import get_signed_in_user, require_permission
from newsroom.intake import kept_files
from newsroom.intake.arrivals import clean_name
from newsroom.texts import index, store
from newsroom.texts.paths import get_content_folder, get_text_file
from newsroom.texts.signals import text_saved
from town_portal.authoring.importers.page import review
from town_portal.authoring.importers.page.batch import PageOutcome, import_pages
from town_portal.authoring.importers.page.report import summarize_outcomes
from town_portal.authoring.importers.page.saved import PAGES, Unread
from town_portal.authoring.importers.word import GivenFile
from town_portal.cli.import_page import load_categories, make_page_worker, make_way, write_reviews
from town_portal.core.naming import parse_article_name

ROOM = "old-pages"
WRITTEN = ("new", "updated")
DRAFTS = (*WRITTEN, "same")
"""Of these outcomes the article is a draft that nobody has touched."""
NO_PAGE = (
    "Chưa có trang nào trong các tệp đã chọn. Hãy chọn tệp .html hoặc .mhtml do trình duyệt lưu, "
    "kèm các ảnh trong thư mục đi cùng."
)
NO_CATEGORY = "Hãy chọn chuyên mục có trong danh sách."
GONE = "Các tệp đã xem thử không còn được giữ; hãy chọn lại các tệp."
TWO_OF_ONE_NAME = "Có hai tệp khác nhau cùng tên “{}” nên không dùng tệp nào."
NOT_WRITTEN = "Không ghi được: {}. Hãy xem quyền ghi và chỗ trống của ổ đĩa rồi làm lại."


@require_permission("texts.write")
def old_pages(request: HttpRequest) -> HttpResponse:
    """Ask for saved pages; by POST, show what was read in them, and write drafts if asked to.

    What was sent for a look is kept for the writing.
    """
    if request.method != "POST":
        kept_files.remove_unused()
        return _show(request)
    files, name = _read_files(request)
    category, known = request.POST.get("category", ""), load_categories(get_content_folder())
    if known and category not in known:
        return _show(request, sentences=[NO_CATEGORY], kept=name)
    pages, sentences = sort_pages(files)
    if not pages:
        kept_files.forget_files(request, ROOM)
        return _show(request, sentences=[*sentences, GONE if "kept" in request.POST else NO_PAGE])
    is_dry = request.POST.get("work") != "write"
    try:
        outcomes = _import(pages, category, is_dry)
    except OSError as error:
        sentences.append(NOT_WRITTEN.format(error.strerror))
        return _show(request, sentences=sentences, kept=name)
    if not is_dry:
        kept_files.forget_files(request, ROOM)
        name = ""
    _announce(request, outcomes)
    review, counts = _render_review(outcomes, is_dry), summarize_outcomes(outcomes)
    given = {"summary": counts, "is_dry": is_dry, "kept": name, "review": review}
    return _show(request, sentences=sentences, **given)


def _read_files(request: HttpRequest) -> tuple[list[GivenFile], str]:
    """Return the files that came, else those that this session has kept, with the set's name."""
    sent = request.FILES.getlist("file")
    files = [GivenFile(clean_name(item.name or "tep"), item.read()) for item in sent]
    if files:
        return files, kept_files.keep_files(request, ROOM, files)
    name = request.POST.get("kept", "")
    return kept_files.find_files(request, ROOM, name), name


def sort_pages(files: Sequence[GivenFile]) -> tuple[list[Unread], list[str]]:
    """Return the pages among files, each with all pictures, and what to say.

    A form sends files without their folders: two of one name that differ cannot be told apart and
    are left out.
    """
    pages = [file for file in files if file.name.lower().endswith(PAGES)]
    others, ambiguous = dict[str, bytes](), set[str]()
    for file in files:
        if file not in pages and others.setdefault(file.name, file.data) != file.data:
            ambiguous.add(file.name)
    usable = {name: data for name, data in others.items() if name not in ambiguous}
    unread = [
        Unread(page.name, "", page.data, usable)
        for page in sorted(pages, key=lambda item: item.name)
    ]
    return unread, [TWO_OF_ONE_NAME.format(name) for name in sorted(ambiguous)]


def _import(pages: Sequence[Unread], category: str, is_dry: bool) -> list[PageOutcome]:
    content = get_content_folder()
    way = make_way(content, category, None, is_dry)
    with make_page_worker(content) as worker:
        outcomes = import_pages(pages, replace(way, worker=worker))
    write_reviews(outcomes, content)
    return outcomes


def _announce(request: HttpRequest, outcomes: Sequence[PageOutcome]) -> None:
    """Let the rest of the newsroom know of the drafts that were written."""
    paths = [f"{one.place}/index.md" for one in outcomes if one.place and one.state in WRITTEN]
    index.update_rows(paths)
    for path in paths:
        after, user = store.read_file(get_text_file(path)), get_signed_in_user(request)
        reason = f"Nhập trang cũ: {after.fields.get('title', '')}"
        text_saved.send(old_pages, before=None, after=after, user=user, reason=reason)


def _render_review(outcomes: Sequence[PageOutcome], is_dry: bool) -> str:
    """Return both sides of each page as HTML that is escaped already."""
    template = review.make_environment().get_template("review_pages.html")
    pages = [review.build_shown(outcome) for outcome in outcomes]
    links = {} if is_dry else {one.place: find_links(one) for one in outcomes if one.place}
    return template.render(pages=pages, ways=links)


def find_links(outcome: PageOutcome) -> tuple[str, str]:
    """Return the addresses of an article's draft (empty where it may be none) and editor."""
    file = f"{outcome.place}/index.md"
    slug = parse_article_name(PurePosixPath(file)).slug
    is_draft = outcome.state in DRAFTS and slug
    preview = f"{settings.NEWSROOM.prefix}/ban-thao/{slug}/" if is_draft else ""
    return preview, reverse("edit", kwargs={"name": file})


def _show(request: HttpRequest, **result: Any) -> HttpResponse:
    context: Mapping[str, Any] = {
        "title": "Nhập trang cũ",
        "categories": load_categories(get_content_folder()),
        "chosen": request.POST.get("category", ""),
        **result,
    }
    is_refused = request.method == "POST" and "review" not in result
    return render(request, "newsroom/old_pages.html", context, status=422 if is_refused else 200)
