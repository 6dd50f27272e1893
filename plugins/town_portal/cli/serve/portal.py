"""The preview as a WSGI application: the built files below the base path, and `/_serve/`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import parse_qs, quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from whitenoise import WhiteNoise

from town_portal.cli.serve.live import is_live, rewrite_request
from town_portal.cli.serve.newsroom import ROOM
from town_portal.cli.serve.page import NOT_FOUND, add_script, render_faults_page
from town_portal.cli.serve.state import StateChannel

HERE = Path(__file__).parent
HTML, PLAIN = "text/html; charset=utf-8", "text/plain; charset=utf-8"
OWN_FILES = {"reload.js": "text/javascript; charset=utf-8", "faults.css": "text/css; charset=utf-8"}
FEEDS = dict.fromkeys((".atom", ".rss"), "text/xml; charset=utf-8")
"""As feeds' own types, browsers would show code, in letters of another alphabet, or save a file."""
# What makes WhiteNoise answer with less than the whole page, which then could not be completed.
PARTIAL = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_ACCEPT_ENCODING")
STALE = ("content-length", "etag", "last-modified", "cache-control", "accept-ranges", "vary")
POLL_SECONDS = 20.0
LONGEST_NUMBER = 20
"""Maximum digits of a build number."""


class PortalServer:
    """Serves one output folder; `base` may move when the town's data change."""

    def __init__(
        self, output: Path, state: StateChannel, base: str = "/", poll_seconds: float = POLL_SECONDS
    ) -> None:
        """Serve `output` below `base`; a browser's question is held for `poll_seconds`."""
        self._output = output
        self._state = state
        self._poll_seconds = poll_seconds
        self.live: WSGIApplication | None = None
        self.newsroom: WSGIApplication | None = None
        self.move(base)

    def move(self, base: str) -> None:
        """Serve below another base path from now on."""
        self.base = base
        self._files: WSGIApplication = WhiteNoise(
            self._missing,
            root=str(self._output),
            prefix=base,
            autorefresh=True,
            index_file=True,
            max_age=0,
            allow_all_origins=False,
            mimetypes=FEEDS,
        )

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = str(environ.get("PATH_INFO", "")) or "/"
        if path.startswith("/_serve/"):
            return self._own(path.removeprefix("/_serve/"), environ, start_response)
        if self.live is not None and is_live(path, self.base):
            return self.live(rewrite_request(environ, self.base), start_response)
        if self.newsroom is not None and path.startswith(self.base + ROOM):
            return self.newsroom(environ, start_response)
        if not self._state.now().site:
            body = add_script(render_faults_page(self._state.now().faults), 0)
            return send_answer(start_response, "503 Service Unavailable", HTML, body)
        if path != self.base and path in ("/", self.base.rstrip("/")):
            return send_redirect(start_response, self.base)
        return self._page(environ, start_response)

    def _own(
        self, name: str, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        if name in OWN_FILES:
            return send_answer(
                start_response, "200 OK", OWN_FILES[name], (HERE / name).read_bytes()
            )
        if name != "state":
            return send_answer(start_response, "404 Not Found", HTML, NOT_FOUND.encode())
        seen = parse_qs(str(environ.get("QUERY_STRING", ""))).get("seen", ["0"])[0]
        if len(seen) > LONGEST_NUMBER:
            return send_answer(start_response, "400 Bad Request", PLAIN, "Số quá dài.".encode())
        moment = self._state.after(int(seen) if seen.isdecimal() else 0, self._poll_seconds)
        body = json.dumps(moment.as_json(), ensure_ascii=False).encode()
        return send_answer(start_response, "200 OK", "application/json", body)

    def _page(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer with a file as it is, with a page completed by the script, or with 404."""
        # Read before the file is: a build that ends in between must still reload the page.
        site = self._state.now().site
        asked = {**environ, "wsgi.file_wrapper": None}
        del asked["wsgi.file_wrapper"]
        if Path(str(environ.get("PATH_INFO", ""))).suffix in ("", ".html", ".htm"):
            asked = {name: value for name, value in asked.items() if name not in PARTIAL}
        head = ResponseHead()
        body = self._files(asked, head.start)
        if environ.get("REQUEST_METHOD") != "GET" or not head.is_html():
            start_response(head.status, head.headers)
            return body
        page = add_script(b"".join(body), site)
        if hasattr(body, "close"):
            body.close()
        kept = [(name, value) for name, value in head.headers if name.lower() not in STALE]
        kept += [("Content-Length", str(len(page))), ("Cache-Control", "no-cache")]
        start_response(head.status, kept)
        return [page]

    def _missing(self, _environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        own = self._output / "404.html"
        body = own.read_bytes() if own.is_file() else NOT_FOUND.encode()
        return send_answer(start_response, "404 Not Found", HTML, body)


class ResponseHead:
    """Keeps what an application hands to start_response."""

    def __init__(self) -> None:
        """Begin with nothing answered."""
        self.status = ""
        self.headers: list[tuple[str, str]] = []

    def start(
        self, status: str, headers: list[tuple[str, str]], _error: object = None, /
    ) -> Callable[[bytes], object]:
        """Take the status and the headers; what would be written is dropped, as none is."""
        self.status, self.headers = status, headers
        return len

    def is_html(self) -> bool:
        """Tell whether a page follows."""
        kinds = [value for name, value in self.headers if name.lower() == "content-type"]
        return any(kind.startswith("text/html") for kind in kinds)


def send_answer(
    start_response: StartResponse, status: str, kind: str, body: bytes
) -> Iterable[bytes]:
    """Answer with a body that no browser may keep."""
    headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
    start_response(status, [*headers, ("Cache-Control", "no-cache")])
    return [body]


def send_redirect(start_response: StartResponse, address: str) -> Iterable[bytes]:
    """Send the browser to another address of this server."""
    start_response("302 Found", [("Location", quote(address)), ("Content-Length", "0")])
    return []
