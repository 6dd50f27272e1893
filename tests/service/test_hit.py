"""The counter's doors: /v1/hit and /v1/stats."""

from __future__ import annotations

from tests.service.client import BROWSER, HOME, MAP, OPEN, START, Client
from tests.service.running import Service
from tests.service.together import at_once

ROBOTS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
    "curl/8.5.0",
    "python-requests/2.32",
    " ",
]


def test_a_first_visit_is_counted(service: Service, reader: Client) -> None:
    """The first hit of a reader counts one visit, one view, one reader who is there.

    No cache keeps it. Before that the total is the start value that the site has told.
    """
    unrated = {"rating": {"n": 0, "avg": None}}
    told = {"total": START, "today": 0, "online": 0, "views": 0, **unrated}
    assert reader.get("/v1/stats", page=HOME).json == told
    answer = reader.call("POST", "/v1/hit", {"page": HOME, "beat": False})
    assert answer.json == {"total": START + 1, "today": 1, "online": 1, "views": 1, **unrated}
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Set-Cookie"] is None
    for table in ("visits_pageviews", "visits_pageday"):
        assert service.database.number(f"SELECT n FROM {table} WHERE page = %s", HOME) == 1


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
    """Readers are told apart by address and browser; a /64 of IPv6 is one address."""
    same = ("203.0.113.7", "::ffff:203.0.113.7"), ("2001:db8:1:2::1", "2001:db8:1:2:ffff::ffff")
    for number, addresses in enumerate((*same, ("203.0.113.8",), ("2001:db8:1:3::1",)), 1):
        for address in addresses:
            assert service.reader(address).hit()["total"] == START + number
    assert service.reader("203.0.113.7", browser=f"{BROWSER} Vivaldi/7").hit()["total"] == START + 5


def test_a_beat_counts_nobody(service: Service, reader: Client) -> None:
    """A beat says that somebody is there: no visit, no view, however often."""
    for _ in range(3):
        found = reader.hit(OPEN, beat=True)
    assert (found["total"], found["today"], found["views"]) == (START, 0, 0)
    assert found["online"] == 1
    assert service.database.total() == 0


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


def test_keys_of_two_scopes_differ(service: Service, reader: Client) -> None:
    """What is stored of one reader on two pages cannot be joined: every key is another."""
    reader.hit(OPEN)
    reader.hit(MAP)
    keys = [row[0] for row in service.database.rows("SELECT key FROM visits_seen")]
    assert len(keys) == len(set(keys)) == 3
    there = service.database.rows("SELECT key FROM visits_presence")
    assert {row[0] for row in there} < set(keys)


def test_robots_are_not_counted(service: Service, reader: Client) -> None:
    """A robot, who does not say what they are, or a browser that fetches ahead gets 204."""
    heads = [{"User-Agent": name} for name in ROBOTS]
    for head in (*heads, *({name: "prefetch;prerender"} for name in ("Sec-Purpose", "Purpose"))):
        answer = reader.call("POST", "/v1/hit", {"page": HOME}, head)
        assert (answer.status, answer.text) == (204, ""), head
    assert service.database.count("visits_seen") + service.database.count("visits_presence") == 0


def test_an_unknown_page_is_not_counted(service: Service, reader: Client) -> None:
    """A path that the site does not have, be it 10 kB long, gets 404 and leaves no trace."""
    unknown = ("/khong-co/", "", "2020/12/14/a/", "/2020/12/14/a", "//", "/" + "a" * 10_000, "/\0/")
    for page in unknown:
        answer = reader.call("POST", "/v1/hit", {"page": page})
        assert (answer.status, answer.json["error"]) == (404, "page")
    assert reader.call("GET", "/v1/stats?page=%ff%fe%00").status == 404
    assert service.database.count("visits_seen") == 0
