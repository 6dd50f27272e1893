"""Cells of CSV files that no spreadsheet may calculate."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from io import StringIO

import pytest

from plugins._kit.spreadsheet import escape_formulas
from plugins.commands.fees.csv_file import csv_bytes
from plugins.commands.fees.work import Line

ATTACKS = (
    "=1+1",
    "+84 1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1+1",
    "Tin;=1+1",
    "Tin, =1+1",
    'Tin";=1+1',
    "Tin\n=1+1",
    "Tin\t=1+1",
    "＝1+1",
)


@pytest.mark.parametrize("text", ATTACKS)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_no_cell_is_a_formula(text: str, separator: str) -> None:
    """Whatever sign a spreadsheet takes for the end of a cell, none begins with a formula."""
    for line in escape_formulas(text).splitlines():
        for cell in line.split(separator):
            assert not cell.strip(' "').startswith(("=", "+", "-", "@", "＝", "\t"))


def test_words_stay_as_they_are() -> None:
    """A hyphen or a sign inside of words is no formula."""
    for text in ("Lễ hội xuân 2026 - 2027", "a=b", "an@thu.example", "Bà Lê (tổ 3); ông An", ""):
        assert escape_formulas(text) == text


@pytest.mark.parametrize("text", ATTACKS)
def test_the_fees_have_no_formula(text: str) -> None:
    """A title out of an article's head can't calculate in the accountant's Excel."""
    line = Line(date(2026, 1, 2), text, "Tin", "An", "viết", Fraction(1), Fraction(10), 1.0)
    raw = csv_bytes([line], 0).decode("utf-8-sig")
    (_, row) = csv.reader(StringIO(raw, newline=""), delimiter=";")
    assert row[2] == escape_formulas(text)
