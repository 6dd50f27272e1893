"""The identity of a list's page: it tells whether the page shows the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plugins._kit.paging import Sheet
from plugins._kit.records import Article, Topic

NEWS = Topic("tin", "Tin", "tin/")
ONE, TWO = (
    Article(f"{name}/", name, datetime(2020, 1, 1, tzinfo=UTC), False, NEWS, identity=f"i{name}")
    for name in "ab"
)
SHEET = Sheet("tin/trang/1/", 1, (ONE, TWO), "tin/", "tin/trang/0/")


def test_equal_sheets_have_one_identity() -> None:
    """Also in another build; where an article has none the sheet is looked at as a whole."""
    assert replace(SHEET, articles=(replace(ONE), TWO)).identity == SHEET.identity != ""
    assert replace(SHEET, articles=(ONE, replace(TWO, identity=""))).identity == ""


@pytest.mark.parametrize(
    "other",
    [
        replace(SHEET, url="khac/"),
        replace(SHEET, number=None),
        replace(SHEET, newer=None),
        replace(SHEET, older=None),
        replace(SHEET, newer=SHEET.older, older=SHEET.newer),
        replace(SHEET, articles=(TWO, ONE)),
        replace(SHEET, articles=(ONE,)),
        replace(SHEET, articles=()),
        replace(SHEET, articles=(ONE, replace(TWO, identity="other"))),
    ],
)
def test_what_a_sheet_shows_is_its_identity(other: Sheet) -> None:
    """Its address, its number, its neighbours, its articles in their order."""
    assert other.identity not in ("", SHEET.identity)
