"""The room "Duyệt bài": texts that wait, what has changed in each, approve or return."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from newsroom.accounts.access import require, signed_in_user
from newsroom.checks.findings import blocking
from newsroom.history.comparison import compare
from newsroom.history.readable import readable
from newsroom.review import decisions
from newsroom.review.models import ReviewStep
from newsroom.texts import index, store
from newsroom.texts.models import Text
from newsroom.texts.paths import content_folder, text_file
from plugins._kit.faults import FaultsError
from plugins._kit.yamldoc import YamlError
from plugins.authoring.front_matter import NotWritable
from plugins.commands import preview
from plugins.commands.articles import Articles
from plugins.commands.single_file import POLICY

PREVIEW_POLICY = f"sandbox; {POLICY}; frame-ancestors 'none'; form-action 'none'"
"""A previewed page is of an origin of its own: it has no cookies, and sends nothing."""
Deed = Callable[[str, User, str], None]
DEEDS: dict[str, tuple[Deed, str]] = {
    "approve": (decisions.approve_text, "Đã duyệt “{}”."),
    "return": (decisions.return_text, "Đã trả “{}” lại cho người viết."),
}


@require("texts.write")
def waiting(request: HttpRequest) -> HttpResponse:
    """List the texts that wait for a reviewer, and those whose time is still to come."""
    index.refresh()
    context = {
        "title": "Duyệt bài",
        "waiting": Text.objects.filter(status="waiting").order_by("-date"),
        "scheduled": Text.objects.filter(status="scheduled").order_by("publish"),
    }
    return render(request, "newsroom/waiting.html", context)


@require("texts.write")
def review(request: HttpRequest, name: str) -> HttpResponse:
    """Show what has changed since the last approval; by POST, approve or return."""
    file = text_file(name)
    text = store.read(file)
    if request.method == "POST":
        return _decide(request, name, text.title)
    before, now = decisions.last_approved(name), readable(name, text.text)
    context = {
        "title": f"Duyệt: {text.title}",
        "name": name,
        "is_first": not before,
        "is_article": name.startswith("articles/"),
        "paragraphs": compare(readable(name, before) if before else now, now),
        "steps": ReviewStep.objects.filter(path=name).select_related("user"),
        "findings": blocking(name),
    }
    return render(request, "newsroom/review.html", context)


def _decide(request: HttpRequest, name: str, title: str) -> HttpResponse:
    if not request.user.has_perm("texts.approve"):
        raise PermissionDenied
    deed, sentence = DEEDS[request.POST.get("deed", "return")]
    try:
        deed(name, signed_in_user(request), request.POST.get("note", ""))
    except (decisions.NotDecided, FaultsError, NotWritable, YamlError) as error:
        messages.error(request, str(error))
        return redirect("review", name=name)
    messages.success(request, sentence.format(title))
    return redirect("waiting")


@require("texts.write")
@require_POST
def send(request: HttpRequest, name: str) -> HttpResponse:
    """Send a text to the reviewers with a note."""
    try:
        decisions.send(name, signed_in_user(request), request.POST.get("note", ""))
    except (NotWritable, YamlError, OSError) as error:
        messages.error(request, f"Chưa gửi được: {error}")
        return redirect("edit", name=name)
    messages.success(request, "Đã gửi duyệt.")
    return redirect("waiting")


@require("texts.write")
def preview_file(request: HttpRequest, name: str) -> HttpResponse:
    """Offer an article as one HTML file, to be sent to somebody for a look."""
    found = _preview(request, name)
    if isinstance(found, HttpResponse):
        return found
    headers = {"Content-Disposition": f'attachment; filename="{found.name}"'}
    return HttpResponse(found.html, headers=headers)


@require("texts.write")
def preview_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show an article as readers will see it, out of reach of the newsroom's session."""
    found = _preview(request, name)
    if isinstance(found, HttpResponse):
        return found
    return HttpResponse(found.html, headers={"Content-Security-Policy": PREVIEW_POLICY})


def _preview(request: HttpRequest, name: str) -> preview.Preview | HttpResponse:
    """Return an article as one file; the way to its editor, with the reason, where there is none.

    On a server nobody builds a preview as `serve` does, and only the data folder may be written.
    """
    articles, newsroom = Articles(content_folder()), settings.NEWSROOM
    now = timezone.now().astimezone(articles.zone)
    output, below = (newsroom.output, None) if newsroom.is_local else (None, newsroom.data)
    try:
        # One at a time: each builds at the moment at which its own article is shown.
        with store.lock_of("preview"):
            return preview.made(articles, text_file(name), output, now, below)
    except (preview.NoPreview, FaultsError, OSError) as error:
        for sentence in (str(error), *getattr(error, "faults", ())):
            messages.error(request, str(sentence))
    return redirect("edit", name=name)
