"""Make the lexicon of authoring/proofreading from word lists and texts of two free packages.

Usage, with the folder in which to unpack their wheels::

    pip download --no-deps --dest FOLDER pyvi==0.1.1 underthesea==9.5.0
    python -m tools.lexicon FOLDER
"""

from __future__ import annotations

import gzip
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, product
from pathlib import Path

from town_portal.authoring.proofreading.language.lexicon import FILE, LexiconRow
from town_portal.authoring.proofreading.language.mistakes import AS_HEARD, iter_changes
from town_portal.authoring.proofreading.language.syllables import (
    convert_to_old_style,
    iter_toned,
    list_syllables,
    strip_tone,
)
from town_portal.core.data import yamldoc

LISTS = ("pyvi/models/words.txt", "underthesea/corpus/data/Viet*.txt")
"""Dictionaries: an entry on each line."""
NEWS = "underthesea/pipeline/pos_tag/models/*/test_output.txt"
"""Newspaper sentences, a word on each line before its first tab."""
MODELS = "underthesea/pipeline/*/*.bin"
"""Models of newspaper sentences, with the phrases that they have learnt."""
_LEARNT = re.compile(rb"T\[(?:-?\d|-2,-1|-1,0|0,1|1,2)\](?:\.lower)?=([\x20-\x7e\x80-\xff]+)")
WORDS = FILE.with_name("words.yaml")
_COMMON = 20
"""Counts that are added for a word of the offices."""
_EITHER = re.compile(r"[hklmst][iy]")
_WORD = re.compile(r"[^\W\d_]+")


def read_files(folder: Path, pattern: str) -> Iterator[bytes]:
    """Yield the files of the wheels that match a pattern."""
    for wheel in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if Path(name).match(pattern):
                    yield archive.read(name)


def split_phrases(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield the syllables of each line that has nothing else."""
    for line in lines:
        words = _WORD.findall(unicodedata.normalize("NFC", line).lower())
        if list_syllables().issuperset(words):
            yield [convert_to_old_style(word) for word in words]


def read_lines(folder: Path, *patterns: str) -> Iterator[str]:
    """Yield the lines of the texts that match."""
    for pattern in patterns:
        for file in read_files(folder, pattern):
            yield from file.decode("utf-8").splitlines()


def read_news(folder: Path) -> Iterator[str]:
    """Yield pieces of sentences between signs, in small letters."""
    words: list[str] = []
    for line in read_lines(folder, NEWS):
        word = line.split("\t")[0]
        if word[:1].isalpha():
            words.append(word)
        else:
            yield " ".join(words)
            words = []
    yield " ".join(words)


def iter_learnt_phrases(folder: Path) -> Iterator[str]:
    """Yield the phrases in the models."""
    for file in read_files(folder, MODELS):
        yield from (match[1].decode("utf-8", "replace") for match in _LEARNT.finditer(file))


def read_words(key: str) -> Iterator[tuple[str, str]]:
    """Yield the words of two syllables that are added by hand."""
    table = yamldoc.parse_yaml(WORDS.read_text(encoding="utf-8")).value
    yield from ((phrase[0], phrase[1]) for phrase in split_phrases(table[key].split(",")))


def make_rows(folder: Path) -> dict[str, LexiconRow]:
    """Return the rows by their first syllables."""
    entries = list(split_phrases(read_lines(folder, *LISTS)))
    words = {(entry[0], entry[1]) for entry in entries if len(entry) == 2}
    inside = {pair for entry in entries for pair in pairwise(entry)}
    learnt = {
        pair for phrase in split_phrases(iter_learnt_phrases(folder)) for pair in pairwise(phrase)
    }
    news = [[*map(convert_to_old_style, _WORD.findall(item.lower()))] for item in read_news(folder)]
    single = Counter(word for piece in news for word in piece)
    double = Counter(pair for piece in news for pair in pairwise(piece))
    double.update(dict.fromkeys(read_words("offices"), _COMMON))
    double.update(learnt)
    inside |= {*read_words("known")}
    listed = Counter(item for word in words for item in word)
    used = sorted({item for entry in entries for item in entry})
    rows = {item: LexiconRow(single[item] + listed[item] // 4) for item in used}
    kept = [
        item for item in sorted(inside | learnt) if double[item] or not is_misspelt(item, double)
    ]
    for first, last in kept:
        if first in rows:
            count = double[first, last] if (first, last) in words else None
            rows[first].words[last] = count
    for pair in kept:
        for first, last in product(*map(_list_spellings, pair)):
            if first in rows and last in rows:
                rows[first].words.setdefault(last, None)
    return rows


def is_misspelt(pair: tuple[str, str], counts: Mapping[tuple[str, str], int]) -> bool:
    """Tell whether a pair sounds like a common one: lists of words have mistakes of their own."""
    first, last = pair
    heard = [
        *((item, last) for item in _iter_heard(first)),
        *((first, item) for item in _iter_heard(last)),
    ]
    return any(counts.get(item) for item in heard)


def _iter_heard(syllable: str) -> Iterator[str]:
    for letters, tone, likelihood in iter_changes(*strip_tone(syllable)):
        if likelihood >= AS_HEARD:
            yield from map(convert_to_old_style, iter_toned(letters, tone))


def _list_spellings(syllable: str) -> tuple[str, ...]:
    """Return a syllable, and its other spelling with i or y: “kì”, “kỳ”."""
    letters, tone = strip_tone(syllable)
    if not _EITHER.fullmatch(letters):
        return (syllable,)
    other = next(iter_toned(f"{letters[0]}{'i' if letters[1] == 'y' else 'y'}", tone))
    return syllable, other


def main(folder: Path) -> None:
    """Write the lexicon."""
    lines = [row.format(first) for first, row in make_rows(folder).items()]
    FILE.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    print(f"{FILE.name}: {len(lines)} syllables, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
