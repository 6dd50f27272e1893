"""A plain static host on this machine, which compresses texts only when it is told to."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

TEXTS = (".css", ".html", ".js", ".json", ".svg", "/")
"""Endings of what hosts compress."""


class Host(ThreadingHTTPServer):
    """A server whose threads end with it; ``packs`` tells whether it compresses texts."""

    daemon_threads = True
    packs = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep silent when the browser went away."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012  # the base class declares it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    def do_GET(self) -> None:
        """Answer with a file, compressed where that is wanted."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data, name = path.read_bytes(), self.path.partition("?")[0]
        packs = bool(getattr(self.server, "packs", False)) and name.endswith(TEXTS)
        data = gzip.compress(data, 6) if packs else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        if packs:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_arguments: object) -> None:
        """Keep silent."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[Host, str]]:
    """Serve a folder; give the host and the address of its root."""
    with Host(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as host:
        Thread(target=host.serve_forever, daemon=True).start()
        yield host, f"http://127.0.0.1:{host.server_port}/"
        host.shutdown()
