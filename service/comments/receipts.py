"""A reader's own comment, found by the receipt that they alone have."""

from typing import Any

from django.db import transaction

from service.comments.due import compute_due_day
from service.comments.models import Comment, Erasure, Status
from service.comments.write import hash_receipt
from service.guard import clock
from service.guard.answers import RequestRefused
from service.guard.site import get_pages


def look_up_comment(receipt: str) -> dict[str, Any]:
    """Return the comment of a receipt. Raises Refused where there is none."""
    comment = _find_comment(receipt)
    erasure = Erasure.objects.filter(comment=comment).first()
    waits = erasure is not None and comment.status != Status.ERASED
    return {
        "id": comment.pk,
        "page": comment.page,
        "author": comment.author,
        "text": comment.text,
        "at": clock.convert_to_local(comment.at).isoformat(timespec="seconds"),
        "status": "erasing" if waits else comment.status,
        "due": erasure.due.isoformat() if erasure and waits else None,
    }


def ask_to_erase(receipt: str) -> dict[str, Any]:
    """Take the comment of a receipt off the site at once and ask the desk to erase it."""
    found, now = _find_comment(receipt), clock.get_now()
    with transaction.atomic():
        comment = Comment.objects.select_for_update().get(pk=found.pk)
        if comment.status == Status.ERASED:
            return {"status": Status.ERASED, "due": None}
        erasure, _ = Erasure.objects.get_or_create(
            comment=comment,
            defaults={"asked": now, "due": compute_due_day(now.date(), get_pages().workdays)},
        )
        Comment.objects.filter(pk=comment.pk).update(changed=now)
    return {"status": "erasing", "due": erasure.due.isoformat()}


def _find_comment(receipt: str) -> Comment:
    found = Comment.objects.filter(receipt=hash_receipt(receipt)).first() if receipt else None
    if found is None:
        raise RequestRefused(404, "receipt", "Không có bình luận nào ứng với mã nhận này.")
    return found
