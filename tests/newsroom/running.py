"""A running newsroom as on a server: gunicorn, accounts, a content folder of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import time
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.forking import Running, run, start
from tests.portal import CONTENT
from tests.service.running import free_port

PASSWORD = "mot mat khau rieng cho bai thu"
HOST = "soan.example.vn"
PEOPLE = {
    "an": ("Nguyễn Văn An", "viet"),
    "binh": ("Trần Thị Bình", "duyet"),
    "chi": ("Lê Thị Chi", "dang"),
    "dung": ("Phạm Văn Dũng", "quan-tri"),
}
"""Accounts by name: the full name and the role."""


@dataclass(frozen=True)
class Answer:
    """What the newsroom answered."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.text)

    @property
    def location(self) -> str:
        """The path to which the answer leads, without the host."""
        return re.sub(r"^https?://[^/]+", "", self.headers.get("Location", ""))


class Newsroom:
    """One gunicorn on a copy of the fixture town."""

    def __init__(self, folder: Path, variables: Mapping[str, str] | None = None) -> None:
        """Copy the town and prepare; `start` starts it."""
        self.content, self.data = folder / "content", folder / "data"
        self.status = folder / "status"
        if not self.content.exists():
            shutil.copytree(CONTENT, self.content)
        self.port, self.log = free_port(), folder / "log"
        self.temporary = folder / "tmp"
        self.temporary.mkdir(exist_ok=True)
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "TEST_LONG"},
            "NEWSROOM_CONTENT": str(self.content),
            "NEWSROOM_OUTPUT": str(folder / "output"),
            "NEWSROOM_DATA": str(self.data),
            "NEWSROOM_STATUS": str(self.status),
            "NEWSROOM_HOSTS": HOST,
            "NEWSROOM_BIND": f"127.0.0.1:{self.port}",
            "DJANGO_SETTINGS_MODULE": "tests.newsroom.settings",
            "PYTHONUTF8": "1",
            "TMPDIR": str(self.temporary),
            **(variables or {}),
        }
        self.process: Running | None = None
        self._cookies: dict[str, dict[str, str]] = {}

    def manage(self, *words: str, given: str = "") -> str:
        """Run one of Django's commands and return what it prints."""
        done = run(("newsroom/manage.py", *words), self.environment, given)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> Newsroom:
        """Start it and wait until it answers."""
        with self.log.open("ab") as log:
            words = ("-m", "gunicorn", "-c", "newsroom/config/server.py", "newsroom.config.wsgi")
            self.process = start(words, self.environment, log)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(OSError, HTTPException):
                if self.person().get("dang-nhap/").status == 200:
                    return self
            time.sleep(0.05)
        raise AssertionError(self.log.read_text("utf-8", "replace"))

    def kill(self) -> None:
        """Kill all of it with signal 9."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def person(self, name: str = "") -> Person:
        """Return a browser of a person, signed in where a name is given."""
        person = Person(self.port)
        if name:
            if name not in self._cookies:
                self._cookies[name] = self.sign_in(name).cookies
            person.cookies = dict(self._cookies[name])
        return person

    def sign_in(self, name: str) -> Person:
        """Return a new browser in which a person has just signed in."""
        person = Person(self.port)
        answer = person.post("dang-nhap/", {"username": name, "password": PASSWORD})
        assert answer.status == 302, answer.text
        return person


class Person:
    """A browser without a screen: cookies, the page's token, forms, JSON, files."""

    def __init__(self, port: int) -> None:
        """Begin without a cookie."""
        self.port = port
        self.cookies: dict[str, str] = {}
        self.extra: dict[str, str] = {}
        self.cut_off = 0
        """Bytes that are lacking at the end of what is sent when the connection breaks off."""

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page below /soan-tin/."""
        return self._ask("GET", path, b"", headers)

    def post(self, path: str, form: Mapping[str, Any]) -> Answer:
        """Send a form, with the token of its page where it has one; a value may be a list."""
        token = form.get("csrfmiddlewaretoken") or self.token()
        body = urlencode({**form, "csrfmiddlewaretoken": token}, doseq=True).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def send(self, path: str, value: Any) -> Answer:
        """Send JSON as the editor's script does."""
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "X-CSRFToken": self.token(),
        }
        return self._ask("POST", path, json.dumps(value).encode(), headers)

    def upload(self, path: str, *files: tuple[str, bytes], **form: str) -> Answer:
        """Send files as the field ``file``, and read the answer as JSON."""
        named = [("file", name, data) for name, data in files]
        return self.send_files(path, named, form, Accept="application/json")

    def send_files(
        self,
        path: str,
        files: Sequence[tuple[str, str, bytes]],
        form: Mapping[str, str],
        **headers: str,
    ) -> Answer:
        """Send a form with files, each with its field, its name and its bytes."""
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {**form, "csrfmiddlewaretoken": self.token()}.items()
        ]
        for field, name, data in files:
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"'
            parts += [f"{head}\r\n\r\n".encode(), data, b"\r\n"]
        body = b"".join([*parts, f"--{mark}--\r\n".encode()])
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self._ask("POST", path, body, {**kind, **headers})

    def token(self) -> str:
        """Return the token of a page (CSRF), of the sign-in's before anybody has signed in."""
        page = self.get("" if "soan-tin" in self.cookies else "dang-nhap/").text
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        return found[1] if found else ""

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        sent = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "203.0.113.7",
            "Origin": f"https://{HOST}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **headers,
            **self.extra,
        }
        whole = path if path.startswith("/") else f"/soan-tin/{path}"
        if self.cut_off and body:
            sent["Content-Length"] = str(len(body))
            connection.request(method, whole, body[: -self.cut_off], sent)
            connection.sock.shutdown(socket.SHUT_WR)
        else:
            connection.request(method, whole, body or None, sent)
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return Answer(response.status, dict(response.headers), text)
