"""Writes the index: of each year what has changed, and nothing else."""

import gzip
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any, cast

from plugins._kit.articles import Stored
from plugins._kit.build import Build
from plugins._kit.identity import identity
from plugins.search import notes
from plugins.search.documents import (
    MUCH,
    document,
    fragment,
    fragment_names,
    grouped,
    is_known,
    known,
    rank,
)
from plugins.search.models import Synonyms
from plugins.search.notes import Note
from plugins.search.segment import Segment, segment
from plugins.search.step import SEARCH

FOLDER = "static/tim/"


def write(build: Build, pages: Sequence[Any], synonyms: Synonyms) -> None:
    """Put what has changed of the index into the build's outlet; remember it when all is done.

    ``pages`` are all contents but articles.
    """
    before = notes.read(build.state)
    found = _of_pages(build, pages, before)
    for year, count in _counts(build).items():
        known = {key: note for key, note in before.items() if key.partition(".")[0] == year}
        is_newest = not any(key[:4].isdigit() for key in found)
        if not _is_due(build, year, known, is_split=is_newest and count >= MUCH):
            found |= known
            continue
        with build.outlet.task(SEARCH.name, year):
            articles = [build.content_of(path) for path in _paths(build, year)]
            parts = grouped(articles, is_newest=is_newest)
            found |= {key: Year(key, it, before.get(key)).write(build) for key, it in parts.items()}
    _drop_empty(build, before, found)
    found = {key: found[key] for key in sorted(found, key=rank)}
    versions = [note.version for note in found.values()]
    version = identity(versions)[:10]
    build.outlet.put(f"{FOLDER}tu.bin", versions, lambda: vocabulary(found))
    told = manifest(found, version, synonyms)
    build.outlet.put(f"{FOLDER}index.json", told, partial(told.encode))
    if found != before:
        build.when_done.append(partial(notes.write, build.state, found))


def _of_pages(build: Build, pages: Sequence[Any], before: Mapping[str, Note]) -> dict[str, Note]:
    groups = grouped(pages)
    return {key: Year(key, group, before.get(key)).write(build) for key, group in groups.items()}


def _counts(build: Build) -> dict[str, int]:
    """Return the years that have articles, the newest first, with the number of articles."""
    found: Counter[str] = Counter()
    for month in build.site.articles.months():
        found[str(month.year)] += month.count
    return dict(found)


def _paths(build: Build, year: str) -> list[str]:
    return cast(Stored, build.site.articles.period(year)).paths


def _is_due(build: Build, year: str, known: Mapping[str, Note], *, is_split: bool) -> bool:
    """Tell whether the index of a year is to be looked at; else it is as it was."""
    was_split = any("." in key for key in known)
    return year in build.work.keys(SEARCH) or not known or was_split != is_split


def _drop_empty(build: Build, before: Mapping[str, Note], found: Mapping[str, Note]) -> None:
    """Have the files of years go that have no article any more."""
    years = {key.partition(".")[0] for key in found}
    for key in before:
        if key.partition(".")[0] not in years:
            with build.outlet.task(SEARCH.name, key.partition(".")[0]):
                pass


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
