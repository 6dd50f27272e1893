"""What is asked: 200 queries drawn from the texts themselves, half without accents. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from plugins._kit.text import fold
from plugins.commands.bench.builds.corpus import News
from plugins.search.words import folded, plain, words

COUNT = 200
SEED = 11
LENGTHS = (1, 1, 2, 2, 2, 2, 3, 3, 4, 4)
"""Of ten queries: how many syllables each has."""
QUOTED = 0.2
"""How many of those of two syllables and more are phrases in quotation marks."""


@dataclass(frozen=True)
class Query:
    """What is typed."""

    text: str

    @property
    def wanted(self) -> tuple[str, ...]:
        """The words and phrases, folded, that a text must have."""
        if self.text.startswith('"'):
            return (plain(self.text),)
        return tuple(plain(piece) for piece in self.text.split() if plain(piece))


def queries(articles: Sequence[News]) -> list[Query]:
    """Return the queries: every second one is typed without accents."""
    random = Random(SEED)
    return [Query(_drawn(articles, random, number)) for number in range(COUNT)]


def _drawn(articles: Sequence[News], random: Random, number: int) -> str:
    article = random.choice(articles)
    text = f"{article.title} {article.summary} {article.body}"
    if number % 20 == 19:  # the number of a document, where the article names one
        numbers = [piece.strip(".,;") for piece in text.split() if "/" in piece and "-" in piece]
        if numbers:
            return fold(numbers[0])
    row = words(random.choice([part for part in parts(article) if len(words(part)) > max(LENGTHS)]))
    length = random.choice(LENGTHS)
    first = random.randrange(len(row) - length)
    found = " ".join(row[first : first + length])
    if number % 2:
        found = " ".join(map(folded, found.split()))
    return f'"{found}"' if length > 1 and random.random() < QUOTED else found


@dataclass(frozen=True)
class Texts:
    """Every article as a plain scan reads it: folded, words between single spaces."""

    whole: tuple[str, ...]

    def scan(self, query: Query) -> frozenset[int]:
        """Return the numbers of the articles that have every word and phrase of a query."""
        wanted = [f" {one} " for one in query.wanted]
        return frozenset(
            number
            for number, text in enumerate(self.whole)
            if wanted and all(one in text for one in wanted)
        )


def texts(articles: Sequence[News]) -> Texts:
    """Return the articles' texts; `|` between paragraphs keeps phrases from reaching over."""
    return Texts(tuple(f" {' | '.join(map(plain, parts(it)))} " for it in articles))


def parts(article: News) -> list[str]:
    """Return the paragraphs of an article, its title and its lead first."""
    return [article.title, article.summary, *article.body.split("\n\n")]
