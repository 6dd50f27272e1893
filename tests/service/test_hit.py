"""The counter's doors: /v1/hit and /v1/stats."""

from __future__ import annotations

import pytest

from tests.service.client import BROWSER, CLOSED, HOME, MAP, OPEN, START, Client
from tests.service.running import Service
from tests.service.together import at_once

ROBOTS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
    "curl/8.5.0",
    "python-requests/2.32",
    " ",
]


def test_a_first_visit_is_counted(reader: Client) -> None:
    """The first hit of a reader counts one visit, one view, one reader who is there."""
    assert reader.hit() == {
        "total": START + 1,
        "today": 1,
        "online": 1,
        "views": 1,
        "rating": {"n": 0, "avg": None},
    }


def test_the_numbers_are_kept_by_no_cache(reader: Client) -> None:
    """The answer to a hit is JSON in UTF-8 that no cache keeps and no browser guesses about."""
    answer = reader.call("POST", "/v1/hit", {"page": HOME})
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Set-Cookie"] is None


def test_a_second_page_is_a_view_and_no_visit(reader: Client) -> None:
    """Another page of the same reader counts a view of that page and nothing else."""
    reader.hit(HOME)
    found = reader.hit(OPEN)
    assert (found["total"], found["today"], found["online"]) == (START + 1, 1, 1)
    assert found["views"] == 1
    assert reader.hit(OPEN)["views"] == 1


def test_sixty_four_reloads_at_once_count_once(service: Service) -> None:
    """A reader who loads a page 64 times at the same moment is one visit and one view."""
    found = at_once([lambda: service.reader().hit(OPEN) for _ in range(64)])
    assert {one["total"] for one in found} == {START + 1}
    assert {one["views"] for one in found} == {1}
    assert service.database.total() == 1


def test_another_browser_or_address_is_another_reader(service: Service) -> None:
    """Readers are told apart by their address and by their browser."""
    service.reader("203.0.113.7").hit()
    service.reader("203.0.113.8").hit()
    assert service.reader("203.0.113.7", browser=f"{BROWSER} Vivaldi/7").hit()["total"] == START + 3


def test_a_household_of_ipv6_is_one_reader(service: Service) -> None:
    """Addresses of one /64 count once, those of the next /64 again."""
    service.reader("2001:db8:1:2::1").hit()
    assert service.reader("2001:db8:1:2:ffff:ffff:ffff:ffff").hit()["total"] == START + 1
    assert service.reader("2001:db8:1:3::1").hit()["total"] == START + 2


def test_a_mapped_address_is_the_same_reader(service: Service) -> None:
    """::ffff:203.0.113.7 is 203.0.113.7."""
    service.reader("203.0.113.7").hit()
    assert service.reader("::ffff:203.0.113.7").hit()["total"] == START + 1


def test_a_beat_counts_nobody(service: Service, reader: Client) -> None:
    """A beat says that somebody is there: no visit, no view, however often."""
    for _ in range(3):
        found = reader.hit(OPEN, beat=True)
    assert (found["total"], found["today"], found["views"]) == (START, 0, 0)
    assert found["online"] == 1
    assert service.database.total() == 0


def test_beat_may_be_left_out(reader: Client) -> None:
    """A hit without `beat`, or with false, counts."""
    assert reader.hit(OPEN, beat=False)["total"] == START + 1


@pytest.mark.parametrize("browser", ROBOTS)
def test_a_robot_gets_nothing(service: Service, browser: str) -> None:
    """A robot, or whoever does not say what they are, gets 204 and is not counted."""
    answer = service.reader(browser=browser).call("POST", "/v1/hit", {"page": HOME})
    assert (answer.status, answer.text) == (204, "")
    assert service.database.count("visits_seen") + service.database.count("visits_presence") == 0


def test_a_page_fetched_ahead_is_not_read(service: Service, reader: Client) -> None:
    """A browser that only fetches ahead is not counted."""
    for name in ("Sec-Purpose", "Purpose"):
        answer = reader.call("POST", "/v1/hit", {"page": HOME}, {name: "prefetch;prerender"})
        assert answer.status == 204
    assert service.database.total() == 0


@pytest.mark.parametrize("page", [HOME, MAP, OPEN, CLOSED])
def test_every_page_of_the_site_is_counted(reader: Client, page: str) -> None:
    """Home, pages, articles with and without comments: each has its views."""
    assert reader.hit(page)["views"] == 1


@pytest.mark.parametrize(
    "page", ["/khong-co/", "", "2020/12/14/a/", "/2020/12/14/a", "//", "/" + "a" * 10_000, "/\0/"]
)
def test_an_unknown_page_is_not_counted(service: Service, reader: Client, page: str) -> None:
    """A path that the site does not have, be it 10 kB long, gets 404 and leaves no trace."""
    answer = reader.call("POST", "/v1/hit", {"page": page})
    assert (answer.status, answer.json["error"]) == (404, "page")
    assert service.database.count("visits_seen") == 0


def test_online_are_those_of_the_last_five_minutes(service: Service) -> None:
    """A reader is online for 300 seconds after the last sign of life, and no longer."""
    database = service.database
    service.reader("203.0.113.1").hit()
    database.rows("UPDATE visits_presence SET at = at - 290")
    assert service.reader("203.0.113.2").hit()["online"] == 2
    database.rows("UPDATE visits_presence SET at = at - 20")
    assert service.reader("203.0.113.3").hit()["online"] == 2
    assert service.reader("203.0.113.1").hit(beat=True)["online"] == 3


def test_stats_change_nothing(service: Service, reader: Client) -> None:
    """/v1/stats tells the same numbers and counts nobody; caches keep it five seconds."""
    told = reader.hit(OPEN)
    answer = service.reader("203.0.113.99").get("/v1/stats", page=OPEN)
    assert answer.status == 200
    assert answer.json == told
    assert answer.headers["Cache-Control"] == "public, max-age=5"
    assert service.database.count("visits_presence") == 1


def test_stats_before_any_visit(reader: Client) -> None:
    """Before the first visit the total is the start value that the site has told."""
    found = reader.get("/v1/stats", page=HOME).json
    assert found == {
        "total": START,
        "today": 0,
        "online": 0,
        "views": 0,
        "rating": {"n": 0, "avg": None},
    }


@pytest.mark.parametrize("page", ["", "/khong-co/", "/\ud800/".encode("utf-8", "replace").decode()])
def test_stats_of_no_page(reader: Client, page: str) -> None:
    """/v1/stats of a path that the site does not have, or of none, is 404."""
    assert reader.get("/v1/stats", page=page).status == 404
    assert reader.call("GET", "/v1/stats?page=%ff%fe%00").status == 404


def test_keys_of_two_scopes_differ(service: Service, reader: Client) -> None:
    """What is stored of one reader on two pages cannot be joined: every key is another."""
    reader.hit(OPEN)
    reader.hit(MAP)
    keys = [row[0] for row in service.database.rows("SELECT key FROM visits_seen")]
    assert len(keys) == len(set(keys)) == 3
    there = service.database.rows("SELECT key FROM visits_presence")
    assert {row[0] for row in there} < set(keys)


def test_views_of_a_day_are_kept_for_the_desk(service: Service, reader: Client) -> None:
    """Views are summed for the page, and for the page on its day."""
    reader.hit(OPEN)
    service.reader("203.0.113.8").hit(OPEN)
    assert service.database.number("SELECT n FROM visits_pageviews WHERE page = %s", OPEN) == 2
    assert service.database.number("SELECT n FROM visits_pageday WHERE page = %s", OPEN) == 2
