"""After whatever happened, no address and no browser is in any table, file or log."""

from __future__ import annotations

import re
import socket
from contextlib import suppress

from tests.service.client import BROWSER, HOME, OPEN, comment
from tests.service.conftest import Start
from tests.service.letters import ASK, letter
from tests.service.running import Service
from tests.service.staff import Staff

ADDRESSES = ("198.51.100.77", "2001:db8:dead:beef::77", "203.0.113.222")
TRACES = ("198.51.100", "203.0.113", "dead:beef", "2001:db8", "Dấu Vết", "DauVet", "ten-khong-luu")
MALFORMED = [
    b"GET / HTTP/9.9\r\nX-Forwarded-For: 198.51.100.77\r\n\r\n",
    b"G\x00T / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nX-Forwarded-For 198.51.100.77\r\n\r\n",
    b"GET / HTTP/1.1\r\nX-Forwarded-For: 198.51.100.77\r\n 203.0.113.222\r\n\r\n",
    b"GET /198.51.100.77 HTTP/1.1 2001:db8:dead:beef::77\r\n\r\n",
    b"PRI 198.51.100.77 HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET http://[2001:db8:dead:beef::77/ HTTP/1.1\r\nHost: [2001:db8:dead:beef::77\r\n\r\n",
    b"POST /v1/hit HTTP/1.1\r\nContent-Length: 198.51.100.77\r\n\r\n",
    b"POST /v1/hit HTTP/1.1\r\nTransfer-Encoding: 198.51.100.77\r\n\r\n",
    b"GET /" + b"198.51.100.77/" * 400 + b" HTTP/1.1\r\n\r\n",
]


def run(service: Service) -> None:
    """Do all that readers do, from addresses that can be found again."""
    for address in ADDRESSES:
        client = service.reader(address, browser=f"{BROWSER} DauVet/1")
        client.hit(HOME)
        client.hit(OPEN, beat=True)
        for number in range(6):
            body = comment(service.mint.made(), text=f"Bài số {number} của {len(address)}")
            client.call("POST", "/v1/comments", body)
            rated = {"page": OPEN, "stars": 3, "captcha": service.mint.made("rating")}
            client.call("PUT", "/v1/ratings", rated)
        client.get("/v1/mine", {"X-Receipt": "sai"})
        client.call("POST", "/v1/letters", letter(service.mint.made("letter", ASK)))
        client.get("/v1/letters/mine", {"X-Receipt": "sai"})
        Staff(service.port, address).log_in("ten-khong-luu", "sai")
        client.get("/v1/captcha", act="rating", page=OPEN)
        client.call("GET", f"/v1/{address}", headers={"Host": address})
        client.call("GET", f"/v1/nothing?from={address}")
        client.call("POST", "/v1/hit", b"{", {"X-Real-IP": address, "Forwarded": f"for={address}"})


def malformed(service: Service) -> None:
    """Send what gunicorn itself refuses, and says so in its log."""
    for sent in MALFORMED:
        with socket.create_connection(("127.0.0.1", service.port), 5) as place:
            place.sendall(sent)
            place.shutdown(socket.SHUT_WR)
            with suppress(OSError):
                place.recv(4_096)


def test_no_address_is_kept(start: Start) -> None:
    """Tables, database files, the database's log and the service's log name no reader.

    What tells readers apart is 32 hex digits of a keyed hash.
    """
    service = start()
    run(service)
    malformed(service)
    for table in ("visits_seen", "visits_presence", "ratings_vote", "guard_limit", "guard_spent"):
        keys = [row[0] for row in service.database.rows(f"SELECT key FROM {table}")]
        assert keys, table
        assert all(re.fullmatch(r"[0-9a-f]{32}", key) for key in keys), table
    # A fault of the service's own, with whatever its traceback shows.
    service.database.rows("ALTER TABLE visits_presence RENAME TO lost")
    answer = service.reader(ADDRESSES[0]).call("POST", "/v1/hit", {"page": HOME})
    assert (answer.status, answer.json["error"]) == (503, "database")
    assert answer.headers["Retry-After"] == "5"
    said = service.said()
    assert "Invalid request from ip=–" in said
    assert "visits_presence" in said
    for place, text in (("database", service.database.text()), ("log", said)):
        assert len(text) > 100
        for trace in (*TRACES, "127.0.0.1"):
            allowed = place == "database" and trace == "127.0.0.1"
            assert allowed or trace not in text, f"{trace} in the {place}"
