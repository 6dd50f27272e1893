"""The button "Đăng" and the page that tells how a publication went."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from newsroom.accounts.access import get_signed_in_user, require_permission
from newsroom.checks.findings import list_blocking
from newsroom.publishing.models import Publication
from newsroom.publishing.tasks import publish_site
from newsroom.texts import index, store
from newsroom.texts.paths import get_content_folder, get_text_file
from newsroom.texts.signals import text_saved
from town_portal.authoring.articles import ArticleFolder
from town_portal.authoring.editing.front_matter import NotWritable, set_fields
from town_portal.core.faults import FaultsError, format_path

MUST_FIRST = "Chưa đăng được: còn {} chỗ bắt buộc phải sửa trong bài."
NOT_APPROVED = "Bài chưa được duyệt. Hãy gửi duyệt trước; người duyệt đồng ý rồi mới đăng được."
MOST = 50


@require_permission("texts.publish")
@require_POST
def publish_text(request: HttpRequest, name: str) -> HttpResponse:
    """Let a text out: no draft any longer, and a publication into the queue."""
    file = get_text_file(name)
    try:
        why = _find_obstacle(name)
        if why:
            messages.error(request, why)
            return redirect("review" if why == NOT_APPROVED else "edit", name=name)
        title = _let_out(request, name)
    except (FaultsError, NotWritable) as error:
        messages.error(request, f"{format_path(file)}: {error}")
        return redirect("edit", name=name)
    return redirect("publication", number=_ask(request, name, title).pk)


def _find_obstacle(name: str) -> str:
    """Return why a text may not be let out yet; empty where it may. Raises FaultsError."""
    file = get_text_file(name)
    lines = list_blocking(name)
    if lines:
        return " ".join([MUST_FIRST.format(len(lines)), *lines])
    if not name.startswith("articles/"):
        return ""
    articles = ArticleFolder(get_content_folder())
    article = articles.read(file)
    return NOT_APPROVED if articles.compute_standing(article) else ""


def _let_out(request: HttpRequest, name: str) -> str:
    """Make a draft a published text; return its title."""
    before = store.read_file(get_text_file(name))
    title = before.title
    if before.fields.get("status") == "draft":
        after = store.write_file(before, set_fields(before.text, {"status": None}))
        index.update_rows([name])
        user, reason = get_signed_in_user(request), f"Đăng: {title}"
        text_saved.send(publish_text, before=before, after=after, user=user, reason=reason)
    return title


def _ask(request: HttpRequest, path: str, title: str) -> Publication:
    publication = Publication.objects.create(
        path=path, title=title[:300], user=get_signed_in_user(request), asked_at=timezone.now()
    )
    publish_site.enqueue(publication.pk)
    return publication


@require_permission("texts.publish")
def publications(request: HttpRequest) -> HttpResponse:
    """List publications; by POST, publish all that has changed."""
    if request.method == "POST":
        return redirect("publication", number=_ask(request, "", "Mọi thay đổi").pk)
    context = {
        "title": "Đăng",
        "publications": Publication.objects.select_related("user")[:MOST],
    }
    return render(request, "newsroom/publications.html", context)


@require_permission("texts.publish")
def publication(request: HttpRequest, number: int) -> HttpResponse:
    """Show how a publication goes; as JSON for the page that waits."""
    one = get_object_or_404(Publication, pk=number)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"state": one.state})
    context = {"title": f"Đăng: {one.title}", "publication": one}
    return render(request, "newsroom/publication.html", context)
