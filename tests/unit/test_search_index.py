"""The browser's search over the files that the build writes finds what a plain scan finds."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.search_browser import Node, save, scan
from tools.bench.corpus import make_articles
from tools.bench.search import draw_query
from town_portal.core.text import normalize_text
from town_portal.features.search.models import Synonyms
from town_portal.features.search.segment import build_terms
from town_portal.features.search.store import SegmentStore, StoredText
from town_portal.features.search.terms import IndexedDocument
from town_portal.features.search.words import fold_word, normalize_variant, split_words
from town_portal.features.search.year import REBUILD_AT, Year

LONG = "TEST_LONG" in os.environ

SYLLABLES = (
    *("hồng", "hong", "Hồng", "lĩnh", "linh", "Lĩnh", "hòa", "hoà", "đảng", "dang", "bộ", "bo"),
    *("quý", "uỷ", "ủy", "UBND", "1234", "QĐ", "m²", "漢字", "nguyễn", "NGUYỄN", "ðậu", "ạ̈"),
)
SEPARATORS = st.sampled_from((" ", " ", " ", ", ", "/", "-", ". ", "–"))


@st.composite
def texts(draw: st.DrawFn, most: int = 12) -> str:
    """Draw a row of few syllables, so that the same ones meet again and again."""
    row = draw(st.lists(st.sampled_from(SYLLABLES), max_size=most))
    return "".join(f"{word}{draw(SEPARATORS)}" for word in row)


@st.composite
def documents(draw: st.DrawFn) -> IndexedDocument:
    """Draw a document."""
    day = draw(st.dates(date(2024, 1, 1), date(2024, 12, 31)))
    paragraphs = tuple(draw(st.lists(texts(), max_size=3)))
    category = draw(st.sampled_from(("tin", "bao")))
    return IndexedDocument(
        "", draw(texts(5)), day, category, draw(texts(4)), paragraphs, draw(texts(3))
    )


def years(least: int, most: int) -> st.SearchStrategy[list[IndexedDocument]]:
    """Draw the documents of a year, in their order."""
    drawn = st.lists(documents(), min_size=least, max_size=most)
    return drawn.map(lambda found: sorted(found, key=lambda one: one.day or date.min))


YEAR = years(1, 6)
CHANGED = 3
LONG_YEAR = years(CHANGED * REBUILD_AT, CHANGED * REBUILD_AT + 3)
"""So many texts that a few changed ones are taken over, and not all made anew."""


@st.composite
def queries(draw: st.DrawFn) -> str:
    """Draw a query of words and phrases."""
    piece = texts(3).map(str.strip)
    return " ".join(draw(st.lists(piece | piece.map(lambda item: f'"{item}"'), max_size=3)))


@settings(
    max_examples=60 if LONG else 30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(
    years=st.fixed_dictionaries({"2024": YEAR, "2023": YEAR}), asked=st.lists(queries(), max_size=6)
)
def test_finds_what_a_plain_scan_finds(
    browser: Node, years: dict[str, list[IndexedDocument]], asked: list[str]
) -> None:
    """Whatever stands in the texts and is asked for: the same documents, none more, none less."""
    with TemporaryDirectory() as scratch:
        save(Path(scratch), dict(years), Synonyms())
        for text in asked:
            assert browser.found(Path(scratch), text) == scan(dict(years), text), text


@settings(max_examples=200 if LONG else 100, deadline=None)
@given(text=st.text(max_size=30) | texts())
def test_words_are_the_same_in_browser_and_build(browser: Node, text: str) -> None:
    """Python and JavaScript part any text into the same words, and fold them alike."""
    # Letters that only one of them knows yet are no matter; those are beyond what is written here.
    given = "".join(char for char in text if ord(char) < 0xA000)
    told = browser.ask("words", text=normalize_text(given))
    row = split_words(given)
    assert [tuple(one) for one in told] == [
        (word, fold_word(word), normalize_variant(word)) for word in row
    ]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[IndexedDocument]]]:
    """Write the index of 160 articles of the bench, in two years."""
    years: dict[str, list[IndexedDocument]] = {"2024": [], "2023": []}
    for number, article in enumerate(make_articles(160)):
        year = ("2024", "2023")[number % 2]
        title, lead, *body = article.paragraphs
        day = date(int(year), 1, 1 + number // 8)
        years[year].append(IndexedDocument("", title, day, "tin", lead, tuple(body)))
    folder = tmp_path_factory.mktemp("news")
    save(folder, dict(years), Synonyms())
    return folder, years


@pytest.mark.parametrize("every", [25, pytest.param(1, marks=pytest.mark.long)])
def test_finds_what_a_plain_scan_finds_in_news(
    browser: Node, news: tuple[Path, dict[str, list[IndexedDocument]]], every: int
) -> None:
    """So it does where words are in several files."""
    folder, years = news
    assert len(build_terms(years["2024"])[1]) > 5
    articles = list(make_articles(160))
    asked = [draw_query(articles, Random(turn), turn) for turn in range(0, 200, every)]
    wrong = [text for text in asked if browser.found(folder, text) != scan(dict(years), text)]
    assert not wrong


def test_newest_is_one_order_of_articles_and_documents(browser: Node, tmp_path: Path) -> None:
    """By day they come, whatever they are and whether the newest month stands apart or not."""
    days = {
        "2026.12": (date(2026, 12, 1), date(2026, 12, 9)),
        "2026": tuple(date(2026, 1, 1) + timedelta(n) for n in range(300)),
        "van-ban-2026": (date(2026, 3, 1), date(2026, 12, 1), date(2026, 12, 5)),
        "van-ban-2027": (date(2027, 1, 2),),
        "trang": (None,),
    }
    years = {key: [IndexedDocument("", "Hồng Lĩnh", day) for day in of] for key, of in days.items()}
    save(tmp_path, dict(years), Synonyms())
    told = browser.ask("search", folder=str(tmp_path), text="hong linh", order="newest")
    found = [days[key][number] or date.min for key, number, _ in told["hits"]]
    assert len(found) == sum(map(len, days.values()))
    assert found == sorted(found, reverse=True)


@settings(max_examples=25 if LONG else 12, deadline=None)
@given(
    before=LONG_YEAR, changed=st.lists(documents(), min_size=1, max_size=CHANGED), data=st.data()
)
def test_a_change_makes_the_same_files(
    before: list[IndexedDocument], changed: list[IndexedDocument], data: st.DataObject
) -> None:
    """A segment that takes changed documents over has the files of one that is made anew."""
    with TemporaryDirectory() as state, TemporaryDirectory() as other:
        after = list(before)
        for document in changed:
            number = data.draw(st.integers(0, len(before) - 1))
            after[number] = replace(
                document, day=before[number].day
            )  # else it would stand elsewhere
        names = [f"{number}" for number in range(len(before))]
        with (
            closing(SegmentStore(Path(state))) as store,
            closing(SegmentStore(Path(other))) as clean,
        ):
            texts = [StoredText(name, str(item)) for name, item in zip(names, before, strict=True)]
            Year("2024", store).files(texts, before.__getitem__)
            texts = [StoredText(name, str(item)) for name, item in zip(names, after, strict=True)]
            year, whole = Year("2024", store), Year("2024", clean)
            files = year.files(texts, after.__getitem__).files
            expected = whole.files(texts, after.__getitem__).files
            assert {name: (edition, make()) for name, (edition, make) in files.items()} == {
                name: (edition, make()) for name, (edition, make) in expected.items()
            }
            assert year.segment == whole.segment
