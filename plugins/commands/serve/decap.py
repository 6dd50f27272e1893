"""Decap's server for files, as a child of the preview: started when the desk first asks for it."""

from __future__ import annotations

import http.client
import os
import secrets
import subprocess
import threading
from pathlib import Path

from plugins.commands.child import NEW_GROUP, NEW_SESSION
from plugins.commands.install import node_of
from plugins.commands.places import ROOT

FOLDER = ROOT / "tools" / "desk"
SERVER = FOLDER / "server.cjs"
SECONDS = 120.0
"""So long an answer may take: an article with many photographs on a slow disk."""


class NoServer(Exception):
    """The server cannot be started; the message tells the staff what to do."""


class Decap:
    """The server for one content folder; many threads may ask it."""

    def __init__(self, content: Path) -> None:
        """Prepare to serve `content`; nothing is started yet."""
        self._content = content
        self._key = secrets.token_urlsafe()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._port = 0
        self._stopped = False

    def ask(self, body: bytes) -> tuple[int, bytes]:
        """Hand a request on and return the status and the answer's JSON. Raises NoServer."""
        connection = http.client.HTTPConnection("127.0.0.1", self._running(), timeout=SECONDS)
        headers = {"Content-Type": "application/json; charset=utf-8", "X-Desk-Key": self._key}
        try:
            connection.request("POST", "/api/v1", body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise NoServer(
                f"Phần ghi tệp của bàn soạn tin không trả lời ({error}). Bài vẫn còn trong trình "
                "duyệt: hãy bấm lưu lại."
            ) from error
        finally:
            connection.close()

    def stop(self) -> None:
        """End the server; it is not started again."""
        with self._lock:
            self._stopped = True
            if self._child is not None:
                end(self._child)

    def _running(self) -> int:
        """Return the port of the server, which is started where it does not run."""
        with self._lock:
            if self._stopped:
                raise NoServer("Lệnh serve đang dừng. Bài vẫn còn trong trình duyệt.")
            if self._child is None or self._child.poll() is not None:
                self._child, self._port = start(self._content, self._key)
            return self._port


def start(content: Path, key: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start the server and return it with its port. Raises NoServer."""
    node = node_of(ROOT / ".venv")
    if node is None or not is_ready():
        raise NoServer(
            "Máy này chưa có Node.js hoặc các gói của bàn soạn tin. Hãy dừng lệnh serve (Ctrl-C) "
            "rồi chạy lại: python3 tasks.py serve"
        )
    child = subprocess.Popen(
        [node, str(SERVER)],
        cwd=FOLDER,
        env={**os.environ, "GIT_REPO_DIRECTORY": str(content.resolve()), "DESK_KEY": key},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=NEW_SESSION,
        creationflags=NEW_GROUP,
    )
    assert child.stdout
    said = next((int(line) for line in child.stdout if line.strip().isdigit()), None)
    if said is None:
        end(child)
        raise NoServer("Phần ghi tệp của bàn soạn tin không chạy được trên máy này.")
    return child, said


def is_ready() -> bool:
    """Tell whether Node.js and the desk's packages are there."""
    return node_of(ROOT / ".venv") is not None and (FOLDER / "node_modules" / "decap-cms").is_dir()


def end(child: subprocess.Popen[bytes]) -> None:
    """End the server: it goes when its input is closed, and is not waited for long."""
    if child.stdin:
        child.stdin.close()
    try:
        child.wait(timeout=2)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    if child.stdout:
        child.stdout.close()


_servers: dict[Path, Decap] = {}
_lock = threading.Lock()


def server(content: Path) -> Decap:
    """Return the one server of a content folder."""
    with _lock:
        return _servers.setdefault(content, Decap(content))


def stop() -> None:
    """End all servers; called when the preview ends."""
    with _lock:
        for one in _servers.values():
            one.stop()
        _servers.clear()
