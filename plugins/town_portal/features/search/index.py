"""Writes the index: of each segment what has changed, and nothing else."""

import gzip
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any, NamedTuple, cast

from town_portal.build.build import Build
from town_portal.build.workers import is_worthwhile, share_work
from town_portal.core.articles import Stored
from town_portal.core.identity import compute_identity
from town_portal.core.texts.document import status_of
from town_portal.features.search.documents import (
    MUCH,
    build_document,
    get_known,
    get_name,
    group_contents,
    rank_key,
)
from town_portal.features.search.models import Synonyms
from town_portal.features.search.segment import hash_bytes
from town_portal.features.search.step import SEARCH
from town_portal.features.search.store import SegmentStore, StoredText, Summary
from town_portal.features.search.terms import IndexedDocument
from town_portal.features.search.titles import encode_titles
from town_portal.features.search.year import BuiltSegment, Documents, Year, build_segment

FOLDER = "static/tim/"
EDITION = "search"
"""The name by which the state of the build knows what is remembered of the index."""
ANSWERS = "tra-loi"
"""The file of what citizens' words lead to."""
TITLES = "tua"
"""The folder of the index of old titles."""


def write_index(build: Build, pages: Sequence[Any], synonyms: Synonyms, answers: bytes) -> None:
    """Put what has changed of the index into the build's outlet; remember it when all is done.

    ``pages`` are all contents but articles, ``answers`` the file of what citizens' words lead to.
    """
    store = SegmentStore(build.state)
    try:
        SearchIndex(build, store).write(pages, synonyms, answers)
    except sqlite3.Error:  # damaged: nothing of it is used
        store.forget()
        SearchIndex(build, store).write(pages, synonyms, answers)
    build.when_done.append(store.close)


class SearchIndex:
    """The index of one build."""

    def __init__(self, build: Build, store: SegmentStore) -> None:
        self._build, self._store = build, store
        if not (build.work.is_all or build.work.remembers(EDITION, _identify(store.summaries()))):
            store.forget()  # it is not of the build whose changes are known
        self._before = store.summaries()
        self._found: dict[str, Summary] = {}
        self._differences: Counter[str] = Counter()
        """In how many documents more than before a word is, in the segments added so far."""
        self._built: dict[str, BuiltSegment] = {}

    def write(self, pages: Sequence[Any], synonyms: Synonyms, answers: bytes) -> None:
        """Write all files of the index that are not as they should be."""
        for key, group in group_contents(pages).items():
            texts = [
                StoredText(get_name(item), get_known(item, self._status(item))) for item in group
            ]
            self._add(key, texts, partial(self._page, group))
        years = self._years()
        split = {year for year in [*years][:1] if years[year] >= MUCH}
        if self._build.changes.is_all or not self._before:
            self._build_segments(years, split)
        for year in years:
            self._add_year(year, is_split=year in split)
        self._drop_empty()
        self._found = {key: self._found[key] for key in sorted(self._found, key=rank_key)}
        if self._found != self._before:
            self._store.put_summaries(self._found)
        self._build.work.remembers(EDITION, _identify(self._found))
        titles = self._write_titles([*years][:0:-1])
        edition = hash_bytes(answers)
        self._build.outlet.put(f"{FOLDER}{ANSWERS}.{edition}.bin", edition, partial(bytes, answers))
        versions = Versions(self._write_words(), edition)
        text = encode_manifest(self._found, titles, versions, synonyms)
        self._build.outlet.put(f"{FOLDER}index.json", text, partial(text.encode))

    def _status(self, content: Any) -> str:
        """Return what readers are to know of a document that is not in force; "" of all else."""
        look = self._build.values.get("force")
        standing = look(content) if look and hasattr(content, "record") else None
        return status_of(standing)

    def _page(self, group: Sequence[Any], number: int) -> IndexedDocument:
        content = group[number]
        return replace(build_document(content), status=self._status(content))

    def _years(self) -> dict[str, int]:
        """Return the years that have articles, the newest first, with the number of articles."""
        found: Counter[str] = Counter()
        for month in self._build.site.articles.months():
            found[str(month.year)] += month.count
        return dict(found)

    def _add_year(self, year: str, *, is_split: bool) -> None:
        """Add a year; where it is split, its newest month stands apart, before it."""
        before = {key: item for key, item in self._before.items() if key.partition(".")[0] == year}
        was_split = any("." in key for key in before)
        if year not in self._build.work.keys(SEARCH) and before and was_split == is_split:
            self._found |= before
            return
        with self._build.outlet.task(SEARCH.name, year):
            for key, texts in self._texts(year, is_split=is_split).items():
                self._add(key, texts, partial(self._article, texts))

    def _texts(self, year: str, *, is_split: bool) -> dict[str, list[StoredText]]:
        """Return the articles of a year by segment."""
        rows = cast(Stored, self._build.site.articles.period(year)).identities()
        parts = split_year(year, rows, is_split=is_split)
        return {
            key: [StoredText(path, known) for path, _, known in item] for key, item in parts.items()
        }

    def _build_segments(self, years: Mapping[str, int], split: Collection[str]) -> None:
        """Have several processes build the segments of all years, if there are many articles."""
        if is_worthwhile(sum(years.values())):
            parts = [self._texts(year, is_split=year in split) for year in years]
            waiting = [item for part in parts for item in part.items()]
            self._built = dict(share_work(waiting, self._build_segment))

    def _build_segment(self, item: tuple[str, list[StoredText]]) -> tuple[str, BuiltSegment]:
        key, texts = item
        return key, build_segment(self._article(texts, number) for number in range(len(texts)))

    def _article(self, texts: Sequence[StoredText], number: int) -> IndexedDocument:
        return build_document(self._build.content_of(texts[number].name))

    def _add(self, key: str, texts: list[StoredText], read: Documents) -> None:
        """Add a segment with the files that it has."""
        year = Year(key, self._store, self._built.pop(key, None))
        before = dict(year.segment.words)
        files = year.files(texts, read)
        for word in dict(before.items() ^ year.segment.words.items()):
            self._differences[word] += year.segment.words.get(word, 0) - before.get(word, 0)
        for file, (edition, make) in files.files.items():
            self._build.outlet.put(f"{FOLDER}{key}/{file}.{edition}.bin", edition, make)
        self._found[key] = Summary(
            len(texts), files.version, compute_identity([item.title for item in year.segment.shown])
        )

    def _drop_empty(self) -> None:
        """Have the files of years go that have no article any more."""
        years = {key.partition(".")[0] for key in self._found}
        for key in self._before:
            if key.partition(".")[0] not in years:
                with self._build.outlet.task(SEARCH.name, key.partition(".")[0]):
                    pass

    def _write_titles(self, years: Sequence[str]) -> dict[str, Any]:
        """Write the index of the titles of older years; return what the browser is told of it."""
        current = compute_identity([(year, self._found[year].titles) for year in years])
        recorded, versions = self._store.titles()

        @cache
        def files() -> list[bytes]:
            kept = [self._store.segment(year) for year in years]
            return encode_titles([item.title for one in kept if one for item in one.shown])

        if recorded != current:
            versions = [*map(hash_bytes, files())]
            self._store.put_titles(current, versions)
        for number, edition in enumerate(versions):
            file = f"{FOLDER}{TITLES}/chu-{number}.{edition}.bin"
            self._build.outlet.put(file, edition, partial(_get_nth_file, files, number))
        return {"years": [int(year) for year in years], "shards": versions}

    def _write_words(self) -> str:
        """Write all words of the portal; return their version."""
        recorded, edition, counts = self._store.words()
        current = _identify(self._found)
        if recorded != current:
            is_known = recorded == _identify(self._before)
            if is_known and self._before.keys() <= self._found.keys():
                changed = change_counts(counts, self._differences)
            else:
                counts, changed = self._count_words(), True
            if changed:
                edition = hash_bytes(encode_vocabulary(counts))
            self._store.put_words(current, edition, counts)
        self._build.outlet.put(f"{FOLDER}tu.bin", edition, partial(encode_vocabulary, counts))
        return edition

    def _count_words(self) -> Counter[str]:
        """Return in how many documents each word of the portal is."""
        counts: Counter[str] = Counter()
        for key in self._found:
            if segment := self._store.segment(key):
                counts.update(segment.words)
        return counts


