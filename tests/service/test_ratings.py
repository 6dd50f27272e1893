"""The stars: one vote a reader, page and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from tests.service.captchas import solved
from tests.service.client import BROWSER, CLOSED, HOME, OPEN, OTHER, Answer, Client
from tests.service.databases import each_engine
from tests.service.running import Service
from tests.service.together import at_once, spread


def voted(service: Service, stars: int, client: Client | None = None, page: str = OPEN) -> Answer:
    """Vote with a captcha that cost nothing."""
    body = {"page": page, "stars": stars, "captcha": service.mint.made("rating", page)}
    return (client or service.reader()).call("PUT", "/v1/ratings", body)


def test_a_vote_is_counted(service: Service, reader: Client) -> None:
    """A vote with a solved captcha is in the answer and in what every reader is told."""
    body = {"page": OPEN, "stars": 4, "captcha": solved(reader, "rating")}
    answer = reader.call("PUT", "/v1/ratings", body)
    assert (answer.status, answer.json) == (200, {"n": 1, "avg": None, "mine": 4})
    assert answer.headers["Cache-Control"] == "no-store"
    assert reader.get("/v1/stats", page=OPEN).json["rating"] == {"n": 1, "avg": None}
    assert reader.hit(OPEN)["rating"] == {"n": 1, "avg": None}


def test_an_average_needs_five_votes(service: Service, reader: Client) -> None:
    """From the fifth vote on the average is told, by all doors, and rounded to two digits."""
    told = [
        voted(service, stars, service.reader(f"203.0.113.{number}")).json["avg"]
        for number, stars in enumerate((5, 5, 4, 5, 4, 4))
    ]
    assert told == [None] * 4 + [4.6, 4.5]
    assert reader.get("/v1/stats", page=OPEN).json["rating"] == {"n": 6, "avg": 4.5}
    assert reader.hit(OPEN)["rating"] == {"n": 6, "avg": 4.5}


def test_only_articles_are_rated(service: Service) -> None:
    """Home, other pages and unknown ones take no stars."""
    for page in (HOME, "/khong-co/", ""):
        assert voted(service, 5, page=page).status == 404
    assert service.database.count("ratings_rating") == 0


def test_each_reader_and_page_has_one_vote(service: Service, reader: Client) -> None:
    """A second vote replaces the first; those of other readers are added, of other pages apart.

    The key of a vote is neither that of the visit nor that of the view of the same page.
    """
    reader.hit(OPEN)
    for stars in (1, 5):
        assert voted(service, stars).json == {"n": 1, "avg": None, "mine": stars}
    found = voted(service, 2, service.reader("203.0.113.8")).json
    assert (found["n"], found["mine"]) == (2, 2)
    assert voted(service, 3, page=CLOSED).json == {"n": 1, "avg": None, "mine": 3}
    sums = service.database.rows("SELECT n, stars FROM ratings_rating ORDER BY n")
    assert sums == [(1, 3), (2, 7)]
    seen = set(service.database.rows("SELECT key FROM visits_seen"))
    assert not seen & set(service.database.rows("SELECT key FROM ratings_vote"))


@each_engine
def test_votes_at_once_are_all_counted(service: Service) -> None:
    """Twenty readers at the same moment are twenty votes, one who votes twelve times is one."""
    votes: list[Callable[[], Answer]] = [
        partial(voted, service, number % 5 + 1, service.reader(f"198.51.{number}.1"))
        for number in range(20)
    ]
    assert {answer.status for answer in at_once(votes)} == {200}
    assert service.database.rows("SELECT n, stars FROM ratings_rating") == [(20, 60)]
    votes = [partial(voted, service, number % 2 + 2, page=OTHER) for number in range(12)]
    assert {answer.status for answer in at_once(votes)} == {200}
    rows = service.database.rows("SELECT n, stars FROM ratings_rating WHERE page = %s", OTHER)
    assert rows[0][0] == 1
    assert (rows[0][1],) in service.database.rows("SELECT stars FROM ratings_vote")


def test_an_address_and_a_network_have_so_many_votes(service: Service) -> None:
    """One address has thirty votes an hour, its network forty a page and day."""
    found = [
        voted(service, 5, service.reader(browser=f"{BROWSER} {number}"), OTHER).status
        for number in range(31)
    ]
    assert found == [200] * 30 + [429]
    votes = [partial(voted, service, 5, service.reader(f"203.0.113.{n}")) for n in range(100, 160)]
    assert Counter(answer.status for answer in spread(votes, 8)) == {200: 40, 429: 20}
    refused = voted(service, 5, service.reader("203.0.113.251"))
    assert "thử lại sau 24 giờ" in refused.json["message"]
    assert int(refused.headers["Retry-After"]) > 86_000
    assert voted(service, 1, service.reader("203.0.114.1")).json["n"] == 41
