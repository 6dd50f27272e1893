"""What is to be at a target: the files of a built site, and in which order they go. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from town_portal.core.system.walk import Stat

MANIFEST = ("manifest.jsonl", "manifest.jsonl.minisig")
SIBLINGS = (".br", ".gz")
"""Endings of the compressed copies that lie beside a file."""
PAGES = (".html", ".htm", ".xml", ".atom", ".rss")
"""What a reader or a robot asks for by its address: it must not lead to what is not there yet."""
# With a hash of its bytes in its name: other bytes have another name.
HASHED = re.compile(r"static/.*\.[0-9a-f]{10}\.\w+(?:\.(?:br|gz))?")
ARTICLE = re.compile(r"\d{4}/\d\d/\d\d/[^/]+/index\.html")


class SiteFile(NamedTuple):
    """One file: the digest of its bytes, its size in bytes, and the folder that it lies below."""

    digest: str
    size: int
    root: Path


Site = Mapping[str, SiteFile]
"""Files by their path at the target, '/' between the parts."""


class Phase(IntEnum):
    """When a file goes, where a target can't be switched as a whole."""

    ASSETS = 0
    DATA = 1  # names assets: the index of the search its parts
    NEW_PAGES = 2
    PAGES = 3  # these may lead to new pages
    MANIFEST = 4


def get_uncompressed_name(path: str) -> str:
    """Return the file that a compressed copy belongs to, or the file itself."""
    return path[:-3] if path.endswith(SIBLINGS) else path


def is_hashed(path: str) -> bool:
    """Tell whether a file belongs to the theme or the search, with a hash of its bytes in its name.

    A photograph has one too, but is an article's: where it was taken down, it must be gone.
    """
    return path.startswith("static/") and HASHED.fullmatch(path) is not None


def choose_phase(path: str, is_new: bool) -> Phase:
    """Return when a file goes."""
    name = get_uncompressed_name(path)
    if name in MANIFEST:
        return Phase.MANIFEST
    if name.endswith(PAGES):
        return Phase.NEW_PAGES if is_new else Phase.PAGES
    return Phase.DATA if name.endswith(".json") else Phase.ASSETS


def compute_digests(
    found: Mapping[str, Stat], known: Mapping[str, str], siblings: bool
) -> tuple[dict[str, str], list[str]]:
    """Return the digests of the files that are to go, and the paths whose digest must be made.

    ``known`` are those that the manifest names. A compressed copy follows from its file, and so
    does its digest; without ``siblings`` such copies don't go at all.
    """
    made: dict[str, str] = {}
    unknown: list[str] = []
    for path in found:
        own = get_uncompressed_name(path)
        is_sibling = own != path and own in found
        if is_sibling and not siblings:
            continue
        if is_sibling and own in known:
            made[path] = f"{known[own][:29]}{path[-3:]}"
        elif path in known:
            made[path] = known[path][:32]
        else:
            unknown.append(path)
    return made, unknown


def list_articles(paths: Iterable[str]) -> list[str]:
    """Return the pages of articles among some files."""
    return sorted(path for path in paths if ARTICLE.fullmatch(path))
