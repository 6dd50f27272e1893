"""A small published town, signed, and a real server that can misbehave as hacked ones do."""

from __future__ import annotations

import gzip
import os
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from town_portal.publishing import manifest
from town_portal.publishing.manifest import media
from town_portal.publishing.watch_site.command import Asked, inspect_site
from town_portal.publishing.watch_site.findings import SiteFinding
from town_portal.publishing.watch_site.report import WatchReport

MADE = datetime(2026, 11, 28, 6, 30, tzinfo=UTC)
SITE = "https://thu-nghiem.example/"
POLICY = "default-src 'self'; frame-ancestors 'none'"
GUARDED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
}
PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<script>document.documentElement.classList.add("js")</script>
<script type="module" src="{root}static/portal.js"></script>
<link rel="stylesheet" href="{root}static/portal.css"></head>
<body class="portal page-{kind}"><h1>{title}</h1>
<p>Tin của thị xã. <a href="{root}2026/11/28/bai-1/">Bài một</a>
<a href="https://chinhphu.vn/">Chính phủ</a></p></body></html>
"""
ARTICLES = 6


def page(title: str, root: str, kind: str = "article") -> bytes:
    """Return a page; ``root`` leads to the home page."""
    return PAGE.format(title=title, root=root, kind=kind).encode()


def files() -> dict[str, bytes]:
    """Return the files of the town, by path."""
    articles = {
        f"2026/11/28/bai-{number}/index.html": page(f"Bài {number}", "../../../../")
        for number in range(1, ARTICLES + 1)
    }
    places = "".join(
        f"<url><loc>{SITE}{path.removesuffix('index.html')}</loc></url>" for path in articles
    )
    stub = page("Trang đã chuyển chỗ", "../", "moved").replace(
        b"<title>", b'<meta http-equiv="refresh" content="0; url=../2026/11/28/bai-1/"><title>'
    )
    return {
        "index.html": page("Trang chủ", "./", "home"),
        "404.html": page("Không tìm thấy", "/", "missing"),
        "cu.aspx/index.html": stub,
        "het.aspx/index.html": page("Nội dung không còn", "../", "moved"),
        "static/portal.js": b"export const one = 1;\n",
        "static/portal.css": b"body { color: black }\n",
        "static/anh.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {SITE}sitemap.xml\n".encode(),
        "sitemap.xml": f"<urlset>{places}</urlset>".encode(),
        ".htaccess": b"ErrorDocument 404 /404.html\n",
        "_headers": b"/*\n  X-Content-Type-Options: nosniff\n",
        **articles,
    }


def write(output: Path, given: Mapping[str, bytes]) -> None:
    """Write files below a folder, with times that nobody doubts."""
    for path, content in given.items():
        place = output / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        os.utime(place, (1_790_000_000, 1_790_000_000))


@dataclass(frozen=True)
class Request:
    """What a visitor asks for: a path without the leading slash, and headers."""

    path: str
    headers: Mapping[str, str]

    @property
    def agent(self) -> str:
        """The visitor's name."""
        return self.headers.get("User-Agent", "")

    @property
    def referrer(self) -> str:
        """Where the visitor comes from."""
        return self.headers.get("Referer", "")


@dataclass(frozen=True)
class Reply:
    """An answer; a ``body`` of None ends the connection without one."""

    status: int = 200
    body: bytes | None = b""
    headers: Mapping[str, str] = field(default_factory=dict)


Rule = Callable[[Request], Reply | None]


