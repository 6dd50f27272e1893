"""The stars: one vote a reader, page and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from tests.service.captchas import solved
from tests.service.client import BROWSER, CLOSED, HOME, OPEN, OTHER, Answer, Client
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


def test_a_second_vote_replaces_the_first(service: Service) -> None:
    """A reader who votes again on a day has changed their mind: there is one vote still."""
    assert voted(service, 1).json == {"n": 1, "avg": None, "mine": 1}
    assert voted(service, 5).json == {"n": 1, "avg": None, "mine": 5}
    assert service.database.count("ratings_vote") == 1
    assert service.database.rows("SELECT n, stars FROM ratings_rating") == [(1, 5)]


def test_readers_and_pages_have_their_own_votes(service: Service) -> None:
    """Votes of other readers are added, those for other pages are not."""
    voted(service, 5)
    found = voted(service, 2, service.reader("203.0.113.8")).json
    assert (found["n"], found["mine"]) == (2, 2)
    assert voted(service, 3, page=CLOSED).json == {"n": 1, "avg": None, "mine": 3}
    assert service.database.rows("SELECT n, stars FROM ratings_rating ORDER BY n") == [
        (1, 3),
        (2, 7),
    ]


def test_an_average_needs_five_votes(service: Service, reader: Client) -> None:
    """From the fifth vote on the average is told, by all doors, and rounded to two digits."""
    told = [
        voted(service, stars, service.reader(f"203.0.113.{number}")).json["avg"]
        for number, stars in enumerate((5, 5, 4, 5, 4, 4))
    ]
    assert told == [None] * 4 + [4.6, 4.5]
    assert reader.get("/v1/stats", page=OPEN).json["rating"] == {"n": 6, "avg": 4.5}
    assert reader.hit(OPEN)["rating"] == {"n": 6, "avg": 4.5}


@pytest.mark.parametrize("page", [HOME, "/khong-co/", ""])
def test_only_articles_are_rated(service: Service, page: str) -> None:
    """Home, other pages and unknown ones take no stars."""
    assert voted(service, 5, page=page).status == 404
    assert service.database.count("ratings_rating") == 0


def test_votes_at_once_are_all_counted(service: Service) -> None:
    """Twenty readers who vote at the same moment are twenty votes, and the sum is right."""
    votes: list[Callable[[], Answer]] = [
        partial(voted, service, number % 5 + 1, service.reader(f"198.51.{number}.1"))
        for number in range(20)
    ]
    assert {answer.status for answer in at_once(votes)} == {200}
    assert service.database.rows("SELECT n, stars FROM ratings_rating") == [(20, 60)]


def test_one_reader_at_once_is_one_vote(service: Service) -> None:
    """A reader's twelve votes at the same moment are one, and the sum is that of the last."""
    votes: list[Callable[[], Answer]] = [partial(voted, service, 4) for _ in range(6)]
    votes += [partial(voted, service, 2) for _ in range(6)]
    assert {answer.status for answer in at_once(votes)} == {200}
    (n, stars) = service.database.rows("SELECT n, stars FROM ratings_rating")[0]
    kept = service.database.number("SELECT stars FROM ratings_vote")
    assert (n, stars) == (1, kept)


def test_a_thousand_votes_of_one_network_do_not_decide(service: Service) -> None:
    """Of a thousand browsers in one network forty a page and day are heard."""

    def vote(number: int) -> int:
        client = service.reader(f"203.0.113.{number % 250}", browser=f"{BROWSER} {number}")
        status = voted(service, 5, client).status
        client.close()
        return status

    found = Counter(spread([partial(vote, number) for number in range(1_000)], 8))
    assert found == {200: 40, 429: 960}
    refused = voted(service, 5, service.reader("203.0.113.251"))
    assert "thử lại sau 24 giờ" in refused.json["message"]
    assert int(refused.headers["Retry-After"]) > 86_000
    assert voted(service, 1, service.reader("203.0.114.1")).json["n"] == 41


def test_one_address_votes_thirty_times_an_hour(service: Service) -> None:
    """One address has thirty votes an hour, whatever its browsers call themselves."""
    found = [
        voted(service, 5, service.reader(browser=f"{BROWSER} {number}"), OTHER).status
        for number in range(31)
    ]
    assert found == [200] * 30 + [429]


def test_a_vote_names_nobody(service: Service, reader: Client) -> None:
    """The key of a vote is neither that of the visit nor that of the view of the same page."""
    reader.hit(OPEN)
    voted(service, 5, reader)
    seen = {row[0] for row in service.database.rows("SELECT key FROM visits_seen")}
    votes = {row[0] for row in service.database.rows("SELECT key FROM ratings_vote")}
    assert len(votes) == 1
    assert not votes & seen
