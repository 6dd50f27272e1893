"""A small project with pinned packages, and stand-ins for the services that know of holes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.sites.build_site import write

HASH = "0" * 64
PROJECT = """\
[project]
dependencies = ["lo-hong"]
[project.optional-dependencies]
"""
REQUIREMENTS = f"""\
# Made by a tool.
lo-hong==1.2.0 \\
    --hash=sha256:{HASH} \\
    --hash=sha256:{"1" * 64}
yen-on[extra]==3.0 ; python_version > '3' \\
    --hash=sha256:{HASH}
"""
LOCK = {
    "name": "thu",
    "lockfileVersion": 3,
    "requires": True,
    "packages": {
        "": {"name": "thu", "dependencies": {"hong": "1.0.0", "@nhom/yen": "2.0.0"}},
        "node_modules/hong": {"version": "1.0.0", "integrity": "sha512-AAAA", "license": "MIT"},
        "node_modules/@nhom/yen": {"version": "2.0.0", "integrity": "sha512-BBBB"},
    },
}
OSV = {
    "id": "PYSEC-2026-1",
    "aliases": ["CVE-2026-0001"],
    "summary": "Một lỗ hổng",
    "details": "Một lỗ hổng",
    "affected": [
        {
            "package": {"name": "lo-hong", "ecosystem": "PyPI"},
            "ranges": [
                {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.2.1"}]},
            ],
        }
    ],
}
ADVISORY = {
    "id": 7,
    "url": "https://example.org/advisories/GHSA-xxxx",
    "title": "Chèn mã",
    "severity": "high",
    "vulnerable_versions": "<1.0.2",
    "cwe": [],
    "cvss": {"score": 8.1, "vectorString": None},
}


@dataclass
class Service:
    """What the two services answer; both know of nothing at first."""

    url: str = ""
    python: dict[str, Any] = field(default_factory=dict)
    npm: dict[str, Any] = field(default_factory=dict)
    refuses: bool = False
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str, body: bytes) -> tuple[int, Any]:
        """Return a code and what is told."""
        self.asked.append(path)
        if self.refuses:
            return 405, {}
        if path == "/osv":
            return 200, self.python if b"lo-hong" in body else {}
        if path.endswith("/bulk"):
            return 200, self.npm
        versions = {item: {"name": "hong", "version": item} for item in ("1.0.0", "1.0.2")}
        return 200, {"name": "hong", "dist-tags": {"latest": "1.0.2"}, "versions": versions}


@pytest.fixture
def service() -> Iterator[Service]:
    """Serve both on a free port of this machine."""
    told = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            code, given = told.answer(self.path, body)
            data = json.dumps(given).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST  # noqa: N815  # as the base class names them

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the same
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        told.url = f"http://127.0.0.1:{server.server_port}"
        yield told
        server.shutdown()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with one requirement file and one lock file; what others made is not its own."""
    folder = tmp_path / "project"
    write(
        folder,
        {
            "requirements.txt": REQUIREMENTS,
            "pyproject.toml": PROJECT,
            "service/requirements.in": "",
            "package-lock.json": json.dumps(LOCK),
            "package.json": json.dumps({"name": "thu", "dependencies": {"hong": "1.0.0"}}),
            "node_modules/x/package-lock.json": "không phải của dự án",
            ".venv/requirements.txt": "khong-phai==1",
        },
    )
    return folder
