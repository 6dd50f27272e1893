"""The newsroom beside the preview: a process of its own, reached below the preview's address."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.middleware.http_proxy import ProxyMiddleware

from town_portal.cli.serve.hosts import list_allowed_hosts
from town_portal.cli.serve.live import rewrite_request
from town_portal.cli.serve.port import HOST
from town_portal.core.system.child import build_utf8_environment, end_tree
from town_portal.core.system.places import ROOT

ROOM = "soan-tin/"
"""Where the newsroom lies below the portal's base path."""
NOT_YET = (
    "Bàn soạn tin đang mở hoặc không mở được. Hãy tải lại trang sau ít giây; nếu vẫn vậy, xem các "
    "dòng báo ở cửa sổ dòng lệnh rồi chạy lại serve."
)
SECONDS = 300
"""A request may last so long: a Word file with many photographs is being read."""


class Newsroom:
    """The newsroom's process, and the application that hands requests on to it."""

    def __init__(self, content: Path, output: Path, data: Path) -> None:
        """Take the folders; nothing is started yet."""
        self._content, self._output, self._data = content, output, data
        self._child: subprocess.Popen[bytes] | None = None
        self._base = "/"
        self._proxy: WSGIApplication = _answer_unavailable

    def start(self, base: str, port: int) -> None:
        """Start the process. Browsers reach it through the preview at ``port``, below ``base``.

        A copy of the generator without the folder ``newsroom`` shows the portal alone.
        """
        if not (ROOT / "newsroom").is_dir():
            return
        own_port = _find_free_port()
        self._base = base
        hosts = {name.rpartition(":")[0] or name for name in list_allowed_hosts(str(port))}
        environment = {
            **build_utf8_environment(),
            "NEWSROOM_CONTENT": str(self._content.resolve()),
            "NEWSROOM_OUTPUT": str(self._output.resolve()),
            "NEWSROOM_DATA": str(self._data),
            "NEWSROOM_HOSTS": ",".join(sorted(hosts)),
            "NEWSROOM_PREFIX": base.rstrip("/"),
            "NEWSROOM_LOCAL": "1",
        }
        address = f"http://{HOST}:{port}{base}{ROOM}"
        self._child = subprocess.Popen(
            [sys.executable, "-m", "newsroom.config.local", str(own_port), address],
            env=environment,
            stdin=subprocess.PIPE,
            cwd=ROOT,
            start_new_session=os.name != "nt",
        )
        target = {"target": f"http://{HOST}:{own_port}/", "host": None}
        self._proxy = ProxyMiddleware(_answer_unavailable, {f"/{ROOM}": target}, timeout=SECONDS)

    def stop(self) -> None:
        """End the process."""
        if self._child is not None:
            end_tree(self._child)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Hand a request on."""
        return self._proxy(rewrite_request(environ, self._base), start_response)


def _find_free_port() -> int:
    with closing(socket.socket()) as place:
        place.bind((HOST, 0))
        port: int = place.getsockname()[1]
        return port


def _answer_unavailable(
    _environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    body = NOT_YET.encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response("503 Service Unavailable", [*headers, ("Retry-After", "2")])
    return [body]
