"""Pages of earlier versions and of the trash."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from newsroom.accounts.access import get_signed_in_user, require_permission
from newsroom.history import repository, trash, versions
from newsroom.history.comparison import compare_versions
from newsroom.history.models import ThrownAway, Version
from newsroom.history.readable import format_readable
from newsroom.texts import index, store
from newsroom.texts.paths import get_text_file

MOST = 200
"""Versions that are listed of a text."""
MADE = "Đã có kho Git: từ nay mỗi lần lưu là một bản ghi kèm tên người sửa."
NOT_MADE = (
    "Chưa tạo được kho Git; nội dung vẫn nguyên. Hãy báo người quản trị xem quyền ghi và chỗ trống "
    "của ổ đĩa."
)


@require_permission("texts.write")
def history(request: HttpRequest, name: str) -> HttpResponse:
    """List the versions of a text, the newest first."""
    text = store.read_file(get_text_file(name))
    versions.note_foreign_change(text)
    context = {
        "title": f"Lịch sử: {text.title}",
        "back": reverse("edit", args=(name,)),
        "versions": [
            (item, reverse("version", args=(name, item.pk))) for item in list_versions(name)
        ],
        "current": text.digest,
    }
    return render(request, "newsroom/history.html", context)


def list_versions(path: str) -> QuerySet[Version]:
    """Return the versions of a file that are listed, the newest first."""
    return Version.objects.filter(path=path).select_related("author")[:MOST]


@require_permission("texts.write")
def version(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Compare a version with the text as it is now; by POST, bring it back."""
    text = store.read_file(get_text_file(name))
    chosen = get_object_or_404(Version, path=name, pk=number)
    if request.method == "POST":
        versions.note_foreign_change(text)
        after = store.write_file(text, chosen.text)
        reason = f"Lấy lại bản lúc {localtime(chosen.saved_at):%H:%M %d/%m/%Y}"
        versions.record_version(after, get_signed_in_user(request), reason)
        index.update_rows([name])
        messages.success(request, f"Đã xong: {reason[0].lower()}{reason[1:]}.")
        return redirect("edit", name=name)
    context = {
        "title": f"So sánh: {text.title}",
        "back": reverse("history", args=(name,)),
        "version": chosen,
        "paragraphs": compare_versions(
            format_readable(name, chosen.text), format_readable(name, text.text)
        ),
    }
    return render(request, "newsroom/version.html", context)


@require_permission("texts.write")
@require_POST
@store.hold_writing_lock()
def throw_away(request: HttpRequest, name: str) -> HttpResponse:
    """Put a text into the trash."""
    thrown = trash.throw_away(store.read_file(get_text_file(name)), get_signed_in_user(request))
    messages.success(request, f"Đã chuyển “{thrown.title}” vào thùng rác; giữ {trash.DAYS} ngày.")
    return redirect("texts")


@require_permission("texts.write")
def trash_list(request: HttpRequest) -> HttpResponse:
    """List the trash; by POST, bring a text back."""
    trash.delete_old()
    if request.method == "POST":
        thrown = get_object_or_404(ThrownAway, pk=request.POST.get("text"))
        try:
            name = trash.bring_back(thrown, get_signed_in_user(request))
        except FileExistsError:
            messages.error(
                request, f"Chỗ cũ của “{thrown.title}” đã có bài khác; hãy đổi tên bài ấy."
            )
            return redirect("trash")
        messages.success(request, f"Đã lấy lại “{thrown.title}”.")
        return redirect("edit", name=name)
    context = {
        "title": "Thùng rác",
        "thrown": ThrownAway.objects.select_related("author"),
        "days": trash.DAYS,
    }
    return render(request, "newsroom/trash.html", context)


@require_permission("texts.administer")
@require_POST
def git_repository(request: HttpRequest) -> HttpResponse:
    """Make a Git repository of the content, or never offer it again."""
    if request.POST.get("deed") != "make":
        repository.decline_repository()
        return redirect("texts")
    try:
        repository.make_repository(get_signed_in_user(request))
        messages.success(request, MADE)
    except repository.NotMade:
        messages.error(request, NOT_MADE)
    return redirect("texts")
