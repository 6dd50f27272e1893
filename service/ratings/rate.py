"""Takes a vote, and tells what a page's votes come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from service.guard import captcha, clock
from service.guard.limits import LimitRule, is_within
from service.ratings.models import Rating, Vote

HOUSEHOLD_VOTES = 3
"""Votes that a household adds to a page in a day."""
DAY_SECONDS = 86_400


class Average(TypedDict):
    """How many votes, and their average of 1 to 5 to two digits; None where they are too few."""

    n: int
    avg: float | None


@dataclass(frozen=True)
class Voter:
    """A voter: the reader's key for the page and the day, and the household's."""

    key: str
    household: str
    day: date


NOBODY: Average = {"n": 0, "avg": None}


def list_ratings(pages: Sequence[str]) -> dict[str, Average]:
    """Return what the votes of pages come to; a page without any is not among them."""
    places = ", ".join(["%s"] * len(pages))
    with connection.cursor() as cursor:
        # As SQL, since it is asked with each hit: Django's query costs as much as all else.
        cursor.execute(f"SELECT page, n, stars FROM ratings_rating WHERE page IN ({places})", pages)
        return {page: _build_average(n, stars) for page, n, stars in cursor.fetchall()}


def _build_average(n: int, stars: int) -> Average:
    enough = n >= settings.ENVIRONMENT.fewest_votes
    return {"n": n, "avg": round(stars / n, 2) if enough else None}


def store_vote(page: str, voter: Voter, stars: int, solved: tuple[str, int]) -> Average:
    """Store a vote of 1 to 5 stars; a reader's second one on a day replaces the first.

    What a household votes beyond its cap is not stored. ``solved`` is the captcha, which is used
    up in either case. Raises WrongCaptcha where it was used already.
    """
    cap = LimitRule(f"{voter.household} {page}", HOUSEHOLD_VOTES, DAY_SECONDS)
    with transaction.atomic():
        captcha.spend_captcha(solved)
        # The page's row first: votes for one page wait for each other here.
        Rating.objects.bulk_create(
            [Rating(page=page, changed=clock.get_now())], ignore_conflicts=True
        )
        Rating.objects.select_for_update().get(page=page)
        before = Vote.objects.filter(key=voter.key).values_list("stars", flat=True).first()
        if before is not None or is_within("vote-cap", cap):
            Vote.objects.update_or_create(
                key=voter.key, defaults={"day": voter.day, "stars": stars}
            )
            Rating.objects.filter(page=page).update(
                n=F("n") + int(before is None),
                stars=F("stars") + stars - (before or 0),
                changed=clock.get_now(),
            )
    return list_ratings([page])[page]
