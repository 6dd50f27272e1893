"""The colour of town.yaml: on the pages by day and night, and in the mark."""

from __future__ import annotations

from pathlib import Path

from tests.sites.build_site import TOWN, Site

PLACE = "content/data/town.yaml"


def test_pages_and_mark_have_the_towns_colour(tmp_path: Path) -> None:
    """The style sheet sets both tokens, the mark is drawn on that ground; without it, on red."""
    site = Site(tmp_path)
    tree = site.write({PLACE: f"{TOWN}colour: '#17603A'\n"}).good().tree
    (sheet,) = (text for name, text in tree.items() if name.startswith("static/portal."))
    assert b"--red:#17603a" in sheet.replace(b" ", b"")
    assert b"--night-red:#" in sheet.replace(b" ", b"")
    (mark,) = (text for name, text in tree.items() if name.startswith("static/mark."))
    assert b'fill="#17603a"' in mark
    plain = site.write({PLACE: TOWN}).good().tree
    (mark,) = (text for name, text in plain.items() if name.startswith("static/mark."))
    assert b'fill="#9E1B22"' in mark


def test_a_pale_colour_is_a_fault_of_town_yaml(tmp_path: Path) -> None:
    """Its line is named, and how much contrast there is."""
    built = Site(tmp_path).write({PLACE: f"{TOWN}colour: '#ffcc00'\n"}).build()
    line = TOWN.count("\n") + 1
    begin = f"{PLACE}:{line}: colour: red trên nền paper chỉ tương phản"
    assert [error for error in built.errors if error.startswith(begin)], built.errors
