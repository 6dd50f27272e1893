"""The live service as a process: on SQLite, where the engine matters on a real PostgreSQL too."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.service.client import Client
from tests.service.databases import ENGINES, Database, Postgres, Sqlite
from tests.service.inside import on, set_up
from tests.service.running import Service, migrate, template
from tools.cluster import Cluster

TEMPLATE = "live_template"
MISSING = "không có PostgreSQL: cài PostgreSQL hoặc đặt biến POSTGRES_BIN"

MakeDatabase = Callable[[], Database]
Start = Callable[..., Service]
"""``start(LIVE_PROXIES="")``: a service of its own on a database of its own."""


@pytest.fixture(scope="session", params=ENGINES if os.environ.get("TEST_LONG") else ENGINES[:1])
def engine(request: pytest.FixtureRequest) -> str:
    """Name the engine: SQLite, with --long and for tests marked `each_engine` PostgreSQL too."""
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Give a PostgreSQL with a template that has the tables; without one the test is skipped."""
    programs = os.environ.get("POSTGRES_BIN")
    if not programs:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    found = Cluster(programs)
    try:
        migrate(tmp_path_factory.mktemp("template"), found.make(TEMPLATE))
        yield found
    finally:
        found.end()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an SQLite file that has the tables."""
    return template(tmp_path_factory)


@pytest.fixture(scope="session")
def make_database(
    engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> MakeDatabase:
    """Give a function that makes a new database with all tables."""
    numbers = count()

    def sqlite() -> Database:
        path = tmp_path_factory.mktemp("database") / "data" / "live.sqlite3"
        path.parent.mkdir()
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return Sqlite(path)

    def postgres() -> Database:
        server: Cluster = request.getfixturevalue("cluster")
        name = f"live_{next(numbers)}"
        server.make(name, TEMPLATE)
        return Postgres(server, name)

    return sqlite if engine == "sqlite" else postgres


@pytest.fixture(scope="session")
def shared(
    django_ready: None, make_database: MakeDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """Give the service that most tests share, as starting one takes a second."""
    made = begun(make_database(), tmp_path_factory.mktemp("service"))
    yield made
    made.kill()


@pytest.fixture
def service(shared: Service) -> Service:
    """Give a running service that nobody has used yet: everything in it is deleted."""
    shared.database.clean()
    return shared


@pytest.fixture
def start(make_database: MakeDatabase, tmp_path: Path) -> Iterator[Start]:
    """Give a function that starts a service with other variables, stopped after the test."""
    started: list[Service] = []

    def begin(database: Database | None = None, **variables: str) -> Service:
        folder = tmp_path / f"service{len(started)}"
        made = begun(database or make_database(), folder, **variables)
        started.append(made)
        return made

    yield begin
    for one in started:
        one.kill()


def begun(database: Database, folder: Path, **variables: str) -> Service:
    """Return a service that runs."""
    if sys.platform == "win32":
        pytest.skip("gunicorn không chạy trên Windows")
    if isinstance(database, Sqlite):
        folder = database.path.parent.parent
    made = Service(folder, database, variables)
    try:
        return made.start()
    except BaseException:
        made.kill()
        raise


@pytest.fixture(scope="session")
def django_ready(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Set Django up in the process of the tests, for what is called without a service."""
    set_up(tmp_path_factory.mktemp("django"))


@pytest.fixture(scope="session")
def inner(make_database: MakeDatabase) -> Database:
    """Give the database of `inside`, as making one is half the work of a test."""
    return make_database()


@pytest.fixture
def inside(django_ready: None, inner: Database) -> Iterator[Database]:
    """Give an empty database that the service's own functions use in this process."""
    inner.clean()
    inner.rows("DELETE FROM guard_salt")
    with on(inner):
        yield inner


@pytest.fixture
def reader(service: Service) -> Iterator[Client]:
    """Give a reader of the site."""
    client = service.reader()
    yield client
    client.close()
