"""The lines as CSV that Excel set to Vietnamese opens with a double click. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from town_portal.authoring.fees.paid_work import FeeLine, is_money
from town_portal.authoring.fees.totals import format_month
from town_portal.core import dates
from town_portal.core.spreadsheet import escape_formulas

MONEY, COEFFICIENTS = "Thành tiền (đồng)", "Tổng hệ số"
_HEAD = (
    *("Ngày", "Tháng", "Tiêu đề", "Chuyên mục", "Người hưởng", "Công việc", "Số lượng"),
    *("Số chữ", "Hệ số"),
)


def name_amount(unit: int) -> str:
    """Return what amounts are called: money only where it is known what a unit is worth."""
    return MONEY if is_money(unit) else COEFFICIENTS


def list_columns(unit: int) -> tuple[str, ...]:
    """Return the names of the columns."""
    return (*_HEAD, name_amount(unit))


def write_csv(lines: Iterable[FeeLine], unit: int) -> bytes:
    """Return the file: UTF-8 with its mark, semicolons, decimal commas."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(list_columns(unit))
    for line in lines:
        words = (line.title, line.category, line.person, line.role)
        shares = (float(line.quantity), float(line.words))
        numbers = (*shares, line.coefficient, float(line.amount(unit)))
        writer.writerow(
            [
                dates.format_day(line.day),
                format_month(line),
                *map(escape_formulas, words),
                *map(format_decimal, numbers),
            ]
        )
    return text.getvalue().encode("utf-8-sig")


def format_decimal(value: float) -> str:
    """Return a number with a decimal comma, three places at most: ``1,5``, ``300``."""
    return f"{value:.3f}".rstrip("0").rstrip(".").replace(".", ",")
