"""Cells of CSV files that no spreadsheet may calculate."""

from __future__ import annotations

import pytest

from town_portal.core.spreadsheet import escape_formulas

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
