"""The list of texts, and beginning a new one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from newsroom.accounts.access import get_signed_in_user, require_permission
from newsroom.accounts.browser_keys import get_browser_key
from newsroom.texts import index, kinds, store
from newsroom.texts.failures import Failure, list_failures
from newsroom.texts.models import STATUSES, Text
from newsroom.texts.paths import get_content_folder, get_relative_path, get_text_file
from newsroom.texts.signals import text_saved
from town_portal.authoring.editing.labels import find_title
from town_portal.authoring.editing.models import TEXTS
from town_portal.authoring.importers.draft import Draft
from town_portal.authoring.importers.write import write_draft
from town_portal.cli.import_page import load_categories

PER_PAGE = 50


@require_permission("texts.write")
def texts(request: HttpRequest) -> HttpResponse:
    """Show the texts that fit, 50 at a time, the newest first."""
    index.refresh_index()
    asked = {
        name: request.GET.get(name, "")
        for name in ("words", "status", "category", "author", "year")
    }
    categories = load_categories(get_content_folder())
    page = Paginator(index.search_texts(**asked).defer("folded"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {
        "title": "Bài viết",
        "page": page,
        "rows": [(text, categories.get(text.category, text.category)) for text in page],
        "asked": asked,
        "statuses": STATUSES,
        "categories": categories,
        "kinds": {
            item.folder: find_title(item.table).label for item in TEXTS if item.folder != "articles"
        },
        "authors": _list_values("author"),
        "years": index.list_years(),
        "query": _query(request),
        "held_key": get_browser_key(get_signed_in_user(request)),
        "failures": _list_failures(request),
    }
    return render(request, "newsroom/texts.html", context)


def _list_failures(request: HttpRequest) -> list[Failure]:
    """Return what has failed on the server, for those who administer the newsroom."""
    is_administrator = get_signed_in_user(request).has_perm("texts.administer")
    return list_failures(settings.NEWSROOM.status) if is_administrator else []


@require_permission("texts.write")
def gone(request: HttpRequest) -> JsonResponse:
    """Tell which of the named texts are no longer there: moved, or thrown away."""
    return JsonResponse(
        {"gone": [item for item in request.GET.getlist("name") if not _is_there(item)]}
    )


def _is_there(name: str) -> bool:
    try:
        return bool(get_text_file(name))
    except Http404:
        return False


@require_permission("texts.write")
def new_text(request: HttpRequest) -> HttpResponse:
    """Ask for title and category, then begin the text as a draft and open it."""
    categories = load_categories(get_content_folder())
    title = " ".join(request.POST.get("title", "").split())
    category = request.POST.get("category", "")
    kind = request.GET.get("loai", "")
    creatable = kinds.list_creatable()
    error = ""
    if request.method == "POST":
        if title and kind in creatable:
            return redirect("edit", name=_begin_other(request, title, kind))
        if title and (category in categories or not categories):
            return redirect("edit", name=_begin(request, title, category))
        error = "Hãy ghi tiêu đề." if kind in creatable else "Hãy ghi tiêu đề và chọn chuyên mục."
    context = {
        "title": creatable.get(kind, "Viết bài mới"),
        "kind": kind if kind in creatable else "",
        "creatable": creatable,
        "categories": categories,
        "chosen": category,
        "given": title,
        "error": error,
    }
    return render(request, "newsroom/new_text.html", context, status=422 if error else 200)


def _begin(request: HttpRequest, title: str, category: str) -> str:
    """Write the file of a new draft and return its path."""
    author = get_signed_in_user(request).get_full_name()
    today = timezone.localdate()
    draft = Draft(title, (), author=author if not settings.NEWSROOM.is_local else "")
    written = write_draft(draft, get_content_folder(), category or "tin-tuc", today)
    path = get_relative_path(written.file)
    index.update_rows([path])
    after = store.read_file(written.file)
    user = get_signed_in_user(request)
    text_saved.send(new_text, before=None, after=after, user=user, reason=f"Bài mới: {title}")
    return path


def _begin_other(request: HttpRequest, title: str, folder: str) -> str:
    """Write the file of a new text of another kind and return its path."""
    path = kinds.begin_text(folder, title)
    index.update_rows([path])
    after, user = store.read_file(get_text_file(path)), get_signed_in_user(request)
    text_saved.send(new_text, before=None, after=after, user=user, reason=f"Bài mới: {title}")
    return path


def _list_values(field: str) -> list[str]:
    found = Text.objects.exclude(**{field: ""}).order_by(field).values_list(field, flat=True)
    return list(found.distinct()[:200])


def _query(request: HttpRequest) -> str:
    """Return the query of this list without its page, for links to other pages of it."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
