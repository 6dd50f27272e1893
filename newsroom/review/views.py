"""The room "Duyệt bài": texts that wait, what has changed in each, approve or return."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_tasks.exceptions import TaskResultDoesNotExist

from newsroom.accounts.access import get_signed_in_user, require_permission
from newsroom.checks.findings import list_blocking
from newsroom.history.comparison import compare_versions
from newsroom.history.readable import format_readable
from newsroom.review import decisions, previews
from newsroom.review.models import ReviewStep
from newsroom.texts import index, store
from newsroom.texts.models import Text
from newsroom.texts.paths import get_text_file
from town_portal.authoring.editing.front_matter import NotWritable
from town_portal.cli import preview
from town_portal.cli.single_file import POLICY
from town_portal.core.data.yamldoc import YamlError
from town_portal.core.faults import FaultsError

PREVIEW_POLICY = f"sandbox; {POLICY}; frame-ancestors 'none'; form-action 'none'"
"""A previewed page is of an origin of its own: it has no cookies, and sends nothing."""
Shown = Callable[[str, str], HttpResponse]
Deed = Callable[[str, User, str], None]
DEEDS: dict[str, tuple[Deed, str]] = {
    "approve": (decisions.approve_text, "Đã duyệt “{}”."),
    "return": (decisions.return_text, "Đã trả “{}” lại cho người viết."),
}


@require_permission("texts.write")
def waiting(request: HttpRequest) -> HttpResponse:
    """List the texts that wait for a reviewer, and those whose time is still to come."""
    index.refresh_index()
    context = {
        "title": "Duyệt bài",
        "waiting": Text.objects.filter(status="waiting").order_by("-date"),
        "scheduled": Text.objects.filter(status="scheduled").order_by("publish"),
    }
    return render(request, "newsroom/waiting.html", context)


@require_permission("texts.write")
def review(request: HttpRequest, name: str) -> HttpResponse:
    """Show what has changed since the last approval; by POST, approve or return."""
    file = get_text_file(name)
    text = store.read_file(file)
    if request.method == "POST":
        return _decide(request, name, text.title)
    before, now = decisions.get_last_approved(name), format_readable(name, text.text)
    context = {
        "title": f"Duyệt: {text.title}",
        "name": name,
        "is_first": not before,
        "is_article": name.startswith("articles/"),
        "paragraphs": compare_versions(format_readable(name, before) if before else now, now),
        "steps": ReviewStep.objects.filter(path=name).select_related("user"),
        "findings": list_blocking(name),
    }
    return render(request, "newsroom/review.html", context)


def _decide(request: HttpRequest, name: str, title: str) -> HttpResponse:
    if not request.user.has_perm("texts.approve"):
        raise PermissionDenied
    deed, sentence = DEEDS[request.POST.get("deed", "return")]
    try:
        deed(name, get_signed_in_user(request), request.POST.get("note", ""))
    except (decisions.NotDecided, FaultsError, NotWritable, YamlError) as error:
        messages.error(request, str(error))
        return redirect("review", name=name)
    messages.success(request, sentence.format(title))
    return redirect("waiting")


@require_permission("texts.write")
@require_POST
def send(request: HttpRequest, name: str) -> HttpResponse:
    """Send a text to the reviewers with a note."""
    try:
        decisions.send_to_review(name, get_signed_in_user(request), request.POST.get("note", ""))
    except (NotWritable, YamlError, OSError) as error:
        messages.error(request, f"Chưa gửi được: {error}")
        return redirect("edit", name=name)
    messages.success(request, "Đã gửi duyệt.")
    return redirect("waiting")


@require_permission("texts.write")
def preview_file(request: HttpRequest, name: str) -> HttpResponse:
    """Offer an article as one HTML file, to be sent to somebody for a look."""
    return _preview(request, name, _answer_file, "?tep=xem")


@require_permission("texts.write")
def preview_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show an article as readers will see it, out of reach of the newsroom's session."""
    return _preview(request, name, _answer_page, "")


def _preview(request: HttpRequest, name: str, shown: Shown, query: str) -> HttpResponse:
    """Show a preview whose page `serve` has built; else have it built and lead to the job."""
    try:
        if not previews.is_at_hand(name):
            job = previews.request_preview(name)
            return redirect(reverse("preview_job", args=(name, job)) + query)
        made = previews.make_preview(name)
    except (preview.NoPreview, FaultsError, OSError) as error:
        return _refuse_preview(request, name, [str(error)])
    return shown(made.html, made.name)


@require_permission("texts.write")
def preview_job(request: HttpRequest, name: str, job: str) -> HttpResponse:
    """Show how a preview gets on, as JSON for the page that waits; then what was built."""
    try:
        found = previews.build_preview.get_result(job)
    except TaskResultDoesNotExist:
        return redirect("preview_page", name=name)
    if found.args != [name]:
        raise Http404
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"state": found.status, "seconds": previews.get_waiting_seconds(found)})
    made = found.return_value if found.status == "SUCCESSFUL" else None
    if found.is_finished and (made is None or "errors" in made):
        return _refuse_preview(request, name, made["errors"] if made else [previews.FAILED])
    wanted = request.GET.get("tep", "")
    if made and wanted != "xem":
        return (_answer_file if wanted == "tai" else _answer_page)(made["html"], made["name"])
    context = {
        "title": f"Xem trước: {store.read_file(get_text_file(name)).title}",
        "name": name,
        "is_file": bool(wanted),
        "is_ready": made is not None,
        "state": found.status,
        "seconds": previews.get_waiting_seconds(found),
    }
    return render(request, "newsroom/preview.html", context)


def _answer_page(html: str, _name: str) -> HttpResponse:
    return HttpResponse(html, headers={"Content-Security-Policy": PREVIEW_POLICY})


def _answer_file(html: str, name: str) -> HttpResponse:
    return HttpResponse(html, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _refuse_preview(request: HttpRequest, name: str, sentences: Sequence[str]) -> HttpResponse:
    """Lead back to the editor, with the reasons why there is no preview."""
    for sentence in sentences:
        messages.error(request, sentence)
    return redirect("edit", name=name)
