"""A reader's own comment, found by the receipt that they alone have."""

from typing import Any

from django.db import transaction

from service.comments.due import due
from service.comments.models import Comment, Erasure, Status
from service.comments.write import digest
from service.guard import clock
from service.guard.answers import Refused
from service.guard.site import site


def look(receipt: str) -> dict[str, Any]:
    """Return the comment of a receipt. Raises Refused where there is none."""
    comment = _found(receipt)
    erasure = Erasure.objects.filter(comment=comment).first()
    waits = erasure is not None and comment.status != Status.ERASED
    return {
        "id": comment.pk,
        "page": comment.page,
        "author": comment.author,
        "text": comment.text,
        "at": clock.local(comment.at).isoformat(timespec="seconds"),
        "status": "erasing" if waits else comment.status,
        "due": erasure.due.isoformat() if erasure and waits else None,
    }


def ask_to_erase(receipt: str) -> dict[str, Any]:
    """Take the comment of a receipt off the site at once and ask the desk to erase it."""
    found, now = _found(receipt), clock.now()
    with transaction.atomic():
        comment = Comment.objects.select_for_update().get(pk=found.pk)
        if comment.status == Status.ERASED:
            return {"status": Status.ERASED, "due": None}
        erasure, _ = Erasure.objects.get_or_create(
            comment=comment, defaults={"asked": now, "due": due(now.date(), site().workdays)}
        )
        Comment.objects.filter(pk=comment.pk).update(changed=now)
    return {"status": "erasing", "due": erasure.due.isoformat()}


def _found(receipt: str) -> Comment:
    found = Comment.objects.filter(receipt=digest(receipt)).first() if receipt else None
    if found is None:
        raise Refused(404, "receipt", "Không có bình luận nào ứng với mã nhận này.")
    return found
