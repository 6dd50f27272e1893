"""Send a text for review, approve it or return it: in its file, and in the record of steps."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone

from newsroom.accounts.people import get_full_name
from newsroom.checks.findings import list_blocking
from newsroom.history.models import Version
from newsroom.review.models import ReviewStep
from newsroom.texts import index, store
from newsroom.texts.paths import get_content_folder, get_text_file
from newsroom.texts.signals import text_saved
from newsroom.texts.store import TextFile
from town_portal.authoring import approve
from town_portal.authoring.articles import ArticleFolder
from town_portal.authoring.editing.front_matter import set_fields

MUST_FIRST = "Chưa duyệt được: còn {} chỗ bắt buộc phải sửa."
OWN_TEXT = "Bạn là người viết hoặc đã sửa bài này nên cần một người khác duyệt."


class NotDecided(Exception):
    """Why a text was not sent, approved or returned: a sentence for staff."""


@store.hold_writing_lock()
def send_to_review(path: str, user: User, note: str) -> None:
    """Let a text wait for a reviewer; a draft is one no longer."""
    before = store.read_file(get_text_file(path))
    fields = {"review": {"state": "waiting"}}
    if before.fields.get("status") == "draft":
        fields["status"] = None  # type: ignore[assignment]
    _write(before, set_fields(before.text, fields), user, f"Gửi duyệt: {before.title}")
    _note(path, "sent", user, note)


@store.hold_writing_lock()
def approve_text(path: str, user: User, note: str) -> None:
    """Approve a text as the signed-in person. Raises NotDecided."""
    articles = ArticleFolder(get_content_folder())
    must = list_blocking(path)
    if must:
        raise NotDecided(" ".join([MUST_FIRST.format(len(must)), *must]))
    before = store.read_file(get_text_file(path))
    if articles.town.review == "four-eyes" and has_written(path, user):
        raise NotDecided(OWN_TEXT)
    name = get_full_name(user)
    try:
        approve.record_approval(articles, get_text_file(path), name, {})
    except approve.NotApproved as error:
        raise NotDecided(str(error)) from error
    _announce(before, user, f"Duyệt: {before.title}")
    _note(path, "approved", user, note)


@store.hold_writing_lock()
def return_text(path: str, user: User, note: str) -> None:
    """Give a text back to its writer: a draft again, with a note. Raises NotDecided."""
    if not note.strip():
        raise NotDecided("Hãy ghi lý do trả lại để người viết biết cần sửa gì.")
    before = store.read_file(get_text_file(path))
    text = set_fields(before.text, {"review": None, "status": "draft"})
    _write(before, text, user, f"Trả lại: {before.title}")
    _note(path, "returned", user, note)


def has_written(path: str, user: User) -> bool:
    """Tell whether a person has changed a text since it was approved last, or ever before that."""
    last = ReviewStep.objects.filter(path=path, kind="approved").first()
    versions = Version.objects.filter(path=path, author=user, is_decision=False)
    return (versions.filter(saved_at__gt=last.at) if last else versions).exists()


def get_last_approved(path: str) -> str:
    """Return a text as it was approved last; empty where it never was."""
    step = ReviewStep.objects.filter(path=path, kind="approved").first()
    return step.text if step else ""


def _write(before: TextFile, text: str, user: User, reason: str) -> None:
    store.write_file(before, text)
    _announce(before, user, reason)


def _announce(before: TextFile, user: User, reason: str) -> None:
    after = store.read_file(get_text_file(before.path))
    index.update_rows([before.path])
    sent = {"before": before, "after": after, "user": user, "reason": reason}
    text_saved.send(send_to_review, **sent, is_decision=True)


def _note(path: str, kind: str, user: User, note: str) -> None:
    text = store.read_file(get_text_file(path)).text
    ReviewStep.objects.create(
        path=path, kind=kind, user=user, note=note.strip()[:4000], text=text, at=timezone.now()
    )
