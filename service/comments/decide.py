"""Changes where a comment stands, and writes down who did it."""

from datetime import timedelta

from django.db import transaction

from service.comments.models import Comment, Decision, Erasure, Status
from service.guard import clock

SYSTEM = "hệ thống"


@transaction.atomic
def decide_comment(comment: Comment, status: Status, by: str, reason: str = "") -> bool:
    """Approve or reject a comment; tell whether that changed anything.

    An erased one, or one to be erased, stays as it is.
    """
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    if locked.status in (status, Status.ERASED) or Erasure.objects.filter(comment=locked).exists():
        return False
    locked.status, locked.changed = status, clock.get_now()
    locked.save(update_fields=["status", "changed"])
    _note(locked, status, by, reason)
    return True


@transaction.atomic
def erase_comment(comment: Comment, by: str, reason: str = "") -> None:
    """Take name and text out of a comment for good; its number stays, so that builds drop it."""
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    if locked.status == Status.ERASED:
        return
    now = clock.get_now()
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
        at=clock.get_now(),
        reason=reason,
    )


def forget_rejected(days: int) -> None:
    """Erase comments that were rejected so many days ago."""
    old = clock.get_now() - timedelta(days=days)
    rejected = Comment.objects.filter(status=Status.REJECTED, changed__lt=old)
    for number in list(rejected.values_list("pk", flat=True)):
        with transaction.atomic():
            # Somebody may have approved it meanwhile.
            still = rejected.select_for_update().filter(pk=number).first()
            if still is not None:
                erase_comment(still, SYSTEM, f"Bị từ chối đã quá {days} ngày")
