"""What is remembered of the index from build to build, beside the output.

So that a change of one text costs the words that it changes. Losing it costs time, nothing else.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from town_portal.core.storage import Storage
from town_portal.features.search.segment import DocumentHead
from town_portal.features.search.terms import Terms, load_terms

FILE = "search.db"
_TERMS = "CREATE TABLE terms (segment TEXT, shard INT, value BLOB, PRIMARY KEY (segment, shard))"
_SUMMARIES = "segments"


class StoredText(NamedTuple):
    """A text that is found: its name and its identity."""

    name: str
    identity: str


class ShownHit(NamedTuple):
    """What is shown of a hit before its page is there."""

    url: str
    title: str
    lead: str
    status: str = ""


class Summary(NamedTuple):
    """A segment in short: how many documents it has, the version of their file, its titles."""

    documents: int
    version: str
    titles: str


@dataclass
class Segment:
    """What is remembered of a segment beside its terms.

    ``shards`` are the versions of its files of words; ``words`` tells in how many documents each
    word is.
    """

    texts: list[StoredText] = field(default_factory=list)
    heads: list[DocumentHead] = field(default_factory=list)
    shown: list[ShownHit] = field(default_factory=list)
    shards: list[str] = field(default_factory=list)
    words: dict[str, int] = field(default_factory=dict)


class SegmentStore:
    """Segments and their terms, kept in a file of SQLite until ``close``."""

    def __init__(self, state: Path) -> None:
        code = blake2b(digest_size=8)
        for file in sorted(Path(__file__).parent.glob("*.py")):
            code.update(file.read_bytes())
        self._kept = Storage(state / FILE, code.hexdigest(), (_TERMS,))

    def close(self) -> None:
        """Make lasting what was put; what can't be saved costs time in the next build."""
        with suppress(sqlite3.Error):
            self._kept.save()
        self._kept.close()

    def forget(self) -> None:
        """Throw all away."""
        self._kept.begin_anew()

    def summaries(self) -> dict[str, Summary]:
        """Return the segments in short."""
        return self._kept.note(_SUMMARIES) or {}

    def put_summaries(self, summaries: dict[str, Summary]) -> None:
        """Note which segments there are now, and forget all others."""
        for key in self.summaries().keys() - summaries.keys():
            self._kept.base.execute("DELETE FROM terms WHERE segment = ?", (key,))
            self._kept.put_note(f"segment {key}", None)
        self._kept.put_note(_SUMMARIES, summaries)

    def segment(self, key: str) -> Segment | None:
        """Return what is remembered of a segment; None where nothing is."""
        found: Segment | None = self._kept.note(f"segment {key}")
        return found

    def put_segment(self, key: str, segment: Segment) -> None:
        """Note a segment."""
        self._kept.put_note(f"segment {key}", segment)

    def terms(self, key: str, shard: int) -> Terms:
        """Return the terms of a file of words; raises sqlite3.Error where they are damaged."""
        question = "SELECT value FROM terms WHERE segment = ? AND shard = ?"
        row = self._kept.base.execute(question, (key, shard)).fetchone()
        try:
            return load_terms(row[0])
        except (ValueError, EOFError, TypeError) as error:
            raise sqlite3.DatabaseError(f"damaged terms: {error}") from error

    def put_terms(self, key: str, shards: Iterable[tuple[int, bytes]]) -> None:
        """Note the dumped terms of files of words."""
        rows = ((key, shard, terms) for shard, terms in shards)
        self._kept.base.executemany("REPLACE INTO terms VALUES (?, ?, ?)", rows)

    def titles(self) -> tuple[str, list[str]]:
        """Return of which titles the index of old titles was made, and its versions."""
        return self._kept.note("titles") or ("", [])

    def put_titles(self, known: str, versions: list[str]) -> None:
        """Note the index of old titles."""
        self._kept.put_note("titles", (known, versions))

    def words(self) -> tuple[str, str, Counter[str]]:
        """Return of which segments the file of all words was made, its version, their counts."""
        return self._kept.note("words") or ("", "", Counter())

    def put_words(self, known: str, version: str, counts: Counter[str]) -> None:
        """Note the file of all words."""
        self._kept.put_note("words", (known, version, counts))
