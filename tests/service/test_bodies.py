"""Bodies that a reader's script would never send."""

from __future__ import annotations

import json
import socket
from contextlib import suppress
from typing import Any

import pytest

from tests.service.client import HOME, OPEN, SITE, Client, comment
from tests.service.running import Service
from tests.service.staff import Staff

BROKEN = {
    "empty": b"",
    "no json": b"page=/",
    "cut off": b'{"page": "/"',
    "list": b'["/"]',
    "word": b'"/"',
    "null": b"null",
    "not a number": b'{"page": NaN}',
    "infinity": b'{"page": -Infinity}',
    "latin 1": '{"page": "/é/"}'.encode("latin-1"),
    "utf 16": json.dumps({"page": "/"}).encode("utf-16"),
    "deep list": b"[" * 8_000 + b"]" * 8_000,
    "deep object": b'{"page":' * 1_500 + b"1" + b"}" * 1_500,
    "endless number": b'{"page": ' + b"9" * 12_000 + b"}",
}


OTHERS: dict[str, list[dict[str, Any]]] = {
    "POST /v1/hit": [{"page": 1}, {"page": None}, {"beat": 1}, {"total": 1}, {"\ud800": 1}],
    "PUT /v1/ratings": [{"stars": stars} for stars in (True, 4.0, "4", None, 0, 6, 10**30)],
    "POST /v1/comments": [
        *({"author": 7}, {"text": ["a"]}, {"parent": True}, {"parent": "1"}, {"consent": 1}),
        *({"captcha": {}}, {"website": 0}, {"status": "approved"}, {"__proto__": {}}),
    ],
}
"""Doors, and fields of another kind than theirs, or such as a reader must not set."""


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_json_object_is_refused(reader: Client, name: str) -> None:
    """A body that is no JSON object, or only nearly one, gets 400 and never a fault of ours."""
    answer = reader.call("POST", "/v1/hit", BROKEN[name])
    assert (answer.status, answer.json["error"]) == (400, "json")


def test_a_body_of_another_shape_is_refused(service: Service, reader: Client) -> None:
    """Extra fields, and values that are only nearly of the kind, get 422 at every door."""
    captcha = service.mint.made("rating")
    whole: dict[str, dict[str, Any]] = {
        "POST /v1/hit": {"page": HOME},
        "PUT /v1/ratings": {"page": OPEN, "stars": 4, "captcha": captcha},
        "POST /v1/comments": comment(service.mint.made()),
    }
    for door, changes in OTHERS.items():
        for change in changes:
            method, path = door.split()
            answer = reader.call(method, path, {**whole[door], **change})
            assert answer.status == 422, (door, change)
    for table in ("visits_seen", "ratings_vote", "comments_comment"):
        assert service.database.count(table) == 0


def test_two_megabytes_are_not_read(service: Service, reader: Client) -> None:
    """A body of 2 MB gets 413, and the next reader is served at once."""
    with socket.create_connection(("127.0.0.1", service.port), 10) as place:
        place.sendall(head("/v1/hit", 2_000_000))
        place.sendall(b'{"page": "' + b"a" * 100_000)
        answer = heard(place)
    assert answer.startswith("HTTP/1.1 413 ")
    assert '"error": "size"' in answer
    assert reader.hit(HOME)["today"] == 1


def test_what_is_just_too_long_is_refused(reader: Client) -> None:
    """16 kB of JSON are taken, one byte more is not, however well-formed."""
    for length, status in ((16_384, 404), (16_385, 413)):
        body = json.dumps({"page": ""})
        padded = body + " " * (length - len(body))
        assert reader.call("POST", "/v1/hit", padded.encode()).status == status


def test_a_short_body_in_chunks_is_taken(service: Service) -> None:
    """A body that does not say its length is taken like any other where it is short."""
    with socket.create_connection(("127.0.0.1", service.port), 10) as place:
        place.sendall(head("/v1/hit", None) + b'd\r\n{"page": "/"}\r\n0\r\n\r\n')
        answer = heard(place)
    assert answer.startswith("HTTP/1.1 200 ")
    assert service.database.count("visits_seen") == 2


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        *((path, "application/json") for path in ("/v1/hit", "/v1/letters", "/v1/ratings")),
        *((path, "text/plain") for path in ("/v1/comments", "/quan-tri/login/", "/v1/x")),
    ],
)
@pytest.mark.parametrize("size", [20_000, 300_000])
def test_a_long_body_in_chunks_is_refused(
    service: Service, reader: Client, path: str, kind: str, size: int
) -> None:
    """Whoever does not say how much they send gets 413 as well, at every door, of every kind."""
    asked = head(path, None, kind, "PUT" if path == "/v1/ratings" else "POST")
    with socket.create_connection(("127.0.0.1", service.port), 10) as place:
        place.sendall(asked)
        with suppress(ConnectionError):
            for _ in range(size // 10_000):
                place.sendall(b"2710\r\n" + b"a" * 10_000 + b"\r\n")
            place.sendall(b"0\r\n\r\n")
        status = status_of(place)
    within = size < 262_144 and path in ("/quan-tri/login/", "/v1/x")
    assert (status == 413) != within
    assert reader.hit(HOME)["today"] == 1


def test_the_desk_refuses_what_is_too_long(service: Service) -> None:
    """A form of more than 256 kB gets 413, whoever sends it."""
    staff = Staff(service.port)
    assert staff.post("login/", {"username": "a" * 300_000, "password": "b"}).status == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "abc", "99999999999999999999"])
def test_a_length_that_is_none_is_refused(service: Service, reader: Client, length: str) -> None:
    """A Content-Length that is no number, or an absurd one, is refused."""
    with socket.create_connection(("127.0.0.1", service.port), 10) as place:
        place.sendall(head("/v1/hit", length) + b'{"page": "/"}')
        status = status_of(place)
    assert status in (400, 413)
    assert reader.hit(HOME)["today"] == 1


def heard(place: socket.socket) -> str:
    """Return an answer, up to the end of its JSON or of the line."""
    found = b""
    while not found.endswith(b"}"):
        more = place.recv(4_096)
        if not more:
            break
        found += more
    return found.decode()


def status_of(place: socket.socket) -> int:
    """Return the status of an answer, whether the connection is closed after it or kept."""
    with place.makefile("rb") as answer:
        return int(answer.readline().split()[1])


def head(
    path: str,
    length: int | str | None,
    kind: str = "application/json",
    method: str = "POST",
) -> bytes:
    """Return the head of a request with a body of a length, or in chunks."""
    body = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    lines = (
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Origin: {SITE}",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/150",
        f"Content-Type: {kind}",
        body,
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
