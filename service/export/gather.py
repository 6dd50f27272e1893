"""Gathers what the build may bake: the total, visits by day, ratings, approved comments."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from service.comments.models import Comment
from service.comments.public import PublicComment, build_public_comment, list_approved
from service.guard import clock
from service.guard.site import get_pages
from service.ratings.models import Rating
from service.visits.count import look_up_numbers
from service.visits.models import Day

VERSION = 1
DAYS = 30
# Transactions that had begun before the last export may have ended after it.
OVERLAP = timedelta(seconds=60)


def build_export(since: datetime | None = None) -> dict[str, Any]:
    """Return everything, or what has changed since a moment, for the reader to merge."""
    now = clock.get_now()
    numbers = look_up_numbers("", now.date())
    return {
        "version": VERSION,
        "cursor": (now - OVERLAP).isoformat(),
        "at": now.isoformat(timespec="seconds"),
        "total": get_pages().start + numbers.total,
        "today": numbers.today,
        "days": _list_days(now),
        "ratings": _list_ratings(since),
        "comments": _list_comments(since),
        "gone": _list_gone(since),
    }


def _list_days(now: datetime) -> list[tuple[str, int]]:
    found = dict(Day.objects.filter(day__gt=now.date() - timedelta(days=DAYS)).values_list())
    days = [now.date() - timedelta(days=back) for back in reversed(range(DAYS))]
    return [(day.isoformat(), found.get(day, 0)) for day in days]


def _list_ratings(since: datetime | None) -> dict[str, tuple[int, int | None]]:
    """Return votes and sum of stars by page; no sum if there are too few votes for an average."""
    rows = Rating.objects.filter(n__gt=0).order_by("page")
    if since:
        rows = rows.filter(changed__gte=since)
    fewest = settings.ENVIRONMENT.fewest_votes
    return {row.page: (row.n, row.stars if row.n >= fewest else None) for row in rows}


def _list_comments(since: datetime | None) -> dict[str, list[PublicComment]]:
    found: dict[str, list[PublicComment]] = {}
    for comment in _filter_changed(list_approved(), since):
        found.setdefault(comment.page, []).append(build_public_comment(comment))
    return found


def _list_gone(since: datetime | None) -> list[int]:
    """Return comments that were public once, or never: whoever has them is to drop them."""
    if since is None:
        return []
    rows = _filter_changed(Comment.objects.exclude(pk__in=list_approved().values("pk")), since)
    return [comment.pk for comment in rows]


def _filter_changed(
    rows: "QuerySet[Comment, Comment]", since: datetime | None
) -> "QuerySet[Comment, Comment]":
    ordered = rows.order_by("page", "pk")
    return ordered.filter(changed__gte=since) if since else ordered
