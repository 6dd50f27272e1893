"""A plain static host on this machine, which compresses texts only when it is told to."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import cast

TEXTS = (".css", ".html", ".js", ".json", ".svg", "/")
"""Endings of what hosts compress."""


class Host(ThreadingHTTPServer):
    """A server whose threads end with it; ``packs`` tells whether it compresses texts.

    ``sent`` are the names and bytes of its answers, heads included.
    """

    daemon_threads = True
    packs = False

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.sent: list[tuple[str, int]] = []

    @property
    def home(self) -> str:
        """The address of its root."""
        return f"http://127.0.0.1:{self.server_port}/"

    def bytes_of(self, wanted: Callable[[str], bool]) -> int:
        """Return how many bytes were sent of files whose names are wanted."""
        return sum(size for name, size in list(self.sent) if wanted(name))

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep silent when the browser went away."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012  # the base class declares it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    @property
    def host(self) -> Host:
        """The server."""
        return cast(Host, self.server)

    def do_GET(self) -> None:
        """Answer with a file, compressed where that is wanted."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data, name = path.read_bytes(), self.path.partition("?")[0]
        packs = self.host.packs and name.endswith(TEXTS)
        data = gzip.compress(data, 6) if packs else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        if packs:
            self.send_header("Content-Encoding", "gzip")
        head = sum(map(len, getattr(self, "_headers_buffer", [])))
        self.host.sent.append((name, head + len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_arguments: object) -> None:
        """Keep silent."""


@contextmanager
def served(folder: Path) -> Iterator[Host]:
    """Serve a folder."""
    with Host(folder) as host:
        Thread(target=host.serve_forever, daemon=True).start()
        yield host
        host.shutdown()
