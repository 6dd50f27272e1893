"""How many of the articles that a plain scan finds a search finds too, and how many others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from plugins.commands.bench.builds.corpus import News
from plugins.commands.bench.search.queries import Query, Texts

Find = Callable[[str], list[str]]
"""Gives the ids of what a search finds."""
PERCENT = 100


@dataclass
class Score:
    """The hits of some queries, counted."""

    shares: list[float] = field(default_factory=list)
    precisions: list[float] = field(default_factory=list)
    whole: int = 0
    """Queries that were answered with just what the plain scan finds."""

    def add(self, found: frozenset[int], wanted: frozenset[int]) -> None:
        """Count a query's hits."""
        both = len(found & wanted)
        if wanted:
            self.shares.append(both / len(wanted))
        if found:
            self.precisions.append(both / len(found))
        self.whole += found == wanted

    @property
    def figures(self) -> dict[str, float]:
        """Means over the queries, in percent."""
        return {
            "recall": PERCENT * sum(self.shares) / len(self.shares),
            "precision": PERCENT * sum(self.precisions) / max(1, len(self.precisions)),
            "same": float(self.whole),
        }


def score(
    find: Find,
    numbers: Mapping[str, int],
    queries: Sequence[Query],
    wanted: Sequence[frozenset[int]],
) -> dict[str, float]:
    """Have all queries answered and give the figures; ids without a number are no articles."""
    counted = Score()
    for query, right in zip(queries, wanted, strict=True):
        found = frozenset(numbers[one] for one in find(query.text) if one in numbers)
        counted.add(found, right)
    return counted.figures


def scanned(texts: Texts, queries: Sequence[Query]) -> list[frozenset[int]]:
    """Return what the plain scan finds for each query."""
    return [texts.scan(query) for query in queries]


def our_numbers(articles: Sequence[News]) -> dict[str, int]:
    """Return the articles' numbers by the ids of our own index: year and place in the year."""
    order = sorted(
        range(len(articles)),
        key=lambda n: (
            articles[n].date.isoformat(),
            f"{articles[n].date:%Y/%m/%d}/{articles[n].slug}/",
        ),
    )
    found: dict[str, int] = {}
    counted: dict[int, int] = {}
    for number in order:
        year = articles[number].date.year
        found[f"{year}:{counted.get(year, 0)}"] = number
        counted[year] = counted.get(year, 0) + 1
    return found
