"""Check the Host header of requests to a server on this machine.

A page of a stranger whose host name leads to 127.0.0.1 (DNS rebinding) is of one origin with what
answers there, and would read drafts. Its browser sends that name as Host.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

LOCAL = ("127.0.0.1", "localhost", "[::1]")
ALLOWED = "PORTAL_PREVIEW_HOSTS"
"""The variable with further hosts and their ports, separated by commas."""
HTTP_PORT = "80"
REFUSED = (
    "Địa chỉ này không phải của bản xem trước. Hãy mở http://127.0.0.1:{port}/ . Nếu cố ý mở bản "
    "xem trước qua tên máy khác, hãy ghi tên ấy vào biến {name} rồi chạy lại lệnh serve.\n"
)


def list_allowed_hosts(port: str) -> frozenset[str]:
    """Return the Host headers that are answered at a port."""
    own = {f"{name}:{port}" for name in LOCAL} | ({*LOCAL} if port == HTTP_PORT else set())
    others = os.environ.get(ALLOWED, "").lower().split(",")
    return frozenset(own | {name.strip() for name in others} - {""})


def is_allowed(environ: WSGIEnvironment) -> bool:
    """Tell whether a request names this server as its host."""
    host = str(environ.get("HTTP_HOST", "")).lower()
    return host in list_allowed_hosts(str(environ["SERVER_PORT"]))


def guard_hosts(application: WSGIApplication) -> WSGIApplication:
    """Return the application that answers 421 where a request names another host."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if is_allowed(environ):
            return application(environ, start_response)
        body = REFUSED.format(port=environ["SERVER_PORT"], name=ALLOWED).encode()
        headers = [("Content-Type", "text/plain; charset=utf-8")]
        start_response("421 Misdirected Request", [*headers, ("Content-Length", str(len(body)))])
        return [body]

    return answer
