"""Approves and rejects for the desk, and says what came of it."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest

from service.comments.clean import has_word
from service.comments.decide import decide_comment
from service.comments.models import BlockedWord, Comment, Decision, Status

REASON_LENGTH = 200
_DONE = {Status.APPROVED: "Đã duyệt", Status.REJECTED: "Đã từ chối"}


def list_blocked_words() -> list[str]:
    """Return the words that keep a comment from being approved with others."""
    return list(BlockedWord.objects.order_by("word").values_list("word", flat=True))


def find_blocked_words(comment: Comment, words: list[str]) -> list[str]:
    """Return those of the words that a comment or its author's name has."""
    return has_word(f"{comment.author}\n{comment.text}", words)


def read_reason(request: HttpRequest) -> str:
    """Return the reason that was written, as long as it may be."""
    longest = Decision._meta.get_field("reason").max_length
    return " ".join(request.POST.get("reason", "").split())[:longest]


def decide_one(request: HttpRequest, comment: Comment, status: Status) -> None:
    """Decide about one comment; a single one may have blocked words, for somebody has read it."""
    reason = read_reason(request) if status == Status.REJECTED else ""
    if decide_comment(comment, status, request.user.get_username(), reason):
        messages.success(request, f"{_DONE[status]} bình luận số {comment.pk}.")
    else:
        messages.warning(
            request, f"Bình luận số {comment.pk} vẫn như cũ: {_format_reason(comment)}."
        )


def _format_reason(comment: Comment) -> str:
    comment.refresh_from_db()
    if comment.status == Status.ERASED:
        return "nội dung đã bị xóa"
    if hasattr(comment, "erasure"):
        return "người viết đã xin xóa"
    return "đã có người xử lý rồi"


def decide_many(request: HttpRequest, comments: Iterable[Comment], status: Status) -> None:
    """Decide about several; those with blocked words are not approved, and the message says so."""
    words = list_blocked_words() if status == Status.APPROVED else []
    reason = read_reason(request) if status == Status.REJECTED else ""
    done, same, kept = 0, 0, dict[int, list[str]]()
    for comment in comments:
        if found := find_blocked_words(comment, words):
            kept[comment.pk] = found
        elif decide_comment(comment, status, request.user.get_username(), reason):
            done += 1
        else:
            same += 1
    if done:
        messages.success(request, f"{_DONE[status]} {done} bình luận.")
    if kept:
        messages.warning(request, _format_kept(kept))
    if same:
        messages.warning(request, f"{same} bình luận vẫn như cũ: đã xử lý rồi, hoặc đang chờ xóa.")


def _format_kept(kept: dict[int, list[str]]) -> str:
    shown = [f"số {number} ({', '.join(words)})" for number, words in list(kept.items())[:10]]
    more = ", …" if len(kept) > len(shown) else ""
    return (
        f"Chưa duyệt {len(kept)} bình luận vì có từ bị chặn: {', '.join(shown)}{more}. "
        "Xin đọc rồi duyệt từng bình luận."
    )
