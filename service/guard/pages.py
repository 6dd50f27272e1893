"""The pages of the site, as its build has written them into `pages.json`."""

import json
import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from service.guard.workdays import Workdays

Kind = Literal["open", "closed", "page"]
"""An article that takes comments, one that does not, a page that is only counted."""

LONGEST = 300
"""Characters of a page's path, which the tables have room for."""
LOOK_SECONDS = 1.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pages:
    """What the site has told: its origin, zone, paths, and the visits before this service.

    ``letters`` names by kind the pages on which letters are written, with the last day on which
    that is so, if there is one.
    """

    site: str = ""
    zone: str = "Asia/Ho_Chi_Minh"
    start: int = 0
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    letters: Mapping[str, Mapping[str, date | None]] = field(default_factory=dict)
    workdays: Workdays = field(default_factory=Workdays)


def read_pages(path: Path) -> Pages:
    """Return what a pages.json says; nothing where there is none yet.

    Raises ValueError where the file is damaged or may not be read.
    """
    try:
        found = json.loads(path.read_bytes())
        return _parse_pages(found)
    except FileNotFoundError:
        return Pages()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{path}: không đọc được ({error!r}); hãy dựng lại cổng.") from error


def _parse_pages(found: dict[str, Any]) -> Pages:
    kinds: dict[str, Kind] = dict.fromkeys(_parse_paths(found["pages"]), "page")
    kinds |= dict.fromkeys(_parse_paths(found["closed"]), "closed")
    kinds |= dict.fromkeys(_parse_paths(found["open"]), "open")
    zone = ZoneInfo(str(found.get("zone") or Pages.zone)).key
    site = urlsplit(str(found.get("site") or ""))
    origin = f"{site.scheme}://{site.netloc}" if site.netloc else ""
    days = Workdays(
        _parse_days(found.get("holidays") or []), _parse_days(found.get("worked") or [])
    )
    letters = {kind: _parse_letters(pages) for kind, pages in (found.get("letters") or {}).items()}
    return Pages(origin, zone, int(found.get("start") or 0), kinds, letters, days)


def _parse_days(found: list[str]) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, found))


def _parse_letters(pages: dict[str, str | None]) -> dict[str, date | None]:
    return {
        page: date.fromisoformat(last) if last else None
        for page, last in pages.items()
        if page.startswith("/") and len(page) <= LONGEST
    }


def _parse_paths(found: Any) -> list[str]:
    """Return the paths of a list; those too long for the tables are pages that nobody counts."""
    if not isinstance(found, list) or not all(isinstance(path, str) for path in found):
        raise TypeError("pages, open, closed: lists of paths")
    return [path for path in found if path.startswith("/") and len(path) <= LONGEST]


class KnownPages:
    """Reads the file again when it has changed; a damaged one leaves what was known."""

    def __init__(self, path: Path, first: Pages | None = None) -> None:
        """Watch `path`; until it is read `first` is known."""
        self._path = path
        self._lock = threading.Lock()
        self._looked = float("-inf")
        self._stamp: tuple[int, int, int] | None = None
        self._pages = first or Pages()

    def now(self) -> Pages:
        """Return what the site has; looks at the file once a second at most."""
        with self._lock:
            if time.monotonic() - self._looked >= LOOK_SECONDS:
                self._looked = time.monotonic()
                self._look()
            return self._pages

    def _look(self) -> None:
        try:
            state = self._path.stat()
        except OSError:
            return
        stamp = (state.st_ino, state.st_size, state.st_mtime_ns)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._pages = read_pages(self._path)
        except ValueError as error:
            _log.error("%s", error)
