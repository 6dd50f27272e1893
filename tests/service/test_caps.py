"""Caps: what a household and its network add to a day, however many readers they invent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.service.client import BROWSER, HOME, MAP, OPEN, START, Answer
from tests.service.conftest import Start
from tests.service.databases import Postgres
from tests.service.running import Service
from tests.service.together import spread

HOUSEHOLD, NETWORK, VOTES = 20, 500, 3


def opened(service: Service, address: str, browser: str, page: str = HOME) -> Any:
    """Have a reader open a page; return the numbers."""
    client = service.reader(address, browser=browser)
    told = client.hit(page)
    client.close()
    return told


def rows(service: Service) -> int:
    """Return how many rows the counter has stored in all."""
    tables = ("visits_seen", "visits_presence", "visits_cap", "guard_limit")
    return sum(map(service.database.count, tables))


def test_two_thousand_browsers_of_one_address_are_twenty_readers(service: Service) -> None:
    """2,000 hits from one address with ever new browsers count 20, and store no more than that."""
    hits = [partial(opened, service, "203.0.113.7", f"{BROWSER} {n}") for n in range(2_000)]
    told = spread(hits, 16)
    database = service.database
    assert database.total() == HOUSEHOLD
    assert max(one["total"] for one in told) == START + HOUSEHOLD
    assert max(one["online"] for one in told) == HOUSEHOLD
    assert max(one["views"] for one in told) == HOUSEHOLD
    assert database.count("visits_seen") == 2 * HOUSEHOLD
    assert database.count("visits_presence") == HOUSEHOLD
    stored = rows(service)
    for number in range(2_000, 2_050):
        assert opened(service, "203.0.113.7", f"{BROWSER} {number}", MAP)["views"] == 0
    assert rows(service) == stored
    assert opened(service, "203.0.114.8", BROWSER)["total"] == START + HOUSEHOLD + 1


def test_readers_who_are_known_go_on_reading(service: Service) -> None:
    """A household at its cap: those counted already have views on other pages and stay online."""
    for number in range(HOUSEHOLD + 5):
        opened(service, "203.0.113.7", f"{BROWSER} {number}")
    assert opened(service, "203.0.113.7", f"{BROWSER} 3", OPEN)["views"] == 1
    refused = opened(service, "203.0.113.7", f"{BROWSER} {HOUSEHOLD + 2}", OPEN)
    assert (refused["views"], refused["total"], refused["online"]) == (1, START + 20, 20)


def test_beats_invent_nobody(service: Service) -> None:
    """Beats of invented browsers put twenty readers of a household on line, and no more."""
    told: dict[str, int] = {}
    for number in range(HOUSEHOLD + 10):
        client = service.reader(browser=f"{BROWSER} {number}")
        told = [client.hit(HOME, beat=True) for _ in range(2)][-1]
    assert (told["online"], told["total"]) == (HOUSEHOLD, START)
    assert service.database.count("visits_seen") == HOUSEHOLD


def test_views_of_a_household_have_a_cap(start: Start) -> None:
    """The views that a household adds to a day are fifty for each reader that it may have."""
    service = start(LIVE_HOUSEHOLD_READERS="1")
    pages = [f"/{number}/" for number in range(60)]
    service.publish(pages=pages)
    restarted = service.reader()
    while restarted.call("POST", "/v1/hit", {"page": pages[0]}).status != 200:
        pass
    for page in pages:
        restarted.hit(page)
    assert service.database.number("SELECT sum(n) FROM visits_pageviews") == 50


@pytest.mark.parametrize("prefix", ["203.0.113.{}", "2001:db8:5:{:x}::1"])
def test_a_network_has_a_cap(start: Start, prefix: str) -> None:
    """A /24, or a /48 with however many /64s, adds so many readers to a day; rows stop with it."""
    service = start(LIVE_NETWORK_READERS="40")
    hits = [
        partial(opened, service, prefix.format(number % 250), f"{BROWSER} {number // 250}")
        for number in range(300)
    ]
    spread(hits, 8)
    database = service.database
    assert database.total() == 40
    assert database.count("visits_presence") == 40
    assert database.count("visits_seen") == 80
    # Households that came when all was full have left nothing: 40, the network, a few at once.
    assert database.count("visits_cap") <= 40 + 1 + 8


def test_one_household_does_not_use_up_its_network(start: Start) -> None:
    """What a household tries beyond its cap does not count for its neighbours."""
    service = start(LIVE_NETWORK_READERS="30")
    for number in range(100):
        opened(service, "203.0.113.7", f"{BROWSER} {number}")
    told = [opened(service, f"203.0.113.{number}", BROWSER) for number in range(100, 110)]
    assert told[-1]["total"] == START + 30


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
def test_two_processes_keep_one_cap(start: Start) -> None:
    """Two processes on one PostgreSQL share the caps exactly, without a deadlock."""
    service = start(LIVE_WORKERS="2")
    hits = [
        partial(opened, service, f"203.0.113.{number % 5}", f"{BROWSER} {number // 5}")
        for number in range(400)
    ]
    spread(hits, 32)
    assert isinstance(service.database, Postgres)
    assert service.database.total() == 5 * HOUSEHOLD
    assert service.database.count("visits_presence") == 5 * HOUSEHOLD
    assert "deadlock" not in service.database.text()


def test_thirty_votes_of_one_address_are_three(service: Service) -> None:
    """Thirty browsers of one address vote: all are answered as ever, three votes are counted."""

    def vote(number: int) -> Answer:
        body = {"page": OPEN, "stars": 5, "captcha": service.mint.made("rating", OPEN)}
        client = service.reader("2001:db8:1:2::1", browser=f"{BROWSER} {number}")
        return client.call("PUT", "/v1/ratings", body)

    votes: list[Callable[[], Answer]] = [partial(vote, number) for number in range(30)]
    answers = spread(votes, 6)
    assert {answer.status for answer in answers} == {200}
    assert {answer.json["mine"] for answer in answers} == {5}
    assert service.database.rows("SELECT n, stars FROM ratings_rating") == [(VOTES, 15)]
    assert service.database.count("ratings_vote") == VOTES


def test_caps_are_not_joined_with_readers(service: Service) -> None:
    """The keys of caps are of a scope of their own: none is a reader's, a view's, a vote's."""
    opened(service, "203.0.113.7", BROWSER, OPEN)
    caps = {row[0] for row in service.database.rows("SELECT key FROM visits_cap")}
    readers = {row[0] for row in service.database.rows("SELECT key FROM visits_seen")}
    assert len(caps) == 2
    assert not caps & readers
