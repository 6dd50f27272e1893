"""Captions: the table beside an article, and the credit at a caption's end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from town_portal.features.photos.captions import (
    CaptionsError,
    CaptionWords,
    fill_words,
    parse_captions,
)
from town_portal.features.photos.credit import split_credit
from town_portal.features.photos.models import Figure

FIGURE = Figure("a.jpg", "", "", "", 1)


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_table_is_read(separator: str) -> None:
    """With commas or semicolons, columns in any order, quoted cells, without control characters."""
    lines = [
        ["alt", "file", "caption"],
        ["Cầ\x08u\ufffe", "a.jpg", '"Cầu, mới"'],
        [],
        ["", "b.jpg", ""],
    ]
    found = parse_captions("\n".join(separator.join(line) for line in lines))
    assert found == {
        "a.jpg": CaptionWords(2, "Cầu, mới", "", "Cầu"),
        "b.jpg": CaptionWords(4, "", "", ""),
    }


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "dòng đầu"),
        ("tệp,chú thích\na,b\n", 1, "file, caption, credit, alt"),
        ("file,caption\na.jpg,A\nb.jpg,B\na.jpg,C\n", 4, "“a.jpg” có hai dòng"),
    ],
)
def test_what_is_wrong_has_its_line(text: str, line: int, words: str) -> None:
    """Columns without the right names, and a photograph that stands twice."""
    with pytest.raises(CaptionsError, match=words) as caught:
        parse_captions(text)
    assert caught.value.line == line


def test_the_table_gives_what_the_article_leaves_out() -> None:
    """Caption, credit and alternative text, each for itself; the article's own words count."""
    words = CaptionWords(2, "Cầu mới. Ảnh: Lê An", "", "Một cây cầu")
    found = fill_words(FIGURE, words)
    assert (found.caption, found.credit, found.alt) == ("Cầu mới.", "Ảnh: Lê An", "Một cây cầu")
    own = replace(FIGURE, caption="Của bài", credit="Ảnh: A", alt="B")
    assert fill_words(own, words) == own
    assert fill_words(FIGURE, None) == FIGURE
    decorative = replace(FIGURE, is_decorative=True)
    assert fill_words(decorative, words).alt == ""


def test_licence_and_label_are_fields_of_their_own() -> None:
    """They come from the table, beside the credit that the article itself names."""
    words = parse_captions("file,licence,label\na.jpg,CC0,Ảnh mẫu\n")["a.jpg"]
    found = fill_words(replace(FIGURE, credit="Ảnh: Lê An"), words)
    assert (found.credit, found.licence, found.label) == ("Ảnh: Lê An", "CC0", "Ảnh mẫu")


@pytest.mark.parametrize(
    ("credit", "shown"), [("Lê An", "Ảnh: Lê An"), ("Nguồn: UBND", "Nguồn: UBND"), ("", "")]
)
def test_a_credit_has_its_word(credit: str, shown: str) -> None:
    """A bare name is that of who took the photograph."""
    assert fill_words(FIGURE, CaptionWords(2, "", credit, "")).credit == shown


@pytest.mark.parametrize(
    ("line", "cells"), [("anh.jpg,Ba người, hai xe,An,Ảnh", 5), ("anh.jpg,a,b,c,,d", 6)]
)
def test_a_line_of_more_cells_than_columns_is_refused(line: str, cells: int) -> None:
    """A comma in a caption without quotes would move all words by one column."""
    with pytest.raises(CaptionsError, match=f"dòng có {cells} ô mà bảng có 4 cột") as told:
        parse_captions(f"file,caption,credit,alt\n{line}\n")
    assert told.value.line == 2
    assert parse_captions('file,caption\nanh.jpg,"Ba người, hai xe",,\n')["anh.jpg"].caption == (
        "Ba người, hai xe"
    )


NAMES = st.text(alphabet="aăâbcđêghoôơtưy AĂĐLN.,-", min_size=1, max_size=20).filter(
    lambda name: name.strip(" .,-") == name
)
CAPTIONS = st.text(alphabet="aăâbcđêghoôơtưy AĂĐLN0123456789/", max_size=40)
ENDS = st.sampled_from(
    ["{}. Ảnh: {}", "{}. Nguồn: {}", "{} (Ảnh: {})", "{} (Nguồn: {}).", "{} | Ảnh: {}."]
)


