"""Changes where a comment stands, and writes down who did it."""

from datetime import timedelta

from django.db import transaction

from service.comments.models import Comment, Decision, Erasure, Status
from service.guard import clock

SYSTEM = "hệ thống"


@transaction.atomic
def decide(comment: Comment, status: Status, by: str, reason: str = "") -> None:
    """Approve or reject a comment; an erased one, or one to be erased, stays as it is."""
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    if locked.status in (status, Status.ERASED) or Erasure.objects.filter(comment=locked).exists():
        return
    locked.status, locked.changed = status, clock.now()
    locked.save(update_fields=["status", "changed"])
    _note(locked, status, by, reason)


@transaction.atomic
def erase(comment: Comment, by: str, reason: str = "") -> None:
    """Take name and text out of a comment for good; its number stays, so that builds drop it."""
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    if locked.status == Status.ERASED:
        return
    now = clock.now()
    locked.author, locked.text = "", ""
    locked.status, locked.changed = Status.ERASED, now
    locked.save()
    Erasure.objects.filter(comment=locked, done=None).update(done=now)
    _note(locked, Status.ERASED, by, reason)


def _note(comment: Comment, action: Status, by: str, reason: str) -> None:
    Decision.objects.create(
        comment_number=comment.pk,
        page=comment.page,
        action=action,
        by=by,
        at=clock.now(),
        reason=reason,
    )


def forget_rejected(days: int) -> None:
    """Erase comments that were rejected so many days ago."""
    old = clock.now() - timedelta(days=days)
    for comment in Comment.objects.filter(status=Status.REJECTED, changed__lt=old):
        erase(comment, SYSTEM, f"Bị từ chối đã quá {days} ngày")
