"""Tables for Excel: no cell is a formula, whatever separator Excel's settings have."""

from __future__ import annotations

import csv
import io

import pytest


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "x;=HYPERLINK(1)",
        'x;"=1+1"',
        "x; =1+1",
        "x\t@SUM(1)",
        "x\n=1+1",
        ";;+1",
        "x;-1;=2",
        "＝1+1",
    ],
)
def test_no_cell_is_a_formula(django_ready: None, separator: str, cell: str) -> None:
    """Read with a comma, a semicolon or a tab, no cell begins as a formula does."""
    from service.desk.tables import write_table

    text = write_table("x.csv", ("a", "b"), [("một", cell)]).content.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text), delimiter=separator):
        for found in row:
            assert not found.strip(" \"'\n").startswith(tuple("=+-@＝")) or found.startswith("'")


def test_what_is_no_formula_stays(django_ready: None) -> None:
    """Dates, sums within a sentence and addresses stand in the table as they were written."""
    from service.desk.tables import write_table

    cells = ["2026-12-01", "1 + 1 = 2", "/2026/12/01/a-b/", "Lý do: thư riêng; xem a@b.vn"]
    text = write_table("x.csv", ("a",) * 4, [cells]).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1] == cells
