"""The service's own functions in the process of the tests, on a database of either engine."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.service.databases import Database, Sqlite


def set_up(folder: Path) -> None:
    """Make Django ready, without its log and its zone, which would be those of all tests.

    A second call does nothing.
    """
    if os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE"):
        return
    zone = os.environ.get("TZ")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("LIVE_")]:
            patch.delenv(name)
        patch.setenv("LIVE_DATA", str(folder / "data"))
        patch.setenv("LIVE_PAGES", str(folder / "pages.json"))
        patch.setenv("LIVE_LOCAL", "1")
        patch.setenv("DJANGO_SETTINGS_MODULE", "tests.service.settings")
        patch.setattr("django.utils.log.configure_logging", lambda *_: None)
        import django

        django.setup()
    os.environ.pop("TZ", None)
    if zone is not None:
        os.environ["TZ"] = zone
    if sys.platform != "win32":
        time.tzset()
    # The browser that other tests of this process use has left a loop of events running here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@contextmanager
def on(database: Database) -> Iterator[None]:
    """Have Django use a database, in every thread."""
    from asgiref.local import Local
    from django.db import connections as all_

    from service.guard.salt import get_salt

    connections: Any = all_  # Django's stubs know nothing of its threads' own connections
    connections.close_all()
    before = connections.settings
    found: dict[str, Any] = {"default": settings_of(database)}
    connections.settings = connections.configure_settings(found)
    connections._connections = Local(connections.thread_critical)
    get_salt.cache_clear()
    try:
        yield
    finally:
        connections.close_all()
        connections.settings = before
        connections._connections = Local(connections.thread_critical)
        get_salt.cache_clear()


def settings_of(database: Database) -> dict[str, Any]:
    """Return a database as Django's settings name it."""
    from service.config import settings

    if isinstance(database, Sqlite):
        return {**settings.SQLITE, "NAME": str(database.path), "CONN_MAX_AGE": None}
    return settings._build_database(database.url)
