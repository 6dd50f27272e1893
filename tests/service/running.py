"""A running service: gunicorn as its unit starts it, on a free port, with a folder of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest

from tests.forking import Running, run, start
from tests.once import once_a_run
from tests.service.captchas import Mint
from tests.service.client import CLOSED, HOME, MAP, OPEN, OTHER, SITE, START, Client
from tests.service.databases import Database
from tests.service.letters import ASK, DRAFT, INFORMATION, OVER

SECONDS = 30.0
SECRET_KEY, TOKEN = "mot-khoa-chi-dung-de-thu", "ma-truy-cap-de-thu"
PAGES: dict[str, Any] = {
    "version": 1,
    "site": SITE,
    "zone": "Asia/Ho_Chi_Minh",
    "start": START,
    "as_of": "2020-12",
    "open": [OPEN, OTHER, *(f"/2021/01/{day:02}/d/" for day in range(1, 21))],
    "closed": [CLOSED],
    "pages": [HOME, MAP, ASK, INFORMATION, DRAFT, OVER],
    "letters": {
        "question": {ASK: None},
        "information": {INFORMATION: None},
        "draft": {DRAFT: "2999-12-31", OVER: "2026-01-05"},
    },
    "holidays": [f"2027-02-{day:02}" for day in range(4, 11)],
    "worked": ["2027-02-13"],
}


class Service:
    """One gunicorn, with as many processes as it is told, on a database."""

    def __init__(
        self, folder: Path, database: Database, variables: Mapping[str, str] | None = None
    ) -> None:
        """Prepare; `start` starts it."""
        self.folder, self.database = folder, database
        folder.mkdir(parents=True, exist_ok=True)
        self.pages, self.log = folder / "pages.json", folder / "stderr"
        self.publish()
        self.port = free_port()
        self.mint = Mint(SECRET_KEY)
        self.environment = environment(folder, database.url, variables)
        self.environment["LIVE_BIND"] = f"127.0.0.1:{self.port}"
        self.process: Running | None = None

    def publish(self, **changed: Any) -> None:
        """Write pages.json as a build does."""
        made = self.pages.with_suffix(".new")
        made.write_text(json.dumps({**PAGES, **changed}), encoding="utf-8")
        made.replace(self.pages)

    def start(self) -> Service:
        """Start it and wait until it is well."""
        words = ("-m", "gunicorn", "-c", "service/config/server.py", "service.config.wsgi")
        with self.log.open("ab") as log:
            self.process = start(words, self.environment, log)
        self.wait()
        return self

    def wait(self, seconds: float = SECONDS) -> float:
        """Wait until it answers that it is well; return the seconds that took."""
        began = time.monotonic()
        while time.monotonic() < began + seconds:
            client = self.reader()
            with suppress(OSError, HTTPException):
                if client.call("GET", "/healthz").status == 200:
                    return time.monotonic() - began
            client.close()
            time.sleep(0.03)
        raise AssertionError(f"not serving after {seconds} s:\n{self.said()}")

    def said(self) -> str:
        """Return what it has written into its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def reader(self, address: str = "203.0.113.7", **more: Any) -> Client:
        """Return a reader at an address."""
        return Client(self.port, address, **more)

    def kill(self) -> None:
        """Kill all of it with signal 9, as its unit does with what is left of a group."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def environment(
    folder: Path, url: str, variables: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the environment of a service: this one's, without what sets up another service."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LIVE_", "DJANGO_"))
    }
    return {
        **kept,
        "LIVE_DATA": str(folder / "data"),
        "LIVE_PAGES": str(folder / "pages.json"),
        "LIVE_DATABASE": url,
        "LIVE_LOCAL": "1",
        "DJANGO_SETTINGS_MODULE": "tests.service.settings",
        "LIVE_SECRET_KEY": SECRET_KEY,
        "LIVE_TOKEN": TOKEN,
        **(variables or {}),
    }


def migrate(folder: Path, url: str) -> None:
    """Make the tables."""
    done = run(("service/manage.py", "migrate", "-v", "0"), environment(folder, url))
    assert done.returncode == 0, done.stderr


def template(factory: pytest.TempPathFactory) -> Path:
    """Return an SQLite file that has the tables, made once a run."""
    return once_a_run(factory, "live", lambda folder: migrate(folder, "")) / "data/live.sqlite3"


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])
