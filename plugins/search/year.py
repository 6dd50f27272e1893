"""The files of one segment, made out of what is remembered of it and the texts that changed."""

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from plugins.search.segment import (
    blocks,
    divided,
    documents_file,
    head,
    place,
    shard,
    version,
)
from plugins.search.store import Segment, Shown, Store, Text
from plugins.search.terms import Document, Occurrence, read, replace

Documents = Callable[[int], Document]
"""Gives the document of a number."""


class Files(NamedTuple):
    """The files of a segment by their names: a version, and what gives the bytes.

    ``version`` is that of the file of documents, which names all others.
    """

    version: str
    made: Mapping[str, tuple[str, Callable[[], bytes]]]


class Year:
    """A segment; ``segment`` is what is remembered of it."""

    def __init__(self, key: str, store: Store) -> None:
        self.key, self._store = key, store
        self.segment = store.segment(key) or Segment()

    def files(self, texts: list[Text], document: Documents) -> Files:
        """Return the files of texts, which are in order; ``document`` gives what changed."""
        before = self.segment.texts
        changed = [
            n for n, it in enumerate(texts) if not it.identity or it not in before[n : n + 1]
        ]
        if [it.name for it in before] != [it.name for it in texts]:
            self._make([document(number) for number in range(len(texts))])
        elif changed:
            self._change({number: document(number) for number in changed})
        if changed or before != texts:
            self.segment.texts = texts
            self._store.put_segment(self.key, self.segment)
        return self._named()

    def _make(self, documents: Sequence[Document]) -> None:
        """Make all anew."""
        heads, shards = divided(documents)
        self.segment = Segment(
            heads=heads,
            shown=[show(it) for it in documents],
            shards=[version(shard(terms)) for terms in shards],
            words={word: len(it.documents) for one in shards for word, it in one.items()},
        )
        self._store.put_terms(self.key, enumerate(shards))

    def _change(self, changed: Mapping[int, Document]) -> None:
        """Take changed documents over, each at its number."""
        for number, document in changed.items():
            lengths, found = read(document)
            self.segment.heads[number] = head(document, lengths)
            self.segment.shown[number] = show(document)
            count = len(self.segment.shards)
            parts: list[dict[str, Occurrence]] = [{} for _ in range(count)]
            for word, occurrence in found.items():
                parts[place(word, count)][word] = occurrence
            for at, part in enumerate(parts):
                self._change_shard(at, number, part)

    def _change_shard(self, at: int, number: int, found: Mapping[str, Occurrence]) -> None:
        terms = self._store.terms(self.key, at)
        changed = replace(terms, number, found)
        if not changed:
            return
        self._store.put_terms(self.key, [(at, terms)])
        self.segment.shards[at] = version(shard(terms))
        for word in changed:
            self.segment.words.pop(word, None)
            if word in terms:
                self.segment.words[word] = len(terms[word].documents)

    def _named(self) -> Files:
        segment = self.segment
        made: dict[str, tuple[str, Callable[[], bytes]]] = {}
        for at, known in enumerate(segment.shards):
            made[f"chu-{at}"] = known, partial(self._shard, at)
        shown = []
        for number, those in blocks(segment.heads).items():
            data = shown_file([segment.shown[it] for it in those])
            shown.append(version(data))
            made[f"hien-{number}"] = shown[-1], partial(bytes, data)
        data = documents_file(segment.heads, segment.shards, shown)
        made["bai"] = version(data), partial(bytes, data)
        return Files(made["bai"][0], made)

    def _shard(self, at: int) -> bytes:
        return shard(self._store.terms(self.key, at))


def show(document: Document) -> Shown:
    """Return what is shown of a document."""
    return Shown(document.url, document.title, document.lead, document.tags)


def shown_file(shown: Sequence[Shown]) -> bytes:
    """Return the file of what is shown of some documents."""
    return gzip.compress(json.dumps(shown, ensure_ascii=False).encode(), mtime=0)