@dataclass
class Live:
    """A live site: its files, and answers to single paths and rules that go before them."""

    files: dict[str, bytes]
    answers: dict[str, Reply] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)
    address: str = ""
    packed: bool = True
    guarded: bool = True

    def answer(self, request: Request) -> Reply:
        """Return what the server says."""
        self.asked.append(request)
        if request.path in self.answers:
            return self.answers[request.path]
        for rule in self.rules:
            reply = rule(request)
            if reply is not None:
                return reply
        path = request.path.partition("?")[0]
        path = f"{path}index.html" if path == "" or path.endswith("/") else path
        if path not in self.files or path.startswith((".", "_")):
            return Reply(404, self.files["404.html"], {"Content-Type": "text/html"})
        kind = {"Content-Type": media.get_media_type(path)}
        if self.packed and path.endswith(".html") and "gzip" in request.headers["Accept-Encoding"]:
            packed = {**kind, "Content-Encoding": "gzip"}
            return Reply(200, gzip.compress(self.files[path], mtime=0), packed)
        return Reply(200, self.files[path], kind)

    def change(self, path: str, old: bytes, new: bytes) -> None:
        """Change a file as an intruder does."""
        assert old in self.files[path]
        self.files[path] = self.files[path].replace(old, new, 1)


def _handler(live: Live) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            headers = dict(self.headers.items())
            reply = live.answer(Request(self.path.removeprefix("/"), headers))
            if reply.body is None:
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in {**(GUARDED if live.guarded else {}), **reply.headers}.items():
                self.send_header(name, value)
            if "Content-Length" not in reply.headers:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *words: object) -> None:
            return None

    return Handler


class _Server(ThreadingHTTPServer):
    """Says nothing of visitors who go away."""

    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *words: object) -> None:
        return None


@contextmanager
def served(live: Live, pair: tuple[Path, Path] | None = None) -> Iterator[Live]:
    """Serve a site on a free port, over https with a ``pair`` of certificate and key."""
    server = _Server(("127.0.0.1", 0), _handler(live))
    if pair:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*pair)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    live.address = f"http{'s' if pair else ''}://127.0.0.1:{server.server_address[1]}/"
    try:
        yield live
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class Town:
    """A town that was published: its output, its state, its public key."""

    root: Path

    @property
    def output(self) -> Path:
        """The published folder."""
        return self.root / "output-public"

    @property
    def state(self) -> Path:
        """What is remembered beside it."""
        return self.root / ".output-public.state"

    @property
    def key(self) -> Path:
        """The portal's public key."""
        return self.root / "content" / "data" / "minisign.pub"

    def publish(self, made: datetime = MADE) -> None:
        """Write and sign the manifest."""
        manifest.write_manifest(self.output, self.state, made)

    def live(self) -> Live:
        """Return the site as a host has it after an upload."""
        return Live(
            {
                path.relative_to(self.output).as_posix(): path.read_bytes()
                for path in self.output.rglob("*")
                if path.is_file()
            }
        )

    def change(self, path: str, old: bytes, new: bytes) -> None:
        """Change a file that is published next."""
        file = self.output / path
        file.write_bytes(file.read_bytes().replace(old, new))

    def look(self, live: Live, **options: object) -> WatchReport:
        """Look at the live site as `watch-site` does on the machine that published it.

        Of its files only the first four are looked at in disguise, unless ``sample`` says more.
        """
        given = {"sample": 4, "timeout": 5.0, "state": self.root / "watch", "root": self.root}
        return inspect_site(Asked(live.address, **{**given, **options}), live.address)  # type: ignore[arg-type]

    def look_from_elsewhere(self, live: Live, **options: object) -> WatchReport:
        """Look at it from a machine that has the public key and nothing else."""
        return self.look(live, **{"root": self.root / "elsewhere", "key": str(self.key), **options})


def set_clock(patch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Let the tasks take this moment for the present."""
    patch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))


def kinds(report: WatchReport) -> list[str]:
    """Return the kinds of what is wrong, in order, each once."""
    assert not report.why, report.why
    return sorted({fault.kind for fault in report.faults})


def told(report: WatchReport) -> str:
    """Return what a person reads."""
    return "\n".join(report.lines())


def named(report: WatchReport, kind: str) -> list[str]:
    """Return the addresses of all findings of a kind."""
    return [finding.address for finding in report.findings if finding.kind == kind]


def one(report: WatchReport, kind: str) -> SiteFinding:
    """Return the only finding of a kind."""
    (found,) = [finding for finding in report.findings if finding.kind == kind]
    return found
