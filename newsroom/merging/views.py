"""The page on which a person merges what they wrote with what another has saved meanwhile."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newsroom.accounts.access import get_signed_in_user, require_permission
from newsroom.history import versions
from newsroom.history.models import Version
from newsroom.merging import proposal
from newsroom.merging.proposal import NotChosen, Proposal, Shown
from newsroom.texts import editing, store

ASIDE = "Bản đang viết, trước khi hợp nhất"
AGAIN = "Bài lại vừa được sửa nên chưa lưu. Hãy xem lại bản hợp nhất dưới đây."
CHOOSE = "Còn chỗ cả hai cùng sửa mà bạn chưa chọn."
DONE = "Đã lưu bản hợp nhất. Bản bạn viết và bản của người kia đều còn trong Lịch sử."
THEIRS = "Đang mở bản đã lưu. Bản bạn viết còn trong Lịch sử."


@require_permission("texts.write")
def merge(request: HttpRequest, name: str) -> HttpResponse:
    """Show both versions as one text; by POST, save it or put one's own version aside."""
    try:
        with store.hold_writing_lock():
            return _answer(request, name)
    except editing.WRONG as error:
        messages.error(request, editing.NOT_SAVED.format(error))
    except OSError as error:
        messages.error(request, editing.NOT_SAVED.format(store.explain_not_written(error)))
    return redirect("edit", name=name)


def _answer(request: HttpRequest, name: str) -> HttpResponse:
    found = proposal.find(name, get_signed_in_user(request))
    if found is None:
        return redirect("edit", name=name)
    if request.method != "POST":
        return _show(request, found)
    if found.mark != request.POST.get("mark"):
        return _show(request, found, AGAIN, 409)
    if request.POST.get("deed") != "theirs":
        return _save(request, found)
    _keep_mine(request, found)
    found.work.delete()
    messages.success(request, THEIRS)
    return redirect("edit", name=name)


def _save(request: HttpRequest, found: Proposal) -> HttpResponse:
    try:
        changes, html = found.choose(request.POST.dict())
    except NotChosen:
        return _show(request, found, CHOOSE, 422)
    after, told = editing.write(found.now, changes, html)
    told += editing.note_saved(request, found.now, after)
    _keep_mine(request, found)
    for sentence in told:
        messages.warning(request, sentence)
    messages.success(request, DONE)
    return redirect("edit", name=after.path)


def _keep_mine(request: HttpRequest, found: Proposal) -> None:
    """Keep in the history what the person had written."""
    base = found.base or found.now
    body = editing.document_of(base).merge(found.html, str(found.work.values.get("baseline") or ""))
    versions.keep_opened(found.now)
    versions.keep_aside(
        store.with_changes(base, found.changes, body), get_signed_in_user(request), ASIDE
    )


def _show(
    request: HttpRequest, found: Proposal, error: str = "", status: int = 200
) -> HttpResponse:
    shown = list(found.iter_shown({} if status == 409 else request.POST.dict()))
    saved = Version.objects.filter(path=found.now.path, digest=found.now.digest).first()
    context: dict[str, Any] = {
        "title": f"Hợp nhất hai bản: {found.now.title}",
        "back": reverse("edit", args=(found.now.path,)),
        "mark": found.mark,
        "error": error,
        "other": saved.author_name if saved else "",
        "saved_at": saved.saved_at if saved else None,
        "groups": [(is_same, list(rows)) for is_same, rows in groupby(shown, key=_is_same)],
        "conflicts": sum(row.kind == "conflict" for row in shown),
    }
    return render(request, "newsroom/merge.html", context, status=status)


def _is_same(row: Shown) -> bool:
    return row.kind == "same"
