"""The list of texts, and beginning a new one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from newsroom.accounts.access import require, signed_in_user
from newsroom.accounts.browser_keys import browser_key
from newsroom.texts import index, kinds, store
from newsroom.texts.failures import Failure, failures
from newsroom.texts.models import STATUSES, Text
from newsroom.texts.paths import content_folder, relative, text_file
from newsroom.texts.signals import text_saved
from town_portal.authoring.editing.labels import title_of
from town_portal.authoring.editing.models import TEXTS
from town_portal.authoring.importers.draft import Draft
from town_portal.authoring.importers.write import write
from town_portal.cli.import_page import categories_of

PER_PAGE = 50


@require("texts.write")
def texts(request: HttpRequest) -> HttpResponse:
    """Show the texts that fit, 50 at a time, the newest first."""
    index.refresh()
    asked = {
        name: request.GET.get(name, "")
        for name in ("words", "status", "category", "author", "year")
    }
    categories = categories_of(content_folder())
    page = Paginator(index.search(**asked).defer("folded"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {
        "title": "Bài viết",
        "page": page,
        "rows": [(text, categories.get(text.category, text.category)) for text in page],
        "asked": asked,
        "statuses": STATUSES,
        "categories": categories,
        "kinds": {it.folder: title_of(it.table).label for it in TEXTS if it.folder != "articles"},
        "authors": _values("author"),
        "years": index.years(),
        "query": _query(request),
        "held_key": browser_key(signed_in_user(request)),
        "failures": _failures(request),
    }
    return render(request, "newsroom/texts.html", context)


def _failures(request: HttpRequest) -> list[Failure]:
    """Return what has failed on the server, for those who administer the newsroom."""
    is_administrator = signed_in_user(request).has_perm("texts.administer")
    return failures(settings.NEWSROOM.status) if is_administrator else []


@require("texts.write")
def gone(request: HttpRequest) -> JsonResponse:
    """Tell which of the named texts are no longer there: moved, or thrown away."""
    return JsonResponse({"gone": [it for it in request.GET.getlist("name") if not _is_there(it)]})


def _is_there(name: str) -> bool:
    try:
        return bool(text_file(name))
    except Http404:
        return False


@require("texts.write")
def new_text(request: HttpRequest) -> HttpResponse:
    """Ask for title and category, then begin the text as a draft and open it."""
    categories = categories_of(content_folder())
    title = " ".join(request.POST.get("title", "").split())
    category = request.POST.get("category", "")
    kind = request.GET.get("loai", "")
    creatable = kinds.creatable()
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
    author = signed_in_user(request).get_full_name()
    today = timezone.localdate()
    draft = Draft(title, (), author=author if not settings.NEWSROOM.is_local else "")
    written = write(draft, content_folder(), category or "tin-tuc", today)
    path = relative(written.file)
    index.update([path])
    after = store.read(written.file)
    user = signed_in_user(request)
    text_saved.send(new_text, before=None, after=after, user=user, reason=f"Bài mới: {title}")
    return path


def _begin_other(request: HttpRequest, title: str, folder: str) -> str:
    """Write the file of a new text of another kind and return its path."""
    path = kinds.begin(folder, title)
    index.update([path])
    after, user = store.read(text_file(path)), signed_in_user(request)
    text_saved.send(new_text, before=None, after=after, user=user, reason=f"Bài mới: {title}")
    return path


def _values(field: str) -> list[str]:
    found = Text.objects.exclude(**{field: ""}).order_by(field).values_list(field, flat=True)
    return list(found.distinct()[:200])


def _query(request: HttpRequest) -> str:
    """Return the query of this list without its page, for links to other pages of it."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
