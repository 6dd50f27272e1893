"""Articles with the statistics of real Vietnamese news, the same on every machine.

A Markov chain over the words of this portal's own articles and pages, and of some of the plain
articles of ``bench/builds``, writes them, word after word.
Each new article takes after a few of the real ones, as real articles keep to their subjects; now
and then a syllable of the tail of the language comes in (``syllables.py``), the number of a
document, a date, a ward. Article ``number`` depends on its number and the real texts only.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate, pairwise
from random import Random

from plugins._kit.text import nfc
from plugins.commands.bench.builds import corpus as builds
from plugins.commands.bench.builds.corpus import FIRST_DAY, News
from plugins.commands.bench.builds.words import CATEGORIES, SHARES, WARDS
from plugins.commands.bench.search.syllables import syllables
from plugins.commands.places import ROOT

DAYS = 3650
ADDED = 10_000_000
SUBJECTS = 2
"""An article takes after so many real ones."""
LENGTHS = (220, 1000)
"""Words that an article has, from and to."""
TOPIC, TAIL, EXTRA = 0.9, 0.03, 0.012
"""How often a word follows the article's subjects, is of the tail, is a number or a name."""
AGAIN = 0.6
PLAIN = 12
"""So many of the bench's plain articles about all matters of a town are real texts too."""
_ADDRESS = re.compile(r"\]\([^)]*\)|\{[^}]*\}|https?://\S+")
_PIECE = re.compile(r"[^\s*_`#|\[\](){}<>]+")
_WARDS = (
    *("phường Bắc Hồng", "phường Nam Hồng", "phường Trung Lương", "phường Đức Thuận"),
    *("phường Đậu Liêu", "xã Thuận Lộc", "phường Bắc Hồng Lĩnh", "phường Nam Hồng Lĩnh", *WARDS),
)
_ISSUERS = ("UBND", "HĐND", "TTg", "BNV", "SNV", "STC")
_KINDS = ("QĐ", "KH", "TB", "BC", "NQ", "CT")

Chain = dict[str, list[str]]
"""For each word those that follow it, as often as they do."""


@dataclass(frozen=True)
class Real:
    """The words of the real texts: as one chain, and as one chain for each text."""

    whole: Chain
    each: tuple[Chain, ...]
    starts: tuple[str, ...]


@cache
def real() -> Real:
    """Read the real texts."""
    files = sorted((ROOT / "content").glob("articles/**/*.md"))
    files += sorted((ROOT / "content").glob("pages/*.md"))
    bodies = [_body(file.read_text(encoding="utf-8")) for file in files]
    bodies += [_words(builds.news(number).body) for number in range(PLAIN)]
    starts = tuple(body[index] for body in bodies for index in _sentences(body))
    return Real(_chain(bodies), tuple(_chain([body]) for body in bodies if len(body) > 150), starts)


def _body(text: str) -> list[str]:
    """Return the words of a text below its head."""
    _, _, body = nfc(text).partition("\n---\n")
    return _words(body)


def _words(body: str) -> list[str]:
    """Return the words of a text in Markdown, without addresses."""
    text = _ADDRESS.sub("]", body)
    return [word for word in _PIECE.findall(text) if any(map(str.isalpha, word))]


def _sentences(body: Sequence[str]) -> list[int]:
    return [index + 1 for index, word in enumerate(body[:-1]) if word.endswith(".")]


def _chain(bodies: Sequence[Sequence[str]]) -> Chain:
    found: Chain = {}
    for body in bodies:
        for word, after in pairwise(body):
            found.setdefault(word, []).append(after)
    return found


@cache
def _weights() -> list[float]:
    """Return the sums of the shares of the tail's syllables: the Zipf law with exponent 1."""
    return list(accumulate(1 / (rank + 10) for rank in range(len(syllables()))))


class Writer:
    """Writes one article."""

    def __init__(self, random: Random) -> None:
        self._random, self._real = random, real()
        self._subjects = random.sample(self._real.each, SUBJECTS)
        self._names: list[str] = []

    def words(self, count: int) -> list[str]:
        """Return so many words, about."""
        found: list[str] = []
        word = self._random.choice(self._real.starts)
        while len(found) < count:
            found.append(word)
            drawn = self._random.random()
            if drawn < EXTRA:
                found += self._extra().split()
            elif drawn < EXTRA + TAIL:
                found.append(self._tail())
            word = self._next(word)
        return found

    def _next(self, word: str) -> str:
        random = self._random
        if random.random() < TOPIC:
            subject = random.choice(self._subjects)
            if word in subject:
                return random.choice(subject[word])
        return random.choice(self._real.whole.get(word) or self._real.starts)

    def _tail(self) -> str:
        """Return a syllable of the tail: most times one that the article has already, as a name."""
        if self._names and self._random.random() < AGAIN:
            return self._random.choice(self._names)
        sums = _weights()
        self._names.append(syllables()[bisect(sums, self._random.random() * sums[-1])])
        return self._names[-1]

    def _extra(self) -> str:
        random = self._random
        if random.random() < 0.4:
            return random.choice(_WARDS)
        if random.random() < 0.5:
            return f"{random.randint(1, 31)}/{random.randint(1, 12)}/{random.randint(2010, 2026)}"
        number = random.randint(1, 4000)
        return f"số {number}/{random.choice(_KINDS)}-{random.choice(_ISSUERS)}"


def _paragraphs(words: Sequence[str], random: Random) -> Iterator[str]:
    rest = list(words)
    while rest:
        count = random.randint(40, 110)
        yield " ".join(rest[:count])
        rest = rest[count:]


def news(number: int, date: datetime | None = None) -> News:
    """Give article ``number``; ``date`` takes the place of the day that is drawn."""
    random = Random(number * 2654435761)
    drawn = FIRST_DAY + timedelta(days=random.randrange(DAYS), hours=random.randrange(8, 20))
    writer = Writer(random)
    title = " ".join(writer.words(random.randint(8, 15))).strip(" .,;:–-“”\"'")
    return News(
        slug=f"bai-{number}",
        title=title[:1].upper() + title[1:].replace('"', ""),
        date=date or drawn,
        category=random.choices(list(CATEGORIES), weights=SHARES)[0],
        tags=(),
        summary=" ".join(writer.words(random.randint(25, 45))),
        body="\n\n".join(_paragraphs(writer.words(random.randint(*LENGTHS)), random)) + "\n",
    )


def corpus(count: int) -> Iterator[News]:
    """Give the first ``count`` articles."""
    return (news(number) for number in range(count))
