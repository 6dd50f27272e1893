"""Under load everything is killed with signal 9, again and again: nothing acknowledged is lost."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from itertools import count
from pathlib import Path

import pytest

from tests.service.client import HOME, START
from tests.service.conftest import MISSING, Start
from tests.service.databases import Database, Postgres, Sqlite, on_postgres
from tests.service.running import Service, migrate
from tools.cluster import Cluster, list_children

THREADS, BACK_SECONDS = 8, 5.0

pytestmark = pytest.mark.long


class Load:
    """New readers without end, and which of them were told that they are counted."""

    def __init__(self, service: Service) -> None:
        """Prepare to load a service."""
        self._service, self._numbers = service, count()
        self._ended = threading.Event()
        self._sent = 0
        self.acknowledged: list[str] = []

    @contextmanager
    def running(self) -> Iterator[None]:
        """Load it."""
        threads = [threading.Thread(target=self._run) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._ended.set()
            for thread in threads:
                thread.join(30)

    def _run(self) -> None:
        client = self._service.reader()
        while not self._ended.is_set():
            number = next(self._numbers)
            self._sent = max(self._sent, number + 1)
            address = f"198.{number // 62_500}.{number // 250 % 250}.{number % 250}"
            client.headers["X-Forwarded-For"] = address
            try:
                answer = client.call("POST", "/v1/hit", {"page": HOME})
            except (OSError, HTTPException):
                client.close()
                time.sleep(0.02)
                continue
            if answer.status == 200:
                self.acknowledged.append(address)

    def check(self, database: Database) -> None:
        """See to it that everything acknowledged is stored, and everything stored fits."""
        stored = database.total()
        assert len(self.acknowledged) > 100
        assert len(self.acknowledged) <= stored <= self._sent
        assert database.number("SELECT sum(n) FROM visits_day") == stored
        assert database.number("SELECT sum(n) FROM visits_pageviews") == stored
        assert database.count("visits_seen") == 2 * stored
        # Whoever was told so is known: coming again they are not counted.
        client = self._service.reader()
        for address in self.acknowledged:
            client.headers["X-Forwarded-For"] = address
            assert client.hit(HOME)["total"] == START + stored


def whole(database: Database) -> bool:
    """Tell whether the database finds no fault in itself."""
    if isinstance(database, Sqlite):
        return database.rows("PRAGMA integrity_check") == [("ok",)]
    return "PostgreSQL database dump complete" in database.text()


def test_the_service_is_killed_twenty_times(start: Start) -> None:
    """Killed twenty times under load, a process or all: no hit lost, serving within 5 seconds."""
    service = start()
    load = Load(service)
    with load.running():
        for turn in range(20):
            time.sleep(0.5)
            assert service.process is not None
            if turn % 2:
                service.kill()  # and its unit starts it again
                began = time.monotonic()
                service.start()
                assert time.monotonic() - began < BACK_SECONDS
            else:
                for number in list_children(service.process.pid):
                    with suppress(ProcessLookupError):
                        os.kill(number, signal.SIGKILL)
                assert service.wait() < BACK_SECONDS
    load.check(service.database)
    assert whole(service.database)


@pytest.fixture
def durable(tmp_path: Path) -> Iterator[Cluster]:
    """Give a PostgreSQL that writes as carefully as a fresh one does."""
    programs = os.environ.get("POSTGRES_BIN")
    if not programs:
        pytest.skip(MISSING)
    cluster = Cluster(programs, settings=())
    try:
        migrate(tmp_path / "migrated", cluster.make("live"))
        yield cluster
    finally:
        cluster.end()


@on_postgres
def test_postgresql_is_killed_three_times(durable: Cluster, start: Start) -> None:
    """PostgreSQL killed three times under load: no hit lost, and the service finds it again."""
    service = start(Postgres(durable, "live"))
    load = Load(service)
    with load.running():
        for _ in range(3):
            time.sleep(2)
            durable.kill()
            assert service.reader().call("GET", "/healthz").status == 503
            time.sleep(0.5)
            durable.start()
            assert service.wait() < BACK_SECONDS
            reached = len(load.acknowledged)
            until = time.monotonic() + BACK_SECONDS
            while len(load.acknowledged) <= reached:
                assert time.monotonic() < until, "no hit was stored"
                time.sleep(0.02)
    load.check(service.database)
    assert whole(service.database)
