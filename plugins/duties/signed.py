"""Which articles name neither author nor source; what a build has seen, the next one knows."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from plugins._kit.records import Article


class Signatures(NamedTuple):
    """The addresses of articles without author and source; of all, by identity, who has one."""

    lacking: tuple[str, ...]
    known: dict[str, bool]


def signatures(articles: Iterable[Article], known: Mapping[str, bool]) -> Signatures:
    """Return who signs; articles of ``known`` identities need not be looked at.

    Looking at one that an earlier build has kept means fetching it, which takes time.
    """
    lacking: list[str] = []
    found: dict[str, bool] = {}
    for article in articles:
        is_signed = known.get(article.identity)  # None where it has no identity
        if is_signed is None:
            is_signed = bool(article.author or article.source)
        if article.identity:
            found[article.identity] = is_signed
        if not is_signed:
            lacking.append(article.url)
    return Signatures(tuple(lacking), found)


def read(file: Path) -> dict[str, bool]:
    """Return what an earlier build wrote; nothing where there is no such file."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {str(identity): bool(signed) for identity, signed in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def write(file: Path, known: Mapping[str, bool]) -> None:
    """Write down for the next build who signs."""
    file.write_text(json.dumps(known), encoding="utf-8")
