"""Takes a comment: checked, with its captcha, into the queue."""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from service.comments import clean
from service.comments.models import AUTHOR_LENGTH, TEXT_LENGTH, Comment, Status
from service.guard import captcha, clock
from service.guard.answers import RequestRefused


@dataclass(frozen=True)
class CleanComment:
    """A comment as it will be stored."""

    page: str
    author: str
    text: str
    parent: int | None


def clean_comment(page: str, author: str, text: str, parent: int | None) -> CleanComment:
    """Return a comment made harmless. Raises Refused with a sentence for each wrong field."""
    made = CleanComment(page, clean.clean_line(author), clean.clean_text(text), parent)
    faults = {}
    if not any(map(str.isalnum, made.author)):
        faults["author"] = "Xin ghi tên."
    elif len(made.author) > AUTHOR_LENGTH:
        faults["author"] = f"Tên dài quá {AUTHOR_LENGTH} ký tự."
    if not made.text:
        faults["text"] = "Xin ghi nội dung bình luận."
    elif len(made.text) > TEXT_LENGTH:
        faults["text"] = f"Bình luận dài quá {TEXT_LENGTH} ký tự; xin viết ngắn lại."
    if parent is not None and not _is_answerable(page, parent):
        faults["parent"] = "Bình luận được trả lời không còn ở trang này."
    if faults:
        raise RequestRefused(422, "fields", "Bình luận chưa gửi được.", faults)
    return made


def _is_answerable(page: str, parent: int) -> bool:
    is_number = 0 < parent < 2**63
    top = Comment.objects.filter(pk=parent, page=page, status=Status.APPROVED, parent=None)
    return is_number and top.exclude(erasure__isnull=False).exists()


def store_comment(comment: CleanComment, solved: tuple[str, int]) -> tuple[int, str]:
    """Put a comment into the queue and use its captcha up; return its number and receipt.

    Raises WrongCaptcha for a captcha that was used before.
    """
    now, receipt = clock.get_now(), secrets.token_urlsafe(18)
    with transaction.atomic():
        captcha.spend_captcha(solved)
        made = Comment.objects.create(
            page=comment.page,
            author=comment.author,
            text=comment.text,
            parent_id=comment.parent,
            at=now,
            changed=now,
            receipt=hash_receipt(receipt),
        )
    return made.pk, receipt


def hash_receipt(receipt: str) -> str:
    """Return what is stored of a receipt, from which nobody can make it again."""
    return sha256(receipt.encode()).hexdigest()
