"""The index of one year: where each word stands, in small files. Pure.

README.md tells the format; ``js/search-index.js`` reads it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from plugins.search.bits import Bits, text, varint
from plugins.search.followers import Followers, followers
from plugins.search.spelling import code
from plugins.search.words import folded, variant, words

SHARD = 3_000
"""Bytes that a file of words is to have, about: one is fetched for each word of a query."""
GAP = ""
"""Stands between paragraphs, so that no phrase reaches over them."""


@dataclass(frozen=True)
class Document:
    """A text to be found. ``paragraphs`` are plain text, ``tags`` is one; a page has no ``day``."""

    url: str
    title: str
    day: date | None = None
    category: str = ""
    lead: str = ""
    paragraphs: tuple[str, ...] = ()
    tags: str = ""


@dataclass
class Term:
    """A word without accents: its places in the year, its spellings by document."""

    places: array[int] = field(default_factory=lambda: array("I"))
    documents: list[set[str]] = field(default_factory=list)
    last: int = -1
    """The document in which it was met last."""

    def add(self, place: int, document: int, spelling: str) -> None:
        """Note that it stands at a place of a document."""
        self.places.append(place)
        if document != self.last:
            self.last = document
            self.documents.append({spelling})
        else:
            self.documents[-1].add(spelling)


@dataclass(frozen=True)
class Segment:
    """The files of a year: that of its documents, those of its words; in how many texts a word is.

    ``version`` is the hash of all the bytes.
    """

    documents: bytes
    shards: tuple[bytes, ...]
    vocabulary: Mapping[str, int]

    @property
    def version(self) -> str:
        """Ten hexadecimal digits that change with the bytes."""
        known = blake2b(self.documents, digest_size=5)
        for shard in self.shards:
            known.update(b"%d " % len(shard) + shard)
        return known.hexdigest()


def segment(documents: Sequence[Document]) -> Segment:
    """Return the index of documents, which are in order of their days and addresses."""
    terms: dict[str, Term] = {}
    sequence: list[str] = []
    lengths = [_add(document, index, terms, sequence) for index, document in enumerate(documents)]
    leaders = followers({word: term.places for word, term in terms.items()}, sequence)
    entries = {word: _entry(word, terms, leaders.get(word), len(sequence)) for word in terms}
    count = max(1, sum(map(len, entries.values())) // SHARD)
    shards: list[list[bytes]] = [[] for _ in range(count)]
    for word in sorted(entries):
        shards[place(word, count)].append(entries[word])
    return Segment(
        _documents(documents, lengths),
        tuple(varint(len(shard)) + b"".join(shard) for shard in shards),
        {word: len(term.documents) for word, term in terms.items()},
    )


def place(word: str, count: int) -> int:
    """Return in which of ``count`` files a word without accents is told (FNV-1a, 32 bits)."""
    found = 0x811C9DC5
    for byte in word.encode():
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    return found % count


def _add(
    document: Document, index: int, terms: dict[str, Term], sequence: list[str]
) -> tuple[int, int, int]:
    """Note the words of a document; return how many places title, lead and body take."""
    lengths = []
    body = (*document.paragraphs, document.tags)
    for part in ((document.title,), (document.lead,), body):
        before = len(sequence)
        for paragraph in part:
            for word in words(paragraph):
                bare = folded(word)
                if bare not in terms:
                    terms[bare] = Term()
                terms[bare].add(len(sequence), index, variant(word))
                sequence.append(bare)
            sequence.append(GAP)
        lengths.append(len(sequence) - before)
    return lengths[0], lengths[1], lengths[2]


def _entry(word: str, terms: Mapping[str, Term], leader: Followers | None, size: int) -> bytes:
    """Return what is told about a word: see README.md."""
    term, bits = terms[word], Bits()
    head = text(word) + varint(len(term.places))
    if leader is None:
        head += text("")
        bits.put(term.places, size)
    else:
        head += text(leader.word) + varint(len(leader.after))
        bits.put(leader.after, len(terms[leader.word].places))
        bits.put(leader.alone, size)
    head += varint(len(term.documents)) + _spellings(word, term.documents, bits)
    data = bits.data()
    return head + varint(len(data)) + data


def _spellings(word: str, documents: Sequence[set[str]], bits: Bits) -> bytes:
    """Return the spellings of a word, that of the most documents first; add where they are.

    Of the first it is told which documents have it not, of the others which have it.
    """
    counted = Counter(spelling for found in documents for spelling in found)
    ordered = sorted(counted, key=lambda spelling: (-counted[spelling], spelling))
    head = varint(len(ordered))
    for spelling in ordered:
        is_first = spelling == ordered[0]
        ranks = [rank for rank, found in enumerate(documents) if (spelling in found) != is_first]
        number = code(word, spelling)
        head += varint(number) + (b"" if number else text(spelling)) + varint(len(ranks))
        bits.put(ranks, len(documents))
    return head


def _documents(documents: Sequence[Document], lengths: Iterable[tuple[int, int, int]]) -> bytes:
    """Return the file of the documents."""
    categories = sorted({document.category for document in documents})
    found = [varint(len(categories)), *map(text, categories), varint(len(documents))]
    before = 0
    for document, parts in zip(documents, lengths, strict=True):
        day = document.day.timetuple().tm_yday if document.day else 0
        numbers = (day - before, categories.index(document.category), *parts)
        found += map(varint, numbers)
        before = day
    return b"".join(found)
