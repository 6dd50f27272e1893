"""What of a comment is public."""

from typing import Any, TypedDict

from django.db.models import QuerySet

from service.comments.models import Comment, Status
from service.guard.clock import convert_to_local


class PublicComment(TypedDict):
    """An approved comment as the site shows it; `at` is ISO in the town's zone."""

    id: int
    author: str
    text: str
    at: str
    parent: int | None


def list_approved() -> "QuerySet[Comment, Comment]":
    """Return the comments that everybody may read: approved, and nobody asked to erase them."""
    return Comment.objects.filter(status=Status.APPROVED, erasure=None)


def build_public_comment(comment: Comment) -> PublicComment:
    """Return a comment as the site shows it."""
    return {
        "id": comment.pk,
        "author": comment.author,
        "text": comment.text,
        "at": convert_to_local(comment.at).isoformat(timespec="seconds"),
        "parent": comment.parent_id,
    }


def build_page(page: str, after: int, most: int) -> dict[str, Any]:
    """Return the approved comments of a page after a number, and the number to go on from."""
    found = list(list_approved().filter(page=page, pk__gt=after).order_by("pk")[: most + 1])
    more = len(found) > most
    shown = found[:most]
    return {
        "comments": [build_public_comment(comment) for comment in shown],
        "next": str(shown[-1].pk) if more else None,
    }
