"""The files of one year: its documents, and where each word stands. Pure.

README.md tells the format; ``js/search-index.js`` reads it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from town_portal.features.search.bits import (
    compute_gaps,
    encode_column,
    encode_text,
    encode_varint,
    pack_bits,
)
from town_portal.features.search.spelling import encode_variant
from town_portal.features.search.terms import (
    IndexedDocument,
    Lengths,
    Term,
    Terms,
    add_document,
    read_document,
)

EACH = 7
"""So many documents for each file of words."""
DAYS = 6
"""What is shown of the documents of so many days is one file,"""
PAGES = 16
"""or of so many documents without a day."""


class DocumentHead(NamedTuple):
    """What is told of a document beside its words; a page's ``day`` of the year is 0."""

    day: int
    category: str
    lengths: Lengths


def count_shards(documents: int) -> int:
    """Return how many files of words a segment has."""
    return -(-documents // EACH)


def find_shard(word: str, count: int) -> int:
    """Return in which of ``count`` files a word without accents is told (FNV-1a, 32 bits)."""
    found = 0x811C9DC5
    for byte in word.encode():
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    return found % count


def hash_bytes(data: bytes) -> str:
    """Return what stands in the name of a file with these bytes: ten hexadecimal digits."""
    return blake2b(data, digest_size=5).hexdigest()


def compute_day_number(day: date | None) -> int:
    """Return which day of its year a day is; 0 for none."""
    return day.timetuple().tm_yday if day else 0


def describe_document(document: IndexedDocument, lengths: Lengths) -> DocumentHead:
    """Return what is told of a document."""
    return DocumentHead(compute_day_number(document.day), document.category, lengths)


def build_terms(documents: Iterable[IndexedDocument]) -> tuple[list[DocumentHead], list[Terms]]:
    """Return the heads of documents, which are in order, and their words by file."""
    terms: Terms = {}
    heads = []
    for number, document in enumerate(documents):
        lengths, found = read_document(document)
        add_document(terms, number, found)
        heads.append(describe_document(document, lengths))
    shards: list[Terms] = [{} for _ in range(count_shards(len(heads)))]
    for word in sorted(terms):
        shards[find_shard(word, len(shards))][word] = terms[word]
    return heads, shards


def encode_shard(terms: Terms) -> bytes:
    """Return a file of words."""
    return encode_varint(len(terms)) + b"".join(
        [_encode_term(word, terms[word]) for word in sorted(terms)]
    )


def _encode_term(word: str, term: Term) -> bytes:
    """Return what is told about a word: see README.md."""
    columns = (compute_gaps(term.documents), [count - 1 for count in term.counts], term.gaps)
    head_of_spellings, spelt = _encode_spellings(word, term)
    data = pack_bits(map(encode_column, chain(columns, spelt)))
    told = encode_text(word) + encode_varint(len(term.documents)) + head_of_spellings
    return told + encode_varint(len(data)) + data


def _encode_spellings(word: str, term: Term) -> tuple[bytes, list[list[int]]]:
    """Return the spellings of a word, that of the most documents first, and where they are.

    Of the first it is told which documents have it not, of the others which have it.
    """
    ordered = sorted(term.spellings, key=lambda item: (-len(term.spellings[item]), item))
    told, columns = [encode_varint(len(ordered))], list[list[int]]()
    for spelling in ordered:
        those = term.spellings[spelling]
        is_first = spelling == ordered[0]
        ranks: list[int] = []
        if not is_first or len(those) < len(term.documents):
            has = set(those)
            ranks = [n for n, item in enumerate(term.documents) if (item in has) != is_first]
        number = encode_variant(word, spelling)
        told.append(
            encode_varint(number)
            + (b"" if number else encode_text(spelling))
            + encode_varint(len(ranks))
        )
        columns.append(compute_gaps(ranks))
    return b"".join(told), columns


def group_by_block(heads: Sequence[DocumentHead]) -> dict[int, list[int]]:
    """Return the documents of each file that tells what is shown of them, by its number."""
    keys = (item.day // DAYS if item.day else n // PAGES for n, item in enumerate(heads))
    numbered = groupby(enumerate(keys), key=itemgetter(1))
    return {key: [number for number, _ in group] for key, group in numbered}


def encode_documents(
    heads: Sequence[DocumentHead], shards: Sequence[str], shown: Iterable[str]
) -> bytes:
    """Return the file of the documents.

    It has the versions of the files of words, and of those of what is shown, in their order.
    """
    categories = sorted({head.category for head in heads})
    found = [
        encode_varint(len(categories)),
        *map(encode_text, categories),
        encode_varint(len(heads)),
    ]
    before = 0
    for day, category, lengths in heads:
        found += map(encode_varint, (day - before, categories.index(category), *lengths))
        before = day
    found += [encode_varint(len(shards)), *map(bytes.fromhex, shards)]
    found += map(bytes.fromhex, shown)
    return b"".join(found)
