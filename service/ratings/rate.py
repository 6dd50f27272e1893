"""Takes a vote, and tells what a page's votes come to."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from django.db import connection, transaction
from django.db.models import F

from service.guard import captcha, clock
from service.ratings.models import Rating, Vote


class Average(TypedDict):
    """How many votes, and their average of 1 to 5 to two digits; None where nobody has voted."""

    n: int
    avg: float | None


NOBODY: Average = {"n": 0, "avg": None}


def ratings(pages: Sequence[str]) -> dict[str, Average]:
    """Return what the votes of pages come to; a page without any is not among them."""
    places = ", ".join(["%s"] * len(pages))
    with connection.cursor() as cursor:
        # As SQL, since it is asked with each hit: Django's query costs as much as all else.
        cursor.execute(f"SELECT page, n, stars FROM ratings_rating WHERE page IN ({places})", pages)
        return {page: _average(n, stars) for page, n, stars in cursor.fetchall()}


def _average(n: int, stars: int) -> Average:
    return {"n": n, "avg": round(stars / n, 2) if n else None}


def rate(page: str, voter: tuple[str, date], stars: int, solved: tuple[str, int]) -> Average:
    """Store a vote of 1 to 5 stars; a reader's second one on a day replaces the first.

    ``voter`` is the reader's key and its day, ``solved`` the captcha, which is used up with it.
    Raises WrongCaptcha where it was used already.
    """
    key, day = voter
    with transaction.atomic():
        captcha.spend(solved)
        # The page's row first: votes for one page wait for each other here.
        Rating.objects.bulk_create([Rating(page=page, changed=clock.now())], ignore_conflicts=True)
        Rating.objects.select_for_update().get(page=page)
        before = Vote.objects.filter(key=key).values_list("stars", flat=True).first()
        Vote.objects.update_or_create(key=key, defaults={"day": day, "stars": stars})
        Rating.objects.filter(page=page).update(
            n=F("n") + int(before is None),
            stars=F("stars") + stars - (before or 0),
            changed=clock.now(),
        )
    return ratings([page])[page]