def _identify(summaries: Mapping[str, Summary]) -> str:
    return compute_identity(sorted(summaries.items()))


def split_year(
    year: str, rows: Sequence[tuple[str, str, str]], *, is_split: bool
) -> dict[str, list[tuple[str, str, str]]]:
    """Return the articles of a year by segment: the newest month apart where it is split.

    ``rows`` are files, days (ISO 8601) and identities, the oldest first.
    """
    month = rows[-1][1][:7] if is_split else "~"
    found = {
        f"{year}.{month[5:]}": [row for row in rows if row[1] >= month],
        year: [row for row in rows if row[1] < month],
    }
    return {key: those for key, those in found.items() if those}


def change_counts(counts: Counter[str], differences: Mapping[str, int]) -> bool:
    """Add differences to the counts of words; tell whether the vocabulary is another by that."""
    changed = False
    for word, difference in differences.items():
        before = counts.pop(word, 0)
        after = before + difference
        if after:
            counts[word] = after
        changed |= before.bit_length() != after.bit_length()
    return changed


def _get_nth_file(files: Callable[[], Sequence[bytes]], number: int) -> bytes:
    return files()[number]


def encode_vocabulary(counted: Mapping[str, int]) -> bytes:
    """Return words without accents, in small letters, the frequent ones first.

    Numbers are left out: nobody can tell which one was meant. Words are as frequent as others when
    their counts have as many binary digits, so that their order seldom changes.
    """
    words = [word for word in counted if not word.isdigit()]
    words.sort(key=lambda word: (-counted[word].bit_length(), word))
    return gzip.compress(" ".join(words).encode(), mtime=0)


class Versions(NamedTuple):
    """The versions of the files of all words and of answers."""

    words: str
    answers: str


def encode_manifest(
    found: Mapping[str, Summary], titles: Mapping[str, Any], versions: Versions, synonyms: Synonyms
) -> str:
    """Return the file that names the others: the only one that is asked for each time."""
    segments = [
        {"key": key, "documents": item.documents, "version": item.version}
        for key, item in found.items()
    ]
    groups = [(group.words, group.parts) for group in synonyms.groups]
    values = {
        "segments": segments,
        "titles": titles,
        "version": versions.words,
        "answers": versions.answers,
        "synonyms": groups,
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
