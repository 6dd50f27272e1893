"""A real Chromium, and the built portal on a server of this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.live_service import Live
from tests.browser.visit import Visit
from tests.portal import Portal, built

# A machine with much else to do takes its time; what never comes is still a fault.
expect.set_options(timeout=15_000)

Open = Callable[..., Visit]
"""``open_page(url, width=360, javascript=True)``: a visit to a page of the portal."""


class Handler(SimpleHTTPRequestHandler):
    """A dumb server: files, index.html of folders, 404.html for the rest; it says nothing.

    Below /v1/ the stand-in ``live`` answers, as a proxy would have it.
    """

    live = Live()

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012  # the base class declares it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".woff2": "font/woff2",
        ".js": "text/javascript",
    }

    def do_GET(self) -> None:
        """Answer with a file, or have the live service answer."""
        if self.path.startswith("/v1/"):
            self.do_POST()
        else:
            super().do_GET()

    def do_POST(self) -> None:
        """Have the live service answer."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        receipt = self.headers.get("X-Receipt") or ""
        code, told = self.live.answer(self.command, self.path, body, receipt)
        data = json.dumps(told).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self._let_in()
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_OPTIONS(self) -> None:
        """Let pages of another address ask, as the live service does those it knows."""
        self.send_response(204)
        self._let_in()
        self.send_header("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
        self.send_header("Access-Control-Allow-Headers", "Content-Type, X-Receipt")
        self.end_headers()

    def _let_in(self) -> None:
        self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin") or "null")

    do_PUT = do_DELETE = do_POST  # noqa: N815  # as the base class names them

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the portal's own page where there is no file."""
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def end_headers(self) -> None:
        """Have every visit fetch everything, as that of a new reader does."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as in the base class
        """Keep silent."""


class Server(ThreadingHTTPServer):
    """A server that a browser may leave in the middle of an answer."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep silent when the browser went on to another page; the tests see what they miss."""


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Build the portal of the fixture town."""
    return built(tmp_path_factory)


@contextmanager
def serving(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder on a free port; give the address of its home page."""
    with Server(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(portal: Portal) -> Iterator[str]:
    """Serve the portal; give the address of its home page."""
    with serving(portal.root) as home:
        yield home


@pytest.fixture(scope="session")
def windows(browser: Browser, address: str) -> dict[bool, Visit]:
    """Open a window with JavaScript and one without: opening one for each test takes too long."""
    return {
        javascript: Visit.begin(browser, address, javascript=javascript)
        for javascript in (True, False)
    }


@pytest.fixture
def open_page(windows: dict[bool, Visit]) -> Open:
    """Give a function that opens a page of the portal as a new reader would.

    A later visit with the same setting of JavaScript takes the window of an earlier one.
    """

    def visit(url: str, width: int = 360, *, javascript: bool = True) -> Visit:
        window = windows[javascript]
        window.forget()
        window.go(url, width)
        return window

    return visit


@pytest.fixture
def own(browser: Browser, address: str) -> Iterator[Visit]:
    """Give a window of its own, for what is put into a window, changed or kept in it."""
    visit = Visit.begin(browser, address)
    yield visit
    visit.page.context.close()
