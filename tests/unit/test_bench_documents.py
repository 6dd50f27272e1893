"""The bench of documents: what is written, and what a document costs from row to row."""

from __future__ import annotations

from plugins._kit.text import slug
from plugins.commands.bench.documents import corpus
from plugins.commands.bench.documents.part import COLUMNS, rows
from plugins.commands.bench.goals import missed
from plugins.documents.citation import keys


def test_documents_are_the_same_each_time() -> None:
    """A document depends on its number alone; what it cites and replaces is an earlier one."""
    numbers = {slug(corpus.number(index)) for index in range(60)}
    assert len(numbers) == 60
    for index in range(1, 60):
        text = corpus.document(index).text
        assert text == corpus.document(index).text
        cited = {key.partition("|")[0] for key in keys(text.partition("\n---\n")[2])} & numbers
        assert cited <= {slug(corpus.number(it)) for it in range(index)}
        assert bool(cited) == (index % 3 == 0)


def test_articles_cite_documents_that_are_there() -> None:
    """With none there is nothing to be cited."""
    assert corpus.citing("Chữ.", 3, 0) == "Chữ."
    assert corpus.number(1) in corpus.citing("Chữ.", 3, 20)


def test_a_document_may_not_cost_more_among_many() -> None:
    """What each one costs is the difference of two rows; a build that grows faster is told."""
    told = {"added": 1.0, "written": 9, "memory": 99}
    steady = {0: {"cold": 5.0, **told}, 500: {"cold": 8.0, **told}, 2_000: {"cold": 17.0, **told}}
    found = rows(steady)
    assert [row.figures["each"] for row in found] == [0.0, 6.0, 6.0]
    assert missed(found, COLUMNS) == []
    worse = {**steady, 2_000: {"cold": 30.0, **told}}
    assert len(missed(rows(worse), COLUMNS)) == 1
