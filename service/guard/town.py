"""The town that a thread works for. A process that serves one town alone works for it always.

Where a process serves several, everything of a town (database, secrets, pages) follows from
``current()``, and outside of ``within`` there is none: a query without a town is an error.
"""

import re
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from django.conf import settings
from django.db import connection

from service.guard.secret_file import load_or_make_secret

T = TypeVar("T")
STAR = "*"
"""Stands for the name of a town in the path of its pages.json."""
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
"""What a town's folder may be called: the name is also a folder of data and a word of a shell."""
DATABASE, SECRET_KEY, TOKEN = "live.sqlite3", "secret-key", "export-token"
"""The files in a folder of data."""


class NoTown(Exception):
    """It was not said which town is meant."""


@dataclass(frozen=True)
class Town:
    """One of several towns: its name, its folder of data, the pages.json of its last build."""

    name: str
    data: Path
    pages: Path

    @property
    def database(self) -> Path:
        """The file of its SQLite database."""
        return self.data / DATABASE


_current: ContextVar[Town | None] = ContextVar("town", default=None)


def current() -> Town:
    """Return the town for which this thread works; raises NoTown where there is none."""
    found = _current.get()
    if found is None:
        raise NoTown("Dịch vụ này phục vụ nhiều cổng. Hãy đặt biến LIVE_TOWN là tên một cổng.")
    return found


@contextmanager
def within(town: Town) -> Iterator[None]:
    """Work for a town; its connection ends with it, so that nobody else's query finds it open."""
    if _current.get() is not None:
        raise NoTown(f"{town.name}: the thread works for another town")
    token = _current.set(town)
    try:
        yield
    finally:
        try:
            connection.close()
        finally:
            _current.reset(token)


class EachTown(Generic[T]):
    """A function whose results are kept, those of each town apart."""

    def __init__(self, make: Callable[..., T]) -> None:
        """Take the function; its arguments must have hashes."""

        @lru_cache(1_024)
        def of_town(_town: Town | None, *words: Hashable) -> T:
            return make(*words)

        self._of_town = of_town
        self.__doc__ = make.__doc__

    def __call__(self, *words: Hashable) -> T:
        """Return the result for the town of this thread."""
        return self._of_town(_current.get(), *words)

    def cache_clear(self) -> None:
        """Forget all results."""
        self._of_town.cache_clear()


def pages() -> Path:
    """Return the pages.json of the town of this thread."""
    found: Path = current().pages if settings.ENVIRONMENT.is_many else settings.PAGES
    return found


@EachTown
def secret(name: str, otherwise: str) -> str:
    """Return a secret of the town of this thread by the name of its file, without a town another.

    What is signed for one town says nothing to another, and nothing at all without a town.
    """
    town = _current.get()
    return load_or_make_secret(town.data / name) if town else otherwise
