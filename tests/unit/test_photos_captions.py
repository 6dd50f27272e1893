"""captions.csv: the words of many photographs at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugins.photos.captions import CaptionsError, Words, parse, with_words
from plugins.photos.models import Figure

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
    found = parse("\n".join(separator.join(line) for line in lines))
    assert found == {"a.jpg": Words(2, "Cầu, mới", "", "Cầu"), "b.jpg": Words(4, "", "", "")}


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
        parse(text)
    assert caught.value.line == line


def test_the_table_gives_what_the_article_leaves_out() -> None:
    """Caption, credit and alternative text, each for itself; the article's own words count."""
    words = Words(2, "Cầu mới. Ảnh: Lê An", "", "Một cây cầu")
    found = with_words(FIGURE, words)
    assert (found.caption, found.credit, found.alt) == ("Cầu mới.", "Ảnh: Lê An", "Một cây cầu")
    own = replace(FIGURE, caption="Của bài", credit="Ảnh: A", alt="B")
    assert with_words(own, words) == own
    assert with_words(FIGURE, None) == FIGURE
    decorative = replace(FIGURE, is_decorative=True)
    assert with_words(decorative, words).alt == ""


@pytest.mark.parametrize(
    ("credit", "shown"), [("Lê An", "Ảnh: Lê An"), ("Nguồn: UBND", "Nguồn: UBND"), ("", "")]
)
def test_a_credit_has_its_word(credit: str, shown: str) -> None:
    """A bare name is that of who took the photograph."""
    assert with_words(FIGURE, Words(2, "", credit, "")).credit == shown


@pytest.mark.parametrize(
    ("line", "cells"), [("anh.jpg,Ba người, hai xe,An,Ảnh", 5), ("anh.jpg,a,b,c,,d", 6)]
)
def test_a_line_of_more_cells_than_columns_is_refused(line: str, cells: int) -> None:
    """A comma in a caption without quotes would move all words by one column."""
    with pytest.raises(CaptionsError, match=f"dòng có {cells} ô mà bảng có 4 cột") as told:
        parse(f"file,caption,credit,alt\n{line}\n")
    assert told.value.line == 2
    assert parse('file,caption\nanh.jpg,"Ba người, hai xe",,\n')["anh.jpg"].caption == (
        "Ba người, hai xe"
    )
