"""Which articles name neither author nor source; what a build has seen, the next one knows."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from plugins._kit.records import Article
from plugins._kit.storage import read_json, write_json


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
    found = read_json(file)
    items = found.items() if isinstance(found, dict) else ()
    return {str(identity): bool(signed) for identity, signed in items}


def write(file: Path, known: Mapping[str, bool]) -> None:
    """Write down for the next build who signs."""
    write_json(file, dict(known))
