"""The files of one segment, made out of what is remembered of it and the texts that changed."""

import gzip
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from town_portal.features.search.segment import (
    build_terms,
    describe_document,
    encode_documents,
    encode_shard,
    find_shard,
    group_by_block,
    hash_bytes,
)
from town_portal.features.search.store import Segment, SegmentStore, ShownHit, StoredText
from town_portal.features.search.terms import (
    IndexedDocument,
    Occurrence,
    dump_terms,
    read_document,
    replace_document,
)

REBUILD_AT = 4
"""Where more than one of so many texts changed, building a segment anew costs less."""
Documents = Callable[[int], IndexedDocument]
"""Gives the document of a number."""
Changes = dict[int, dict[str, Occurrence]]
"""Where words stand in changed documents, by number."""


class Files(NamedTuple):
    """The files of a segment by their names: a version, and what gives the bytes.

    ``version`` is that of the file of documents, which names all others.
    """

    version: str
    files: Mapping[str, tuple[str, Callable[[], bytes]]]


class BuiltSegment(NamedTuple):
    """A segment built anew: what is remembered of it, its dumped terms and its files of words."""

    segment: Segment
    terms: list[bytes]
    shards: list[bytes]


def build_segment(documents: Iterable[IndexedDocument]) -> BuiltSegment:
    """Build a segment of documents, which are in order."""
    documents = list(documents)
    heads, terms = build_terms(documents)
    shards = [encode_shard(term) for term in terms]
    words = {word: len(item.documents) for one in terms for word, item in one.items()}
    segment = Segment(
        heads=heads,
        shown=[*map(show_document, documents)],
        shards=[*map(hash_bytes, shards)],
        words=words,
    )
    return BuiltSegment(segment, [*map(dump_terms, terms)], shards)


class Year:
    """A segment; ``segment`` is what is remembered of it."""

    def __init__(self, key: str, store: SegmentStore, built: BuiltSegment | None = None) -> None:
        """Open a segment; ``built`` is what another process has built of its texts already."""
        self.key, self._store, self._built = key, store, built
        self._encoded: dict[int, bytes] = {}
        """Files of words that were changed, by number."""
        self.segment = store.segment(key) or Segment()

    def files(self, texts: list[StoredText], document: Documents) -> Files:
        """Return the files of texts, which are in order; ``document`` gives what changed."""
        before = self.segment.texts
        changed = [
            n for n, item in enumerate(texts) if not item.identity or item not in before[n : n + 1]
        ]
        is_other = [item.name for item in before] != [text.name for text in texts]
        if is_other or len(changed) * REBUILD_AT > len(texts):
            self._rebuild(map(document, range(len(texts))))
        elif changed:
            self._change({number: document(number) for number in changed})
        if changed or before != texts:
            self.segment.texts = texts
            self._store.put_segment(self.key, self.segment)
        return self._name_files()

    def _rebuild(self, documents: Iterable[IndexedDocument]) -> None:
        """Replace all that is remembered; nothing of ``documents`` is read if it is built."""
        self._built = self._built or build_segment(documents)
        self.segment = self._built.segment
        self._store.put_terms(self.key, enumerate(self._built.terms))

    def _change(self, changed: Mapping[int, IndexedDocument]) -> None:
        """Take changed documents over, each at its number."""
        count = len(self.segment.shards)
        parts: list[Changes] = [{number: {} for number in changed} for _ in range(count)]
        for number, document in changed.items():
            lengths, found = read_document(document)
            self.segment.heads[number] = describe_document(document, lengths)
            self.segment.shown[number] = show_document(document)
            for word, occurrence in found.items():
                parts[find_shard(word, count)][number][word] = occurrence
        for place, part in enumerate(parts):
            self._change_shard(place, part)

    def _change_shard(self, place: int, part: Changes) -> None:
        terms = self._store.terms(self.key, place)
        changed = {word for item in part.items() for word in replace_document(terms, *item)}
        if not changed:
            return
        self._store.put_terms(self.key, [(place, dump_terms(terms))])
        self._encoded[place] = encode_shard(terms)
        self.segment.shards[place] = hash_bytes(self._encoded[place])
        for word in changed:
            self.segment.words.pop(word, None)
            if word in terms:
                self.segment.words[word] = len(terms[word].documents)

    def _name_files(self) -> Files:
        segment = self.segment
        files: dict[str, tuple[str, Callable[[], bytes]]] = {}
        for place, version in enumerate(segment.shards):
            files[f"chu-{place}"] = version, partial(self._encode_shard, place)
        shown = []
        for number, block in group_by_block(segment.heads).items():
            data = encode_shown([segment.shown[document] for document in block])
            shown.append(hash_bytes(data))
            files[f"hien-{number}"] = shown[-1], partial(bytes, data)
        data = encode_documents(segment.heads, segment.shards, shown)
        files["bai"] = hash_bytes(data), partial(bytes, data)
        return Files(files["bai"][0], files)

    def _encode_shard(self, place: int) -> bytes:
        if self._built:
            return self._built.shards[place]
        if place in self._encoded:
            return self._encoded[place]
        return encode_shard(self._store.terms(self.key, place))


def show_document(document: IndexedDocument) -> ShownHit:
    """Return what is shown of a document."""
    return ShownHit(document.url, document.title, document.lead, document.status)


def encode_shown(shown: Sequence[ShownHit]) -> bytes:
    """Return the file of what is shown of some documents; a status only where there is one."""
    rows = [item if item.status else item[:3] for item in shown]
    return gzip.compress(json.dumps(rows, ensure_ascii=False).encode(), mtime=0)
