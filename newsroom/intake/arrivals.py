"""Sort files that arrived together: what is a document, what belongs to it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from town_portal.authoring.importers.word import GivenFile
from town_portal.core.text import normalize_text
from town_portal.features.photos.kinds import ENDINGS

DOCUMENTS = (".docx", ".docm", ".doc", ".rtf", ".odt")
PAGES = (".html", ".htm", ".mhtml", ".mht")
PICTURES = tuple(ending for endings in ENDINGS.values() for ending in endings)


@dataclass(frozen=True)
class Arrivals:
    """Files of one drop, each kind in the order of their names as people count them."""

    documents: tuple[GivenFile, ...]
    pages: tuple[GivenFile, ...]
    pictures: tuple[GivenFile, ...]
    others: tuple[GivenFile, ...]


def sort_arrivals(files: Iterable[GivenFile]) -> Arrivals:
    """Return files by kind, told by the endings of their names."""
    ordered = sorted(files, key=lambda file: make_natural_key(file.name))
    rest = [file for file in ordered if _detect_kind(file) == "other"]
    return Arrivals(
        tuple(file for file in ordered if _detect_kind(file) == "document"),
        tuple(file for file in ordered if _detect_kind(file) == "page"),
        tuple(file for file in ordered if _detect_kind(file) == "picture"),
        tuple(rest),
    )


def clean_name(given: str) -> str:
    """Return the last part of a name as a browser gave it, whatever system it came from."""
    return normalize_text(PurePosixPath(given.replace("\\", "/")).name)


def make_natural_key(name: str) -> list[tuple[str, int]]:
    """Return a key that sorts names as people do: anh-2 before anh-10."""
    return [(rest, int(part or 0)) for rest, part in re.findall(r"(\D*)(\d*)", name.lower())]


def _detect_kind(file: GivenFile) -> str:
    ending = PurePosixPath(file.name).suffix.lower()
    kinds = {"document": DOCUMENTS, "page": PAGES, "picture": PICTURES}
    return next((kind for kind, endings in kinds.items() if ending in endings), "other")
