"""Whose word counts about a request: that of a known proxy, and of nobody else."""

from __future__ import annotations

import socket

import pytest

from tests.service.client import BROWSER, HOME
from tests.service.databases import Database
from tests.service.running import Service


@pytest.mark.parametrize(("peer", "status"), [("127.0.0.1", 302), ("203.0.113.7", 301)])
def test_a_stranger_says_nothing_about_a_request(
    inside: Database, monkeypatch: pytest.MonkeyPatch, peer: str, status: int
) -> None:
    """X-Forwarded-Proto is believed from a known proxy alone; the others are sent to https."""
    from django.conf import settings
    from django.test import Client

    monkeypatch.setattr(settings, "SECURE_SSL_REDIRECT", True)
    client = Client(REMOTE_ADDR=peer, SERVER_NAME="localhost")
    https = {"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "on", "X-Forwarded-Protocol": "ssl"}
    assert client.get("/quan-tri/", headers=https).status_code == status
    assert client.get("/quan-tri/").status_code == 301


def test_two_headers_are_one_list(service: Service) -> None:
    """A reader who sends the header as well as the proxy does not become somebody else."""
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