@pytest.mark.parametrize(
    ("caption", "words", "credit"),
    [
        ("Cầu Bà Nở. Ảnh: Lê An", "Cầu Bà Nở.", "Ảnh: Lê An"),
        ("Cầu Bà Nở; Nguồn: Báo Hà Tĩnh.", "Cầu Bà Nở", "Nguồn: Báo Hà Tĩnh"),
        ("Cầu Bà Nở (Ảnh: Lê An)", "Cầu Bà Nở", "Ảnh: Lê An"),
        ("Cầu Bà Nở. (Nguồn: Báo Hà Tĩnh).", "Cầu Bà Nở.", "Nguồn: Báo Hà Tĩnh"),
        ("Cầu Bà Nở – ảnh: Lê An", "Cầu Bà Nở", "Ảnh: Lê An"),
        ("Cầu Bà Nở. ẢNH: Lê An", "Cầu Bà Nở.", "Ảnh: Lê An"),
        ("Cầu Bà Nở. Ảnh : Lê An", "Cầu Bà Nở.", "Ảnh: Lê An"),
        ("Cầu Bà Nở. Nguồn ảnh: Lê An", "Cầu Bà Nở.", "Nguồn: Lê An"),
        ("Cầu (cũ). Ảnh: Lê An", "Cầu (cũ).", "Ảnh: Lê An"),
        ("Họp lúc 7:30. Ảnh: Lê An", "Họp lúc 7:30.", "Ảnh: Lê An"),
        ("Cầu. Ảnh: Lê An. Nguồn: Báo", "Cầu. Ảnh: Lê An.", "Nguồn: Báo"),
        ("Cầu Bà Nở. Ảnh: Lê An (TTXVN)", "Cầu Bà Nở.", "Ảnh: Lê An (TTXVN)"),
        ("Cầu. Nguồn: https://baohatinh.vn/a", "Cầu.", "Nguồn: https://baohatinh.vn/a"),
        ("Cầu Bà Nở. Ảnh: ", "Cầu Bà Nở. Ảnh:", ""),
        ("Ảnh: Lê An", "", "Ảnh: Lê An"),
        ("(Nguồn: Báo Hà Tĩnh)", "", "Nguồn: Báo Hà Tĩnh"),
        (" Cầu Bà Nở ", "Cầu Bà Nở", ""),
        ("", "", ""),
    ],
)
def test_a_caption_and_its_credit(caption: str, words: str, credit: str) -> None:
    """The credit at the end is set apart, with its word; the caption keeps its full stop."""
    assert split_credit(caption) == (words, credit)


@pytest.mark.parametrize(
    "caption",
    [
        "Ảnh minh họa: buổi làm việc",
        "Nguồn nước: sông Lam",
        "Hình ảnh: toàn cảnh cuộc họp",
        "Cầu Bà Nở, ảnh chụp năm 2020",
        "Nguồn của sông Lam",
        "Khánh: Lê An",
        "Cầu (Ảnh: Lê An) bắc qua sông",
    ],
)
def test_words_that_only_resemble_a_credit(caption: str) -> None:
    """“Ảnh” and “nguồn” within a sentence name no photographer."""
    assert split_credit(caption) == (caption, "")


@given(ENDS, CAPTIONS, NAMES)
@settings(deadline=None)
def test_every_form_gives_the_name_back(form: str, caption: str, name: str) -> None:
    """Whoever took the photograph is in the credit and not in the caption."""
    words, credit = split_credit(form.format(caption, name))
    assert credit in (f"Ảnh: {name}", f"Nguồn: {name}")
    assert words.rstrip(" .(|") == caption.strip()


@given(st.text(max_size=60))
@settings(deadline=None)
def test_a_caption_without_a_colon_is_left_alone(caption: str) -> None:
    """Without a colon there is no credit, whatever the words are."""
    bare = caption.replace(":", "")
    assert split_credit(bare) == (bare.strip(), "")
