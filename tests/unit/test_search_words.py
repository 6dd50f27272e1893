"""Words and paragraphs of the search index, and how it is parted by time."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.bench.syllables import list_syllables
from town_portal.features.search.bits import encode_varint
from town_portal.features.search.extract import extract_paragraphs
from town_portal.features.search.index import split_year
from town_portal.features.search.spelling import encode_variant
from town_portal.features.search.words import fold_word, fold_words, normalize_variant, split_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("hoà", "hòa"), ("uỷ", "ủy"), ("khoẻ", "khỏe"), ("thuý", "thúy"), ("HOÀ", "Hòa")),
        *(("quý", "QUÝ"), ("ðảng", "đảng"), (unicodedata.normalize("NFD", "Hồng"), "hồng")),
    ],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    """The place of the tone, capitals, composed letters and a wrong đ make no other word."""
    assert normalize_variant(one) == normalize_variant(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hòa", "hoa"), ("quy", "quý"), ("bo", "bơ"), ("úy", "uy")]
)
def test_spellings_that_are_two(one: str, other: str) -> None:
    """Accents make another word, which folds to the same."""
    assert normalize_variant(one) != normalize_variant(other)
    assert fold_word(one) == fold_word(other)


def test_numbers_of_documents_fall_apart_in_the_same_way() -> None:
    """However they are written, their parts are the same words; ideographs are words alone."""
    assert fold_words("1234/QĐ-UBND") == fold_words("1234/qd-ubnd") == "1234 qd ubnd"
    assert fold_words("58,95 km²") == "58 95 km2"
    assert split_words("鴻嶺 Hồng Lĩnh") == ["鴻", "嶺", "Hồng", "Lĩnh"]


@given(st.text())
def test_folding_is_final(text: str) -> None:
    """What was folded folds to itself, and has no more words than before."""
    row = split_words(text)
    assert all(fold_word(fold_word(word)) == fold_word(word) for word in row)
    assert [normalize_variant(normalize_variant(word)) for word in row] == [
        normalize_variant(word) for word in row
    ]


def test_every_syllable_has_a_number() -> None:
    """All that the spelling allows are told in three bytes at most, each by its own; no others."""
    assert encode_variant("nino", "niño") == encode_variant("m2", "m²") == 0
    numbers: dict[str, set[int]] = {}
    for syllable in list_syllables():
        bare, spelt = fold_word(syllable), normalize_variant(syllable)
        number = encode_variant(bare, spelt)
        assert number > 0
        assert len(encode_varint(number)) <= 3
        numbers.setdefault(bare, set()).add(number)
    spelt_ones = {
        (fold_word(syllable), normalize_variant(syllable)) for syllable in list_syllables()
    }
    assert sum(map(len, numbers.values())) == len(spelt_ones)


def test_paragraphs_of_a_body() -> None:
    """Marks within a line part no words, elements of their own do; nothing but text is left."""
    html = (
        '<p>Hồng <em>L</em>ĩnh<br>dòng hai &amp; m<sup>2</sup></p>\n<figure><img alt="a > b">'
        "<figcaption>Chú thích</figcaption></figure><!-- x --><ul><li>Một</li>"
        "<li>Hai\n ba</li></ul><table><tr><td>A</td><td>B</td></tr></table>"
    )
    expected = ("Hồng Lĩnh dòng hai & m2", "Chú thích", "Một", "Hai ba", "A", "B")
    assert extract_paragraphs(html) == expected


@pytest.mark.parametrize(
    ("count", "is_split", "sizes"),
    [
        (199, False, {"2024": 199}),
        (250, True, {"2024.09": 6, "2024": 244}),  # until 6 September
        (251, True, {"2024.09": 7, "2024": 244}),
        (20, True, {"2024.01": 20}),
    ],
)
def test_the_newest_month_of_many_is_apart(
    count: int, is_split: bool, sizes: dict[str, int]
) -> None:
    """What is published today has the words of its month made anew; a year of few is one index."""
    days = [date(2024, 1, 1) + timedelta(number) for number in range(count)]
    rows = [(f"{day}.md", f"{day}", "") for day in days]
    found = split_year("2024", rows, is_split=is_split)
    assert {key: len(group) for key, group in found.items()} == sizes
    assert sorted(row for group in found.values() for row in group) == rows


def test_marks_of_footnotes_are_no_words() -> None:
    """A word with a note keeps its spelling; the way back from a note is left out."""
    html = (
        '<p>cũng cố<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> nền</p>'
        '<li id="fn:1"><p>Nguyên văn <a class="footnote-backref" href="#fnref:1">&#8617;</a></p>'
        "</li>"
    )
    assert extract_paragraphs(html) == ("cũng cố nền", "Nguyên văn")
