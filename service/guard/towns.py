"""The towns that one process serves: found by their pages.json, told apart by their host names.

Not by a path: towns below one host share an origin, and a script of one could act at the desk of
another.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from service.guard.pages import KnownPages, Pages
from service.guard.running import hold_data_folder
from service.guard.site import site_of
from service.guard.town import NAME, STAR, Town

LOOK_SECONDS = 1.0
TWICE = "Các cổng %s cùng ghi tên miền %s: dịch vụ không phục vụ cổng nào trong số ấy."
OTHER_ZONE = "Cổng %s ghi múi giờ %s, khác %s: dịch vụ không phục vụ cổng này."
_log = logging.getLogger(__name__)


def find_towns(pattern: Path, data: Path) -> tuple[Town, ...]:
    """Return the towns whose pages.json a path with a star for their name leads to."""
    parts = pattern.parts
    star = parts.index(STAR)
    root, rest = Path(*parts[:star]), Path(*parts[star + 1 :])
    names = sorted(item.name for item in root.glob("*") if NAME.fullmatch(item.name))
    return tuple(
        Town(name, data / name, root / name / rest)
        for name in names
        if (root / name / rest).is_file()
    )


def all_towns() -> tuple[Town, ...]:
    """Return all towns that have a pages.json; their folders of data are made."""
    found = find_towns(settings.PAGES, settings.ENVIRONMENT.data)
    for town in found:
        town.data.mkdir(mode=0o700, exist_ok=True)
    return found


class Towns:
    """Which town a host name means; looked up again once a second at most."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self._lock = threading.Lock()
        self._looked = float("-inf")
        self._known: dict[Town, KnownPages] = {}
        self._hosts: Mapping[str, Town] = {}
        self._told: set[tuple[object, ...]] = set()

    def by_host(self) -> Mapping[str, Town]:
        """Return the towns that are served, by their host names."""
        with self._lock:
            if time.monotonic() - self._looked >= LOOK_SECONDS:
                self._look()
                self._looked = time.monotonic()
            return self._hosts

    def _look(self) -> None:
        rows = [(host, town) for town in self._ready() for host in self._host(town)]
        counts = Counter(host for host, _ in rows)
        for host in (item for item, count in counts.items() if count > 1):
            self._report(TWICE, ", ".join(town.name for item, town in rows if item == host), host)
        self._hosts = {host: town for host, town in rows if counts[host] == 1}

    def _ready(self) -> Iterator[Town]:
        """Yield the towns that have tables, and show that their data are in use."""
        for town in all_towns():
            if town in self._known:
                yield town
            elif town.database.is_file():
                hold_data_folder(town.data)
                self._known[town] = site_of(town.pages)
                yield town

    def _host(self, town: Town) -> Iterator[str]:
        pages: Pages = self._known[town].now()
        if pages.zone != settings.TIME_ZONE:
            self._report(OTHER_ZONE, town.name, pages.zone, settings.TIME_ZONE)
        elif host := urlsplit(pages.site).hostname:
            yield host

    def _report(self, text: str, *words: str) -> None:
        """Write a line into the log, once."""
        if (text, *words) not in self._told:
            self._told.add((text, *words))
            _log.error(text, *words)


TOWNS = Towns()
"""Those of this process."""
