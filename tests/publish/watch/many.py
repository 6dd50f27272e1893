"""A site of very many pages, made up as it is asked for, in a process of its own.

``python -m tests.publish.watch.many FOLDER PAGES`` writes the manifest of such a site into FOLDER,
serves it, and prints its address.
"""

from __future__ import annotations

import hashlib
import re
import sys
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from plugins.commands.manifest import Entry, Header
from plugins.commands.manifest.entry import text
from tests.publish.watch.town import PAGE

WORDS = "<p>Ủy ban nhân dân thông báo lịch tiếp công dân định kỳ trong tháng này.</p>\n" * 150
CHANGED = 4_321


def page(number: int) -> bytes:
    """Return one of the pages, some 15 KB."""
    return PAGE.format(title=f"Bài {number}", root="../../", kind="article").encode() + (
        WORDS.encode()
    )


def path(number: int) -> str:
    """Return where a page lies."""
    return f"tin/bai-{number}/index.html" if number else "index.html"


def manifest(count: int) -> bytes:
    """Return the manifest of ``count`` pages."""
    pages = ((path(number), page(number)) for number in range(count))
    entries = sorted(
        Entry(name, hashlib.sha256(body).hexdigest(), len(body), "text/html")
        for name, body in pages
    )
    header = Header("", datetime(2026, 11, 28, tzinfo=UTC), count, ("chinhphu.vn",))
    return text(header, (it.line() for it in entries))


class Handler(BaseHTTPRequestHandler):
    """Answers as if all pages lay there, one of them changed."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer."""
        found = re.fullmatch(r"/(?:tin/bai-(\d+)/)?(?:\?.*)?", self.path)
        number = int(found[1] or 0) if found else -1
        body = page(number) if found else b"khong co"
        if number == CHANGED:
            body = body.replace(b"</p>", b"<a href='https://nha-cai.example/'>x</a></p>", 1)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


def main(folder: Path, count: int) -> None:
    """Write the manifest, serve until killed."""
    (folder / "manifest.jsonl").write_bytes(manifest(count))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_address[1]}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
