"""Exact totals: many connections, and two processes on one PostgreSQL."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.service.client import BROWSER, HOME, MAP, OPEN, START, comment
from tests.service.conftest import Start
from tests.service.databases import Postgres, on_postgres
from tests.service.running import Service

CONNECTIONS, READERS, PAGES = 16, 100, (HOME, MAP, OPEN)


def load(service: Service) -> list[Any]:
    """Have a hundred readers open three pages twice each, mixed up, through 16 kept connections."""
    visits = [(number, page) for number in range(READERS) for page in PAGES * 2]
    random.Random(5).shuffle(visits)

    def one(share: list[tuple[int, str]]) -> list[Any]:
        client, told = service.reader(), []
        for number, page in share:
            client.headers["X-Forwarded-For"] = f"198.51.{number // 200}.{number % 200}"
            client.headers["User-Agent"] = f"{BROWSER} {number % 7}"
            told.append(client.hit(page))
        client.close()
        return told

    shares = [visits[start::CONNECTIONS] for start in range(CONNECTIONS)]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return [told for share in pool.map(one, shares) for told in share]


def check(service: Service, told: list[Any]) -> None:
    """See to it that every reader was counted once, on each page once, and nobody was lost."""
    database = service.database
    assert database.total() == database.number("SELECT sum(n) FROM visits_day") == READERS
    assert database.count("visits_presence") == READERS
    assert database.count("visits_seen") == READERS * (1 + len(PAGES))
    views = dict(database.rows("SELECT page, n FROM visits_pageviews"))
    assert views == dict(database.rows("SELECT page, n FROM visits_pageday"))
    assert views == dict.fromkeys(PAGES, READERS)
    # Every number up to the last was told to somebody, and none beyond.
    assert max(one["total"] for one in told) == START + READERS
    assert max(one["views"] for one in told) == READERS


def test_votes_and_comments_get_through_the_crowd(service: Service) -> None:
    """Of readers from many connections each is counted once; votes and comments are all taken."""
    with ThreadPoolExecutor(1) as pool:
        crowd = pool.submit(load, service)
        for number in range(10):
            client = service.reader(f"192.0.{number}.1")
            vote = {"page": OPEN, "stars": 4, "captcha": service.mint.made("rating")}
            assert client.call("PUT", "/v1/ratings", vote).status == 200
            body = comment(service.mint.made(), text=f"Bài số {number}")
            assert client.call("POST", "/v1/comments", body).status == 202
        check(service, crowd.result())
    assert service.database.rows("SELECT n, stars FROM ratings_rating") == [(10, 40)]
    assert service.database.count("comments_comment") == 10


@on_postgres
def test_totals_of_two_processes_are_exact(start: Start) -> None:
    """Two processes on one PostgreSQL count together, without a deadlock."""
    service = start(LIVE_WORKERS="2")
    check(service, load(service))
    assert isinstance(service.database, Postgres)
    assert "deadlock" not in service.database.text()
    assert "hits are stored once more" not in service.said()
