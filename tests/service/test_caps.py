"""Caps: what a household and its network add to a day, however many readers they invent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.service.client import BROWSER, HOME, OPEN, START, Answer
from tests.service.conftest import Start
from tests.service.databases import Database, Postgres, each_engine, on_postgres
from tests.service.running import Service
from tests.service.together import spread

if TYPE_CHECKING:
    from service.visits.hit import Hit, VisitNumbers

DAY = date(2026, 11, 25)
HOUSEHOLD, VOTES = 20, 3


def hit(reader: str, household: str = "h", page: str = HOME, *, is_beat: bool = False) -> Hit:
    """Return a hit of a reader of a household, all in one network."""
    from service.visits.hit import Hit

    who = f"{household} {reader}"
    viewer = f"{who} beat" if is_beat else f"{who} {page}"
    return Hit(DAY, page, who, viewer, household, "n", is_beat=is_beat)


def counted(*hits: Hit) -> VisitNumbers:
    """Count hits one after the other; return the last numbers."""
    from service.visits.count import count_hits

    return [count_hits([one])[0] for one in hits][-1]


@pytest.fixture
def caps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a household have one reader a day and a network forty."""
    from django.conf import settings

    few = replace(settings.ENVIRONMENT, household_readers=1, network_readers=40)
    monkeypatch.setattr(settings, "ENVIRONMENT", few)


def rows(database: Database) -> int:
    """Return how many rows the counter has stored in all."""
    return sum(map(database.count, ("visits_seen", "visits_presence", "visits_cap")))


@each_engine
def test_a_hundred_browsers_of_one_address_are_twenty_readers(inside: Database) -> None:
    """Ever new browsers of one address count twenty and store no more; those known read on."""
    told = counted(*(hit(str(number)) for number in range(100)))
    assert (told.total, told.online, told.views) == (HOUSEHOLD, HOUSEHOLD, HOUSEHOLD)
    assert inside.count("visits_seen") == 2 * HOUSEHOLD
    assert inside.count("visits_presence") == HOUSEHOLD
    stored = rows(inside)
    assert counted(hit("100", page=OPEN)).views == 0
    assert rows(inside) == stored
    assert counted(hit("3", page=OPEN)).views == 1
    assert counted(hit("x", "other household")).total == HOUSEHOLD + 1
    told = counted(*(hit(str(number // 2), "beats", is_beat=True) for number in range(60)))
    assert (told.online, told.total) == (2 * HOUSEHOLD + 1, HOUSEHOLD + 1)


def test_views_of_a_household_have_a_cap(inside: Database, caps: None) -> None:
    """The views that a household adds to a day are fifty for each reader that it may have."""
    counted(*(hit("1", page=f"/{number}/") for number in range(60)))
    assert inside.number("SELECT sum(n) FROM visits_pageviews") == 50


def test_a_network_has_a_cap(inside: Database, caps: None) -> None:
    """A network adds so many readers to a day; households that come after that store nothing."""
    counted(*(hit(str(n % 3), f"h{n // 3}") for n in range(180)))
    assert (inside.total(), inside.count("visits_presence")) == (40, 40)
    assert (inside.count("visits_seen"), inside.count("visits_cap")) == (80, 41)


def test_one_household_does_not_use_up_its_network(inside: Database, caps: None) -> None:
    """What a household tries beyond its cap does not count for its neighbours."""
    counted(*(hit(str(number)) for number in range(100)))
    assert counted(*(hit("1", f"h{number}") for number in range(10))).total == 11


@pytest.mark.long
@on_postgres
def test_two_processes_keep_one_cap(start: Start) -> None:
    """Two processes on one PostgreSQL share the caps exactly, without a deadlock."""
    service = start(LIVE_WORKERS="2")

    def opened(number: int) -> None:
        client = service.reader(f"203.0.113.{number % 5}", browser=f"{BROWSER} {number // 5}")
        client.hit(HOME)
        client.close()

    spread([partial(opened, number) for number in range(200)], 32)
    assert isinstance(service.database, Postgres)
    assert service.database.total() == 5 * HOUSEHOLD
    assert service.database.count("visits_presence") == 5 * HOUSEHOLD
    assert "deadlock" not in service.database.text()


def test_browsers_of_one_address_share_its_caps(service: Service) -> None:
    """The service tells households by their addresses: of thirty browsers twenty are counted.

    All who vote are answered as ever, and three votes of theirs are counted.
    """

    def visited(number: int) -> Answer:
        client = service.reader("2001:db8:1:2::1", browser=f"{BROWSER} {number}")
        assert client.hit(HOME)["total"] <= START + HOUSEHOLD
        body = {"page": OPEN, "stars": 5, "captcha": service.mint.made("rating", OPEN)}
        return client.call("PUT", "/v1/ratings", body)

    answers = spread([partial(visited, number) for number in range(30)], 6)
    assert {(answer.status, answer.json["mine"]) for answer in answers} == {(200, 5)}
    assert service.database.total() == HOUSEHOLD
    assert service.database.rows("SELECT n, stars FROM ratings_rating") == [(VOTES, 15)]
    assert service.database.count("ratings_vote") == VOTES
