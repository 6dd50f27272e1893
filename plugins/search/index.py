"""Writes the index: of each year what has changed, and nothing else."""

import gzip
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any

from plugins._kit.build import Build
from plugins._kit.identity import identity
from plugins.search import notes
from plugins.search.documents import document, fragment, fragment_names, grouped, is_known, known
from plugins.search.models import Synonyms
from plugins.search.notes import Note
from plugins.search.segment import Segment, segment

FOLDER = "static/tim/"


def write(build: Build, contents: Sequence[Any], synonyms: Synonyms) -> None:
    """Put all files of the index into the build's outlet, and remember it when all is done."""
    before = notes.read(build.state)
    found: dict[str, Note] = {}
    for key, group in grouped(contents).items():
        found[key] = Year(key, group, before.get(key)).write(build)
    versions = [note.version for note in found.values()]
    version = identity(versions)[:10]
    build.outlet.put(f"{FOLDER}tu.bin", versions, lambda: vocabulary(found))
    told = manifest(found, version, synonyms)
    build.outlet.put(f"{FOLDER}index.json", told, partial(told.encode))
    if found != before:
        build.when_done.append(partial(notes.write, build.state, found))


class Year:
    """The contents of one year; ``before`` is what is remembered of its index."""

    def __init__(self, key: str, contents: Sequence[Any], before: Note | None) -> None:
        self.key, self.contents = key, contents
        self._before = before if all(map(is_known, contents)) else None
        self._known = [known(content) for content in contents]
        self._made = cache(self._make)

    def _make(self) -> Segment:
        return segment([document(content) for content in self.contents])

    @property
    def note(self) -> Note:
        """What is to be remembered: it is known without making the index where nothing changed."""
        told = identity(self._known)
        if self._before and self._before.known == told:
            return self._before
        made = self._made()
        return Note(told, len(self.contents), len(made.shards), made.version, made.vocabulary)

    def write(self, build: Build) -> Note:
        """Put the files of the year into the outlet."""
        note, folder = self.note, f"{FOLDER}{self.key}"
        put = build.outlet.put
        put(f"{folder}/bai.{note.version}.bin", note.known, lambda: self._made().documents)
        for number in range(note.shards):
            name = f"{folder}/chu-{number}.{note.version}.bin"
            put(name, note.known, partial(self._shard, number))
        names = fragment_names(self.key, self.contents)
        for name, told, content in zip(names, self._known, self.contents, strict=True):
            put(FOLDER + name, told, partial(_fragment, content))
        return note

    def _shard(self, number: int) -> bytes:
        return self._made().shards[number]


def _fragment(content: Any) -> bytes:
    return fragment(document(content))


def vocabulary(found: Mapping[str, Note]) -> bytes:
    """Return every word of the portal without accents, in small letters, the frequent ones first.

    Numbers are left out: nobody can tell which one was meant.
    """
    counted: Counter[str] = Counter()
    for note in found.values():
        counted.update(note.vocabulary)
    words = [word for word in counted if not word.isdigit()]
    words.sort(key=lambda word: (-counted[word], word))
    return gzip.compress(" ".join(words).encode(), mtime=0)


def manifest(found: Mapping[str, Note], version: str, synonyms: Synonyms) -> str:
    """Return the file that names the others: the only one that is asked for each time."""
    segments = [
        {"key": key, "documents": note.documents, "shards": note.shards, "version": note.version}
        for key, note in found.items()
    ]
    groups = [(group.words, group.parts) for group in synonyms.groups]
    told = {"segments": segments, "version": version, "synonyms": groups}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
