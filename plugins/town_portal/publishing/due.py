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


class DueMoment(NamedTuple):
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
    moments: tuple[DueMoment, ...]


def read_published(state: Path) -> Published | None:
    """Return what the last publication has left; None where nothing can be read."""
    try:
        given = read_json(state / FILE)
        moments = tuple(DueMoment(*moment) for moment in given["moments"])
        return Published(given["at"], given["until"], moments)
    except (KeyError, TypeError):
        return None


def write_published(state: Path, published: Published) -> None:
    """Leave it for the next time, whole or not at all."""
    write_json(state / FILE, published.__dict__)


def list_passed(moments: Iterable[DueMoment], since: float, now: float) -> list[DueMoment]:
    """Return the moments after ``since`` that have come, in order."""
    return sorted({moment for moment in moments if since < moment.at <= now})


def find_next_moment(published: Published, others: Iterable[DueMoment], now: float) -> float:
    """Return when something will be due next; inf where nothing is known."""
    given = (published.until, *(moment.at for moment in others))
    return min((at for at in given if at > now), default=inf)


def list_scheduled_since(content: Path, since: float) -> list[DueMoment]:
    """Return the moments of articles that were saved after ``since``."""
    zone = load_zone(content)
    saved = (
        entry for entry in _iter_texts(str(content / "articles")) if _get_change_time(entry) > since
    )
    return [moment for entry in saved for moment in _iter_moments(Path(entry.path), zone)]


def _iter_texts(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield the articles below a folder; pathlib would take five times as long for thousands."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _iter_texts(entry.path)
                elif is_text(entry.name) and entry.is_file(follow_symlinks=False):
                    yield entry
    except FileNotFoundError:  # gone this moment, or there is none yet
        return


def _get_change_time(entry: os.DirEntry[str]) -> float:
    """Return when a file was saved or came here, which a copy's own time may not tell."""
    found = entry.stat()
    return max(found.st_mtime, found.st_ctime)


def _iter_moments(path: Path, zone: ZoneInfo) -> Iterator[DueMoment]:
    """Yield the moments in a head; one with faults has none: a build will tell."""
    try:
        head: Any = frontmatter.split_front_matter(read_text(path)).head.value or {}
    except (OSError, ValueError, yamldoc.YamlError):
        return
    if head.get("status") == "draft":
        return
    for field, appears in FIELDS.items():
        try:
            when = dates.convert_to_zone(dates.parse_date(str(head[field])), zone)
        except (KeyError, ValueError):
            continue
        yield DueMoment(when.timestamp(), str(head.get("title", "")), appears)


def load_zone(content: Path) -> ZoneInfo:
    """Return the town's time zone; where its data can't be read, that of Viet Nam."""
    try:
        town = yaml.safe_load(read_text(content / "data" / "town.yaml", content))
        return ZoneInfo(str(town["time_zone"]))
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError):
        return ZoneInfo(ZONE)


def format_moments(moments: Iterable[DueMoment]) -> str:
    """Return what came and went, in words."""
    words = (
        f"“{moment.title}” {'đã hiện' if moment.appears else 'thôi hiện'}" for moment in moments
    )
    return "; ".join(words)


def format_moment(moment: float, zone: ZoneInfo) -> str:
    """Return a moment as people read it."""
    value = datetime.fromtimestamp(moment, zone)
    return f"{dates.format_clock(value)} ngày {dates.format_day(value)}"
