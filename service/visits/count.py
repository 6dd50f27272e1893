"""Counts a batch of hits in one transaction: insert if new, then ``n = n + 1``.

The same SQL serves SQLite and PostgreSQL. Rows are taken in the order of their keys, tables always
in the same order, so that two processes on one database never wait for each other in a circle.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from service.guard import clock
from service.ratings.rate import NOBODY, list_ratings
from service.visits.admit import admit_hits
from service.visits.hit import Hit, VisitNumbers

ONLINE_SECONDS = 300
SITE_TOTAL = "site"


def count_hits(hits: Sequence[Hit]) -> list[VisitNumbers]:
    """Store the hits; return, in their order, what their readers are told once it is committed."""
    now = clock.get_seconds()
    with transaction.atomic(), connection.cursor() as cursor:
        admitted = admit_hits(cursor, hits)
        # Of one reader there may be several hits in a batch: each key counts once.
        days = Counter({hit.reader: hit.day for hit in hits if hit.reader in admitted.new}.values())
        seen = {hit.viewer: hit for hit in hits if not hit.is_beat and hit.viewer in admitted.new}
        views = Counter((hit.page, hit.day) for hit in seen.values())
        _mark_present(cursor, {hit.reader for hit in hits if admitted.is_present(hit)}, now)
        for (page, day), n in sorted(views.items()):
            _add_page(cursor, page, day, n)
        for day, n in sorted(days.items()):
            _add_day(cursor, day, n)
        # All days before the one row that everybody waits for, at midnight too.
        _add_total(cursor, days.total())
        return _list_numbers(cursor, hits, now)


def _mark_present(cursor: CursorWrapper, readers: Iterable[str], now: int) -> None:
    rows = sorted(readers)
    if not rows:
        return
    places = ", ".join(["(%s, %s)"] * len(rows))
    cursor.execute(
        f"INSERT INTO visits_presence (key, at) VALUES {places} "
        "ON CONFLICT (key) DO UPDATE SET at = excluded.at",
        [value for key in rows for value in (key, now)],
    )


def _add_page(cursor: CursorWrapper, page: str, day: date, n: int) -> None:
    cursor.execute(
        "INSERT INTO visits_pageviews (page, n) VALUES (%s, %s) "
        "ON CONFLICT (page) DO UPDATE SET n = visits_pageviews.n + excluded.n",
        (page, n),
    )
    cursor.execute(
        "INSERT INTO visits_pageday (page, day, n) VALUES (%s, %s, %s) "
        "ON CONFLICT (page, day) DO UPDATE SET n = visits_pageday.n + excluded.n",
        (page, day, n),
    )


def _add_day(cursor: CursorWrapper, day: date, n: int) -> None:
    cursor.execute(
        "INSERT INTO visits_day (day, n) VALUES (%s, %s) "
        "ON CONFLICT (day) DO UPDATE SET n = visits_day.n + excluded.n",
        (day, n),
    )


def _add_total(cursor: CursorWrapper, n: int) -> None:
    if not n:
        return
    cursor.execute(
        "INSERT INTO visits_total (name, n) VALUES (%s, %s) "
        "ON CONFLICT (name) DO UPDATE SET n = visits_total.n + excluded.n",
        (SITE_TOTAL, n),
    )


def _list_numbers(cursor: CursorWrapper, hits: Sequence[Hit], now: int) -> list[VisitNumbers]:
    total = _query_one(cursor, "SELECT n FROM visits_total WHERE name = %s", SITE_TOTAL)
    online = _query_one(
        cursor, "SELECT count(*) FROM visits_presence WHERE at > %s", now - ONLINE_SECONDS
    )
    days = {
        day: _query_one(cursor, "SELECT n FROM visits_day WHERE day = %s", day)
        for day in {hit.day for hit in hits}
    }
    pages = sorted({hit.page for hit in hits})
    places = ", ".join(["%s"] * len(pages))
    cursor.execute(f"SELECT page, n FROM visits_pageviews WHERE page IN ({places})", pages)
    views = {str(page): int(n) for page, n in cursor.fetchall()}
    rated = list_ratings(pages)
    return [
        VisitNumbers(
            *(total, days[hit.day], online),
            *(views.get(hit.page, 0), rated.get(hit.page, NOBODY)),
        )
        for hit in hits
    ]


def _query_one(cursor: CursorWrapper, question: str, value: str | int | date) -> int:
    cursor.execute(question, (value,))
    row = cursor.fetchone()
    return int(row[0]) if row else 0


def look_up_numbers(page: str, day: date) -> VisitNumbers:
    """Return the numbers of a page without counting anybody."""
    with connection.cursor() as cursor:
        nobody = Hit(day, page, "", "", "", "", is_beat=True)
        return _list_numbers(cursor, [nobody], clock.get_seconds())[0]
