"""What the clock has made due since the last publication."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import yaml

from town_portal.core import dates
from town_portal.core.content_files.links import is_text
from town_portal.core.content_files.opening import read_text
from town_portal.core.data import yamldoc
from town_portal.core.storage import read_json, write_json
from town_portal.core.texts import frontmatter

# No models here: whoever asks each five minutes whether something is due waits a tenth of a second.
FILE = "publication.json"
FIELDS = {"publish": True, "expires": False}
RENEWED = timedelta(days=10)
"""After this time a publication is due without changes, to renew the manifest's expiry."""
ZONE = "Asia/Ho_Chi_Minh"


class Moment(NamedTuple):
    """When (seconds since 1970) an article appears, or ceases to be shown."""

    at: float
    title: str
    appears: bool


@dataclass(frozen=True)
class Published:
    """What was known at the last publication: when it was, and what the clock will do next.

    ``until``: up to when the clock changes nothing; all are seconds since 1970.
    """

    at: float
    until: float
    moments: tuple[Moment, ...]


def read(state: Path) -> Published | None:
    """Return what the last publication has left; None where nothing can be read."""
    try:
        given = read_json(state / FILE)
        moments = tuple(Moment(*moment) for moment in given["moments"])
        return Published(given["at"], given["until"], moments)
    except (KeyError, TypeError):
        return None


def write(state: Path, published: Published) -> None:
    """Leave it for the next time, whole or not at all."""
    write_json(state / FILE, published.__dict__)


def passed(moments: Iterable[Moment], since: float, now: float) -> list[Moment]:
    """Return the moments after ``since`` that have come, in order."""
    return sorted({moment for moment in moments if since < moment.at <= now})


def next_moment(published: Published, others: Iterable[Moment], now: float) -> float:
    """Return when something will be due next; inf where nothing is known."""
    given = (published.until, *(moment.at for moment in others))
    return min((at for at in given if at > now), default=inf)


def scheduled_since(content: Path, since: float) -> list[Moment]:
    """Return the moments of articles that were saved after ``since``."""
    zone = zone_of(content)
    saved = (entry for entry in _texts(str(content / "articles")) if _changed(entry) > since)
    return [moment for entry in saved for moment in _moments(Path(entry.path), zone)]


def _texts(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield the articles below a folder; pathlib would take five times as long for thousands."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _texts(entry.path)
                elif is_text(entry.name) and entry.is_file(follow_symlinks=False):
                    yield entry
    except FileNotFoundError:  # gone this moment, or there is none yet
        return


def _changed(entry: os.DirEntry[str]) -> float:
    """Return when a file was saved or came here, which a copy's own time may not tell."""
    found = entry.stat()
    return max(found.st_mtime, found.st_ctime)


def _moments(path: Path, zone: ZoneInfo) -> Iterator[Moment]:
    """Yield the moments in a head; one with faults has none: a build will tell."""
    try:
        head: Any = frontmatter.split(read_text(path)).head.value or {}
    except (OSError, ValueError, yamldoc.YamlError):
        return
    if head.get("status") == "draft":
        return
    for field, appears in FIELDS.items():
        try:
            when = dates.in_zone(dates.parse(str(head[field])), zone)
        except (KeyError, ValueError):
            continue
        yield Moment(when.timestamp(), str(head.get("title", "")), appears)


def zone_of(content: Path) -> ZoneInfo:
    """Return the town's time zone; where its data can't be read, that of Viet Nam."""
    try:
        town = yaml.safe_load(read_text(content / "data" / "town.yaml", content))
        return ZoneInfo(str(town["time_zone"]))
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError):
        return ZoneInfo(ZONE)


def told(moments: Iterable[Moment]) -> str:
    """Return what came and went, in words."""
    words = (f"“{it.title}” {'đã hiện' if it.appears else 'thôi hiện'}" for it in moments)
    return "; ".join(words)


def when(moment: float, zone: ZoneInfo) -> str:
    """Return a moment as people read it."""
    value = datetime.fromtimestamp(moment, zone)
    return f"{dates.clock(value)} ngày {dates.day(value)}"
