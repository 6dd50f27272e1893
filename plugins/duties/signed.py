"""Which articles name neither author nor source; what a build has seen, the next one knows."""

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from plugins._kit.records import Article


class Signatures(NamedTuple):
    """The addresses of articles without author and source, and the identities of all others."""

    lacking: tuple[str, ...]
    known: frozenset[str]


def signatures(articles: Iterable[Article], known: Collection[str]) -> Signatures:
    """Return who signs; articles of ``known`` identities need not be looked at.

    Looking at one that an earlier build has kept means fetching it, which takes time.
    """
    lacking, signed = [], set()
    for article in articles:
        is_known = article.identity in known  # never where it is empty
        if is_known or article.author or article.source:
            signed.add(article.identity)
        else:
            lacking.append(article.url)
    return Signatures(tuple(lacking), frozenset(signed - {""}))


def read(file: Path) -> frozenset[str]:
    """Return the identities that an earlier build wrote; none where there is no such file."""
    try:
        return frozenset(map(str, json.loads(file.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError):
        return frozenset()


def write(file: Path, known: frozenset[str]) -> None:
    """Write the identities down for the next build."""
    file.write_text(json.dumps(sorted(known)), encoding="utf-8")
