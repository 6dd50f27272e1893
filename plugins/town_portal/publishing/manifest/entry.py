"""The manifest's lines: a header, then one line of JSON for each file, in the order of paths."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

VERSION = 1
FRESH = timedelta(days=30)
"""Validity of a manifest: a site with an older one is not being maintained."""
# For some ten thousand lines at each publication, json.dumps takes its time.
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*').fullmatch


class UnreadableManifest(Exception):
    """A text that is no manifest; the sentence, in Vietnamese, says where it is wrong."""


class ManifestEntry(NamedTuple):
    """One published file.

    ``path`` below the site's root, ``sha256`` in hexadecimal, ``size`` in bytes, ``type`` its media
    type, ``moved`` where a page of an old address leads by itself (as it stands in the page;
    `look.GONE` where it says that nothing is there any more).
    """

    path: str
    sha256: str
    size: int
    type: str
    moved: str = ""

    def line(self) -> str:
        """Return the entry as it stands in the manifest, without a line end."""
        path = self.path if _PLAIN(self.path) else json.dumps(self.path, ensure_ascii=False)[1:-1]
        told = f'{{"path":"{path}","sha256":"{self.sha256}","size":{self.size},"type":"{self.type}"'
        if self.moved:
            told += f',"moved":{json.dumps(self.moved, ensure_ascii=False)}'
        return f"{told}}}"


@dataclass(frozen=True)
class ManifestHeader:
    """The manifest's first line.

    ``site``: the home page's full address, empty where the town's data name none; ``made``: since
    when the site has been so, in UTC; ``files``: how many entries follow; ``hosts``: the other
    hosts that the site's pages name; ``until``: how long it holds good, None in those of old;
    ``rules``: the fingerprint of what a web server is to be told, empty in those of old.
    """

    site: str
    made: datetime
    files: int
    hosts: tuple[str, ...] = ()
    until: datetime | None = None
    rules: str = ""

    def line(self) -> str:
        """Return the header as it stands in the manifest, without a line end."""
        values = {
            "version": VERSION,
            "site": self.site,
            "made": format_moment(self.made),
            **({"until": format_moment(self.until)} if self.until else {}),
            "files": self.files,
            **({"rules": self.rules} if self.rules else {}),
            "hosts": self.hosts,
        }
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def format_moment(moment: datetime) -> str:
    """Return a moment as in ``2026-11-28T06:30:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def format_manifest(header: ManifestHeader, lines: Iterable[str]) -> bytes:
    """Return a whole manifest of the lines of its entries."""
    return ("\n".join([header.line(), *lines]) + "\n").encode()


def read_header(file: Path) -> ManifestHeader:
    """Return the first line of a manifest; raises OSError and Unreadable."""
    with file.open(encoding="utf-8") as lines:
        return _parse_header(lines.readline())


def iter_entries(file: Path) -> Iterator[ManifestEntry]:
    """Yield the entries of a manifest, one line in memory at a time.

    Raises OSError, and Unreadable where a line is not as `write` leaves it or lines are missing.
    """
    with file.open(encoding="utf-8") as lines:
        try:
            header = _parse_header(lines.readline())
            number = 0
            for number, line in enumerate(lines, 1):
                yield _parse_entry(line, number)
        except UnicodeDecodeError:
            raise UnreadableManifest("Bản kê có ký tự hỏng.") from None
    if number != header.files:
        raise UnreadableManifest(
            f"Bản kê thiếu dòng: có {number} tệp, đầu bản kê ghi {header.files}."
        )


def _parse_header(line: str) -> ManifestHeader:
    try:
        given = json.loads(line)
        if given["version"] != VERSION:
            raise UnreadableManifest(f"Không hiểu bản kê kiểu {given['version']}.")
        hosts = tuple(str(host) for host in given.get("hosts", ()))
        until = _parse_moment(given["until"]) if "until" in given else None
        made = _parse_moment(given["made"])
        rules = str(given.get("rules", ""))
        return ManifestHeader(str(given["site"]), made, int(given["files"]), hosts, until, rules)
    except (ValueError, KeyError, TypeError):
        raise UnreadableManifest("Dòng đầu của bản kê không đúng kiểu.") from None


def _parse_moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _parse_entry(line: str, number: int) -> ManifestEntry:
    try:
        return ManifestEntry(**json.loads(line))
    except (ValueError, TypeError):
        raise UnreadableManifest(f"Dòng {number + 1} của bản kê không đúng kiểu.") from None
