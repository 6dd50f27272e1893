"""A reader's side of the service: one connection that is kept, and what is asked through it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import quote

SITE = "https://honglinh.example"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36"
OPEN, OTHER, CLOSED = "/2020/12/14/a/", "/2020/12/16/c/", "/2020/12/15/b/"
HOME, MAP = "/", "/ban-do/"
START = 345_988


@dataclass(frozen=True)
class Answer:
    """What the service answered."""

    status: int
    headers: Message
    text: str

    @property
    def json(self) -> Any:
        """Return the answer's JSON."""
        return json.loads(self.text)


class Client:
    """A reader at an address, with a browser, whose page is of the site."""

    def __init__(
        self,
        port: int,
        address: str = "203.0.113.7",
        browser: str = BROWSER,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare; the connection is opened by the first call. The address comes by a proxy."""
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Origin": SITE, "User-Agent": browser, "X-Forwarded-For": address}
        self.headers.update(headers or {})

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> Answer:
        """Ask; a body that is no bytes goes as JSON; a header that is None is left out."""
        data = body if body is None or isinstance(body, bytes) else written(body)
        kind = {} if body is None else {"Content-Type": "application/json"}
        asked: dict[str, str | None] = {**kind, **self.headers, **(headers or {})}
        sent = {name: value for name, value in asked.items() if value is not None}
        try:
            return self._once(method, path, data, sent)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # A connection that was kept may have been closed meanwhile.
            self.close()
            return self._once(method, path, data, sent)

    def _once(self, method: str, path: str, body: bytes | None, sent: dict[str, str]) -> Answer:
        self._connection.request(method, path, body, sent)
        answer = self._connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode())

    def hit(self, page: str = HOME, *, beat: bool | None = None) -> Any:
        """Open a page (or stay on it) and return the numbers."""
        body = {"page": page} if beat is None else {"page": page, "beat": beat}
        answer = self.call("POST", "/v1/hit", body)
        assert answer.status == 200, (answer.status, answer.text)
        return answer.json

    def get(
        self, path: str, headers: Mapping[str, str | None] | None = None, **query: Any
    ) -> Answer:
        """Ask with a query."""
        words = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in query.items())
        return self.call("GET", f"{path}?{words}" if words else path, headers=headers)

    def comments(self, page: str = OPEN) -> Any:
        """Return the public comments of a page."""
        return self.get("/v1/comments", page=page).json["comments"]

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


def written(body: Any) -> bytes:
    """Return JSON as browsers write it: letters as they are, halves of letters escaped."""
    try:
        return json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(body).encode()


def comment(solved: str, /, **changed: Any) -> dict[str, Any]:
    """Return a comment as the form sends it."""
    return {
        "page": OPEN,
        "author": "Nguyễn Văn An",
        "text": "Đường đã sửa xong, cảm ơn thị xã.",
        "parent": None,
        "consent": True,
        "captcha": solved,
        "website": "",
        **changed,
    }
