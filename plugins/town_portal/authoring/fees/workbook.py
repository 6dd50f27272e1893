"""The table as a workbook in which a changed coefficient changes the sums. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs

from town_portal.authoring.fees import totals
from town_portal.authoring.fees.csv_file import list_columns, name_amount
from town_portal.authoring.fees.paid_work import PHOTOGRAPHS, WRITING, FeeLine, is_money
from town_portal.authoring.fees.period import FeePeriod
from town_portal.authoring.fees.totals import FeeTotal

SUMS, DETAILS = "Tổng hợp", "Chi tiết"
COLUMNS = ("Số bài", "Số chữ", "Số ảnh")
UNIT = f"'{SUMS}'!$B$3"
UNIT_WORDS = "Giá trị một đơn vị hệ số (đồng)"
NO_UNIT = "Chưa ghi mỗi hệ số bằng bao nhiêu đồng, nên bảng chỉ cộng hệ số."
HOW = (
    "Sửa ô màu vàng ở đây, hoặc cột Hệ số ở trang Chi tiết: các tổng tự tính lại. Nhiều người cùng "
    "viết hay cùng chụp thì chia đều."
)
_WIDTHS = {"A": 12, "B": 14, "C": 60, "D": 22, "E": 24, "F": 12, "G": 10, "H": 10, "I": 10, "J": 18}
_MONTH, _CATEGORY, _PERSON, _ROLE, _QUANTITY, _WORDS, _RATE, _AMOUNT = 1, 3, 4, 5, 6, 7, 8, 9
_FIRST = 5
"""The row (from 0) below the head of the sums, up to which they stand still."""


class _Book:
    """A workbook while it is made: its formats, and how many lines it has."""

    def __init__(self, file: BytesIO, lines: Sequence[FeeLine], unit: int) -> None:
        self.lines, self.unit = lines, unit
        self.book = Workbook(file, {"in_memory": True})
        add = self.book.add_format
        whole: dict[str, Any] = {"num_format": "#,##0.###", "border": 1}
        self.title = add({"bold": True, "font_size": 14})
        self.note = add({"italic": True, "font_color": "#555555"})
        self.head = add(
            {"bold": True, "bg_color": "#D9E2F3", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.text = add({"border": 1, "text_wrap": True, "valign": "top"})
        self.number = add(whole)
        self.money = add({**whole, "num_format": "#,##0"})
        self.given = add({**whole, "bg_color": "#FFF2CC"})
        self.date = add({"num_format": "dd/mm/yyyy", "border": 1, "align": "left"})
        self.sum = add({**whole, "bold": True, "num_format": "#,##0.###"})
        self.strong = add({"border": 1, "bold": True})

    def column(self, number: int) -> str:
        """Return a column of the details, all lines of it, for a formula."""
        return f"'{DETAILS}'!{xl_range_abs(1, number, max(len(self.lines), 1), number)}"


def write_workbook(lines: Sequence[FeeLine], unit: int, period: FeePeriod) -> bytes:
    """Return the file; the same lines give the same bytes."""
    file = BytesIO()
    made = _Book(file, lines, unit)
    made.book.set_properties(
        {
            "title": f"Bảng nhuận bút {period.words}",
            "created": datetime.combine(period.first_day, datetime.min.time()),
        }
    )
    sums, details = made.book.add_worksheet(SUMS), made.book.add_worksheet(DETAILS)
    _write_sums(sums, made, period)
    _write_details(details, made)
    made.book.close()
    return file.getvalue()


def _write_sums(sheet: Any, made: _Book, period: FeePeriod) -> None:
    sheet.set_column("A:A", 34)
    sheet.set_column("B:E", 18)
    sheet.write_string(0, 0, f"Bảng nhuận bút {period.words}", made.title)
    sheet.write_string(1, 0, HOW, made.note)
    if is_money(made.unit):
        sheet.write_string(2, 0, UNIT_WORDS, made.text)
        sheet.write_number(2, 1, made.unit, made.given)
    else:
        sheet.write_string(2, 0, NO_UNIT, made.note)
    lines, unit = made.lines, made.unit
    row = _write_block(
        sheet, made, 4, ("Người hưởng", _PERSON), totals.total_by_person(lines, unit)
    )
    row = _write_block(
        sheet, made, row + 2, ("Chuyên mục", _CATEGORY), totals.total_by_category(lines, unit)
    )
    _write_block(sheet, made, row + 2, ("Tháng", _MONTH), totals.total_by_month(lines, unit))
    sheet.freeze_panes(_FIRST, 1)


def _write_block(
    sheet: Any, made: _Book, row: int, by: tuple[str, int], found: Sequence[FeeTotal]
) -> int:
    """Write sums by one column of the details, and their sum; return the row after them."""
    name, column = by
    for place, words in enumerate((name, *COLUMNS, name_amount(made.unit))):
        sheet.write_string(row, place, words, made.head)
    for at, total in enumerate(found, row + 1):
        sheet.write_string(at, 0, total.name, made.text)
        same = f"EXACT({made.column(column)},$A{at + 1})"
        for place, (formula, value) in enumerate(_build_formulas(made, same, total), 1):
            sheet.write_formula(at, place, formula, made.number, value)
    end = row + 1 + len(found)
    sheet.write_string(end, 0, "Tổng cộng", made.strong)
    whole = totals.total_all(made.lines, made.unit)
    values = map(float, (whole.articles, whole.words, whole.photographs, whole.amount))
    for place, value in enumerate(values, 1):
        letter = "ABCDE"[place]
        formula = f"=SUM({letter}{row + 2}:{letter}{end})" if found else "=0"
        sheet.write_formula(end, place, formula, made.sum, value)
    return end + 1


def _build_formulas(made: _Book, same: str, total: FeeTotal) -> tuple[tuple[str, float], ...]:
    """Return the formulas of a row and what they come to."""
    wrote = f'({made.column(_ROLE)}="{WRITING}")'
    took = f'({made.column(_ROLE)}="{PHOTOGRAPHS}")'
    quantity, words, amount = map(made.column, (_QUANTITY, _WORDS, _AMOUNT))
    return (
        (f"=SUMPRODUCT({same}*{wrote}*{quantity})", float(total.articles)),
        (f"=SUMPRODUCT({same}*{words})", float(total.words)),
        (f"=SUMPRODUCT({same}*{took}*{quantity})", float(total.photographs)),
        (f"=SUMPRODUCT({same}*{amount})", float(total.amount)),
    )


def _write_details(sheet: Any, made: _Book) -> None:
    for letter, width in _WIDTHS.items():
        sheet.set_column(f"{letter}:{letter}", width)
    names = list_columns(made.unit)
    for place, words in enumerate(names):
        sheet.write_string(0, place, words, made.head)
    for row, line in enumerate(made.lines, 1):
        sheet.write_datetime(row, 0, datetime.combine(line.day, datetime.min.time()), made.date)
        texts = (totals.format_month(line), line.title, line.category, line.person, line.role)
        for place, words in enumerate(texts, _MONTH):
            sheet.write_string(row, place, words, made.text)
        sheet.write_number(row, _QUANTITY, float(line.quantity), made.number)
        sheet.write_number(row, _WORDS, float(line.words), made.number)
        sheet.write_number(row, _RATE, line.coefficient, made.given)
        formula, look = f"G{row + 1}*I{row + 1}", made.number
        if is_money(made.unit):
            formula, look = f"ROUND({formula}*{UNIT},0)", made.money
        sheet.write_formula(row, _AMOUNT, f"={formula}", look, float(line.amount(made.unit)))
    sheet.freeze_panes(1, 0)
    if made.lines:
        sheet.autofilter(0, 0, len(made.lines), len(names) - 1)
