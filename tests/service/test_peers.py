"""Whose address counts: behind a known proxy, behind a stranger, behind a row of proxies."""

from __future__ import annotations

import socket

from tests.service.client import BROWSER, HOME, OPEN, START, comment
from tests.service.conftest import Start


def test_a_stranger_says_nothing_about_addresses(start: Start) -> None:
    """X-Forwarded-For from a peer that is no known proxy changes nothing: one reader, one limit."""
    service = start(LIVE_PROXIES="")
    for number in range(5):
        assert service.reader(f"198.51.{number}.1").hit(HOME)["total"] == START + 1
    found = []
    for number in range(6):
        body = comment(service.mint.made(), text=f"Bài số {number}")
        client = service.reader(f"198.51.{number}.1", headers={"X-Real-IP": f"10.9.8.{number}"})
        found.append(client.call("POST", "/v1/comments", body).status)
    assert found == [202] * 5 + [429]


def test_a_stranger_does_not_say_that_the_line_is_safe(start: Start) -> None:
    """X-Forwarded-Proto is believed from a known proxy alone; the others are sent to https."""
    service = start(LIVE_PROXIES="", LIVE_LOCAL="")
    https = {"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "on", "X-Forwarded-Protocol": "ssl"}
    assert service.reader().get("/quan-tri/", https).status == 301
    trusting = start(LIVE_PROXIES="127.0.0.1", LIVE_LOCAL="")
    assert trusting.reader().get("/quan-tri/", https).status in (200, 302)
    assert trusting.reader().get("/quan-tri/").status == 301


def test_what_stands_left_may_be_forged(start: Start) -> None:
    """Behind known proxies the nearest unknown address counts, whatever a reader wrote before."""
    service = start(LIVE_PROXIES="127.0.0.1/32, 10.0.0.0/8")
    for forged in ("1.2.3.4", "10.0.0.9", "::1", "unknown", "x" * 50, "", "1.2.3.4, 5.6.7.8"):
        client = service.reader(f"{forged}, 203.0.113.7, 10.1.2.3")
        assert client.hit(OPEN)["total"] == START + 1, forged
    assert service.reader("203.0.113.7, 203.0.113.8, 10.1.2.3").hit(OPEN)["total"] == START + 2


def test_two_headers_are_one_list(start: Start) -> None:
    """A reader who sends the header as well as the proxy does not become somebody else."""
    service = start()
    client = service.reader("203.0.113.7")
    client.hit(HOME)
    head = (
        "POST /v1/hit HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Origin: {client.headers['Origin']}\r\nUser-Agent: {BROWSER}\r\nContent-Length: 13\r\n"
        "X-Forwarded-For: 9.9.9.9\r\nX-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", service.port), 10) as place:
        place.sendall(head.encode() + b'{"page": "/"}')
        assert place.recv(4_096).startswith(b"HTTP/1.1 200")
    assert service.database.total() == 1
