"""Where each word stands in the documents of a segment, and what one of them changes. Pure."""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import sub
from typing import NamedTuple

from town_portal.features.search.bits import compute_gaps
from town_portal.features.search.words import fold_word, normalize_variant, split_words


@dataclass(frozen=True)
class IndexedDocument:
    """A text to be found. ``paragraphs`` are plain text, ``tags`` is one; a page has no ``day``.

    ``status`` is shown with a document that is not, or not yet, in force.
    """

    url: str
    title: str
    day: date | None = None
    category: str = ""
    lead: str = ""
    paragraphs: tuple[str, ...] = ()
    tags: str = ""
    status: str = ""


class Lengths(NamedTuple):
    """How many places title, lead and all else of a document take."""

    title: int
    lead: int
    body: int


class Occurrence(NamedTuple):
    """Where a word stands in a document: its first place from 0 on, then how many lie between.

    ``spellings`` are those that it has there.
    """

    gaps: list[int]
    spellings: list[str]


@dataclass(slots=True)
class Term:
    """A word without accents in a segment.

    The numbers of the documents that have it, how often each has it, its places there
    (``Occurrence.gaps``) one after the other; for each spelling the documents that have it so.
    """

    documents: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    spellings: dict[str, list[int]] = field(default_factory=dict)

    def replace(self, number: int, found: Occurrence | None) -> bool:
        """Have it stand in a document as found there, or not any more; tell whether that is new."""
        at = bisect_left(self.documents, number)
        is_there = self.documents[at : at + 1] == [number]
        first = sum(self.counts[:at])
        last = first + (self.counts[at] if is_there else 0)
        spelt = (
            {item for item, those in self.spellings.items() if number in those}
            if is_there
            else set()
        )
        fresh = found or Occurrence([], [])
        if (self.gaps[first:last], spelt) == (fresh.gaps, set(fresh.spellings)):
            return False
        self.documents[at : at + is_there] = [number] if found else []
        self.counts[at : at + is_there] = [len(fresh.gaps)] if found else []
        self.gaps[first:last] = fresh.gaps
        for spelling in spelt ^ set(fresh.spellings):
            self._toggle(spelling, number)
        return True

    def _toggle(self, spelling: str, number: int) -> None:
        those = self.spellings.setdefault(spelling, [])
        at = bisect_left(those, number)
        was = those[at : at + 1] == [number]
        those[at : at + was] = [] if was else [number]
        if not those:
            del self.spellings[spelling]


Terms = dict[str, Term]
"""Terms by their words."""


def read_document(document: IndexedDocument) -> tuple[Lengths, dict[str, Occurrence]]:
    """Return the lengths of a document and where each word without accents stands in it.

    One place is left free behind each paragraph, so that no phrase reaches over it.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    place, ends = 0, [0]
    for part in ((document.title,), (document.lead,), (document.tags, *document.paragraphs)):
        for paragraph in part:
            row = split_words(paragraph)
            for at, word in enumerate(row, place):
                found[word].append(at)
            place += len(row) + 1
        ends.append(place)
    return Lengths(*map(sub, ends[1:], ends)), _merge_spellings(found)


def _merge_spellings(found: Mapping[str, list[int]]) -> dict[str, Occurrence]:
    """Put together what is one word without accents."""
    merged: dict[str, Occurrence] = {}
    several = set()
    for word, places in found.items():
        bare, spelling = fold_word(word), normalize_variant(word)
        if bare not in merged:
            merged[bare] = Occurrence(places, [spelling])
            if len(places) > 1:
                several.add(bare)
            continue
        several.add(bare)
        merged[bare].gaps.extend(places)
        if spelling not in merged[bare].spellings:
            merged[bare].spellings.append(spelling)
    for bare in several:
        places = merged[bare].gaps
        places.sort()
        places[:] = compute_gaps(places)
    return merged


def add_document(terms: Terms, number: int, found: Mapping[str, Occurrence]) -> None:
    """Note the words of a document behind all others."""
    for word, (places, spellings) in found.items():
        term = terms.get(word)
        if term is None:
            term = terms[word] = Term()
        term.documents.append(number)
        term.counts.append(len(places))
        term.gaps += places
        for spelling in spellings:
            if spelling in term.spellings:
                term.spellings[spelling].append(number)
            else:
                term.spellings[spelling] = [number]


def replace_document(terms: Terms, number: int, found: Mapping[str, Occurrence]) -> set[str]:
    """Have a document hold the words that are found; return the words of which that is new."""
    changed = {word for word, term in terms.items() if term.replace(number, found.get(word))}
    fresh = {word: found[word] for word in found.keys() - terms.keys()}
    for word in fresh:
        terms[word] = Term()
        terms[word].replace(number, found[word])
    for word in changed:
        if not terms[word].documents:
            del terms[word]
    return changed | fresh.keys()


def dump_terms(terms: Terms) -> bytes:
    """Return terms as bytes."""
    return marshal.dumps(
        {
            word: (
                *map(_pack_numbers, (item.documents, item.counts, item.gaps)),
                {spelling: _pack_numbers(those) for spelling, those in item.spellings.items()},
            )
            for word, item in terms.items()
        }
    )


def load_terms(data: bytes) -> Terms:
    """Return terms that were dumped; raises ValueError, EOFError or TypeError where none were."""
    return {word: _decode_term(*parts) for word, parts in marshal.loads(data).items()}


def _decode_term(
    documents: bytes, counts: bytes, rest: bytes, spellings: Mapping[str, bytes]
) -> Term:
    spelt = {spelling: _unpack_numbers(those) for spelling, those in spellings.items()}
    return Term(_unpack_numbers(documents), _unpack_numbers(counts), _unpack_numbers(rest), spelt)


def _pack_numbers(numbers: list[int]) -> bytes:
    return array("I", numbers).tobytes()


def _unpack_numbers(data: bytes) -> list[int]:
    return array("I", data).tolist()
