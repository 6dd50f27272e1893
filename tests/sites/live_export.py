"""What the live service hands over, and a stand-in that hands it over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "bi-mat"
AT = "2026-11-25T08:30:00+07:00"
PAGE = "/2020/12/14/tot/"


def said(number: int = 1, **fields: Any) -> dict[str, Any]:
    """Return a comment as the service tells it."""
    given = {"id": number, "author": "Nguyễn Thị Hoa", "text": f"Ý kiến số {number}."}
    return {**given, "at": f"2026-11-2{number}T08:00:00+07:00", "parent": None, **fields}


def export(*comments: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return a snapshot with comments on the one page."""
    told = {"version": 1, "cursor": "7", "at": AT, "total": 346_000, "today": 3}
    days = [["2026-11-23", 120], ["2026-11-24", 98]]
    pages = {PAGE: list(comments)} if comments else {}
    return {**told, "days": days, "ratings": {}, "comments": pages, **fields}


@dataclass
class Desk:
    """The service: ``told`` is its answer, None an answer of no use; ``asked`` the cursors."""

    told: dict[str, Any] | None
    address: str = ""
    asked: list[str | None] = field(default_factory=list)

    @property
    def env(self) -> dict[str, str]:
        """What a build is given to find it."""
        return {"LIVE_EXPORT": self.address, "LIVE_TOKEN": TOKEN}


@contextmanager
def desk(told: dict[str, Any]) -> Iterator[Desk]:
    """Serve an export on a free port."""
    found = Desk(told)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            is_allowed = self.headers["Authorization"] == f"Bearer {TOKEN}"
            found.asked.append(parse_qs(parts.query).get("since", [None])[0])
            is_right = parts.path == "/v1/export" and found.told is not None
            self.send_response((200 if is_right else 503) if is_allowed else 401)
            self.end_headers()
            self.wfile.write(json.dumps(found.told if is_right and is_allowed else {}).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as in the base
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        found.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()
