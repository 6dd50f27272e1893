"""What one file of the site is: its SHA-256, the hosts that a page names, where a stub leads."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from pathlib import Path
from typing import NamedTuple

HOST = re.compile(rb"""(?:["'=(,\s]|url=)\s*(?:https?:)?//([a-z0-9][a-z0-9.-]*(?::\d+)?)""", re.I)
"""A host in an address that begins an attribute's value, or stands in a style or a script."""
_REFRESH = re.compile(rb'<meta http-equiv="?refresh"? content="\d+; ?url=([^"]+)"', re.I)
_GONE = re.compile(rb'<body class="[^"]*\bpage-moved\b')
_HEAD = 16_384
GONE = "#gone"
"""What stands for the place to go to where a page says that there is none any more."""


class FileFacts(NamedTuple):
    """What was seen in a file: ``hosts`` in order, parted by spaces; ``moved`` as in Entry."""

    sha256: str
    hosts: str
    moved: str


def inspect_file(file: Path, is_page: bool) -> FileFacts:
    """Read a file; only a page is held in memory. Raises OSError."""
    if not is_page:
        with file.open("rb") as stream:
            return FileFacts(hashlib.file_digest(stream, "sha256").hexdigest(), "", "")
    source = file.read_bytes()
    stub = _REFRESH.search(source, 0, _HEAD)
    moved = unescape(stub[1].decode("utf-8", "replace")) if stub else ""
    if not stub and _GONE.search(source, 0, _HEAD):
        moved = GONE
    return FileFacts(
        hashlib.sha256(source).hexdigest(), " ".join(sorted(list_hosts(source))), moved
    )


def list_hosts(source: bytes) -> set[str]:
    """Return the hosts that a page names, in small letters."""
    return {found.decode("ascii").lower().rstrip(".-") for found in set(HOST.findall(source))}
