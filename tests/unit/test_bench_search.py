"""The bench of the search: its articles, its queries, the plain scan, and how hits are counted."""

from __future__ import annotations

import pytest

from plugins.commands.bench.builds.corpus import News
from plugins.commands.bench.search import corpus, figures, recall
from plugins.commands.bench.search.ours import Cost
from plugins.commands.bench.search.peers import without_dd
from plugins.commands.bench.search.queries import COUNT, Query, queries, texts
from plugins.commands.bench.search.syllables import syllables
from plugins.search.words import folded, words


@pytest.fixture(scope="module")
def articles() -> list[News]:
    """Give some articles of the corpus."""
    return list(corpus.corpus(60))


def test_articles_are_the_same_each_time(articles: list[News]) -> None:
    """An article depends on its number alone, and no two are equal."""
    assert articles[7] == corpus.news(7)
    assert len({it.body for it in articles}) == len(articles)
    assert all(it.title and it.summary and len(words(it.body)) > 150 for it in articles)


def test_syllables_are_spelt_by_the_rules() -> None:
    """Some 1,500 without accents; the tone stands where it is written, k and ngh before e and i."""
    found = set(syllables())
    assert 1_400 < len({folded(it) for it in found}) < 2_500
    assert {"nguyễn", "hồng", "lĩnh", "quên", "kiểm", "nghệ", "hòa"} <= found
    assert not {"cim", "ngen", "hốngg", "quốn"} & found


def test_half_of_the_queries_have_no_accents(articles: list[News]) -> None:
    """There are 200, the same each time; each finds something by a plain scan."""
    asked = queries(articles)
    assert len(asked) == COUNT
    assert asked == queries(articles)
    bare = [it for it in asked if it.text == " ".join(map(folded, it.text.split()))]
    assert len(bare) >= COUNT / 2
    scan = texts(articles)
    assert all(scan.scan(it) for it in asked)


def test_plain_scan(articles: list[News]) -> None:
    """It asks for every word, and for a phrase within a paragraph."""
    one = articles[0]
    two = News("a", "Hồng Lĩnh", one.date, "tin", (), "Núi Hồng", "Lĩnh xa.\n\nĐậu\nLiêu")
    scan = texts([one, two])
    assert 1 in scan.scan(Query("nui xa"))
    assert 1 not in scan.scan(Query('"nui hong linh"'))
    assert 1 in scan.scan(Query('"đậu liêu"'))
    assert scan.scan(Query("")) == frozenset()


def test_recall_and_precision() -> None:
    """They are means over the queries; what is found besides articles does not count."""
    answers = {"a": ["1", "2", "x"], "b": ["1"], "c": []}
    asked = [Query(text) for text in answers]
    wanted = [frozenset({1}), frozenset({1, 2}), frozenset({3})]
    told = recall.score(answers.__getitem__, {"1": 1, "2": 2}, asked, wanted)
    assert told == {"recall": 50.0, "precision": 75.0, "same": 0.0}


def test_our_numbers_follow_day_and_address(articles: list[News]) -> None:
    """Every article has its place in its year."""
    numbers = recall.our_numbers(articles)
    assert sorted(numbers.values()) == list(range(len(articles)))
    year = articles[0].date.year
    days = [articles[numbers[key]].date for key in numbers if key.startswith(f"{year}:")]
    assert days == sorted(days)


def test_goals() -> None:
    """What is too slow, too large or misses a hit is told; slow lines have no goal."""
    sizes = {"words": 21, "fragments": 40}
    row = figures.index_row(10_000, Cost(61, 50, 1), Cost(1, 1, 1), sizes, 100)
    assert [key for key in row.goals if row.misses(key)] == ["full", "share"]
    costs = {"first_kb": 160.0, "first_s": 0.4, "next_kb": 50.0}
    assert figures.our_row(costs, 0, packs=False).misses("first_kb")
    assert not figures.our_row(costs, 150, packs=True).goals
    assert figures.peer_row(figures.OURS, {"recall": 99.9, "precision": 100}).misses("recall")
    assert not figures.peer_row("Pagefind", {"recall": 50.0}).goals


def test_cure_of_dd() -> None:
    """Pagefind is given d for đ, and nothing else."""
    assert without_dd("Đậu đỏ, dưa") == "Dậu dỏ, dưa"
