"""The requests of the bench: hits of ever new readers, and lists of comments."""

from __future__ import annotations

import json

SITE = "https://bench.invalid"
PAGES = tuple(f"/2026/01/{day:02d}/bai-{day}/" for day in range(1, 29))
COMMENTED = PAGES[0]
BROWSER = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile"


def pages_json() -> str:
    """Return what a build would have told the service."""
    kinds = {"open": list(PAGES), "closed": [], "pages": ["/"]}
    return json.dumps({"version": 1, "site": SITE, "zone": "Asia/Ho_Chi_Minh", "start": 0, **kinds})


def address(number: int) -> str:
    """Return an address of its own for each number, 256 of them in a network."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def hit(number: int, reader: str = "", browser: int = 0) -> bytes:
    """Return the hit of a new reader, as the proxy would pass it on.

    ``reader`` is the address, else one of its own for each number; ``browser`` makes another one.
    """
    body = json.dumps({"page": PAGES[number % len(PAGES)], "beat": False}).encode()
    lines = (
        *("POST /v1/hit HTTP/1.1", "Host: 127.0.0.1", f"Origin: {SITE}"),
        *("Content-Type: application/json", f"User-Agent: {BROWSER} {browser}"),
        *(f"X-Forwarded-For: {reader or address(number)}", f"Content-Length: {len(body)}"),
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def comments(_number: int) -> bytes:
    """Return the question for a page's comments."""
    return get(f"/v1/comments?page={COMMENTED}")


def isso_comments(_number: int) -> bytes:
    """Return Isso's question for a page's comments."""
    return get(f"/?uri={COMMENTED}")


def get(path: str) -> bytes:
    """Return a plain question."""
    lines = (f"GET {path} HTTP/1.1", "Host: 127.0.0.1", f"Origin: {SITE}", f"User-Agent: {BROWSER}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n"
