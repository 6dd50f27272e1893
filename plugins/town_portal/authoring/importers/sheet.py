"""Tables: where merged cells stand, and a workbook for what is too large for a page. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO

from bs4 import Tag
from bs4.element import NavigableString
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from town_portal.authoring.importers import escape
from town_portal.authoring.importers.draft import AttachedWorkbook
from town_portal.core.text import normalize_text, shorten_text

MOST_CELLS = 20_000
"""Of a table in a page, merged cells counted at each of their places."""
TOLD = (
    "Bảng “{}” quá lớn để đọc trên trang nên đã thành tệp Excel cạnh bài, không mất ô nào; trong "
    "bài có liên kết để tải về. Ô gộp chỉ ghi ở ô đầu."
)
_WIDEST = 100
"""Columns over which a merged cell reaches at most."""
_MOST_COLUMNS, _LONGEST = 16_000, 32_000
"""What Excel takes in a row, and in a cell."""
_NAMED, _LINKED = 60, re.compile(r"(?:https?|mailto):\S+")
_IN_LINE = re.compile("a|b|strong|i|em|u|s|span|font|sub|sup|small|mark|code|cite|img|note")
_NUMBER = re.compile(r"0|[1-9]\d{0,14}")


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell: where it stands (from 0), and over how many columns and rows."""

    row: int
    column: int
    width: int
    height: int
    tag: Tag


def place_cells(rows: Sequence[Sequence[Tag]]) -> Iterator[PlacedCell]:
    """Yield the cells of a table's rows at their places."""
    free: dict[int, int] = defaultdict(int)
    for number, row in enumerate(rows):
        column = 0
        for tag in row:
            while free[column] > number:
                column += 1
            width = min(_read_span(tag, "colspan"), _WIDEST)
            height = min(_read_span(tag, "rowspan"), len(rows) - number)
            for at in range(column, column + width):
                free[at] = number + height
            yield PlacedCell(number, column, width, height, tag)


def is_large(cells: Sequence[PlacedCell]) -> bool:
    """Tell whether a table has more places than a page takes."""
    width = max((cell.column + cell.width for cell in cells), default=0)
    height = max((cell.row + cell.height for cell in cells), default=0)
    return max(width * height, sum(cell.width * cell.height for cell in cells)) > MOST_CELLS


def build_sheet(cells: Sequence[PlacedCell]) -> AttachedWorkbook:
    """Return a table's words as a workbook whose name tells its content, each cell at its place."""
    texts = [(cell.row, cell.column, _format_cell(cell.tag)) for cell in cells]
    first = next((row for row, _, text in texts if text), 0)
    head = ", ".join(" ".join(text.split()) for row, _, text in texts if row == first and text)
    data = _write_workbook(texts)
    return AttachedWorkbook(
        f"bang-{sha256(data).hexdigest()[:12]}.xlsx",
        data,
        shorten_text(head, _NAMED),
        len({row for row, _, text in texts if text}),
        "\n".join(text for _, _, text in texts),
    )


def format_link_to(sheet: AttachedWorkbook) -> str:
    """Return the paragraph that stands in the text for a table."""
    rows = f"{sheet.rows:,}".replace(",", ".")
    return (
        f"[{escape.escape_inline(f'Bảng “{sheet.head}”, {rows} hàng (tệp Excel)')}]({sheet.name})"
    )


def _write_workbook(texts: Iterable[tuple[int, int, str]]) -> bytes:
    """Return a workbook; what a row or cell of Excel can't hold goes on in a further sheet."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same bytes always
    sheets: dict[tuple[int, int], Worksheet] = {(0, 0): book.add_worksheet("Bảng")}
    for row, column, text in texts:
        for part, start in enumerate(range(0, len(text), _LONGEST)):
            key = column // _MOST_COLUMNS, part
            if key not in sheets:
                sheets[key] = book.add_worksheet(f"Tiếp {len(sheets)}")
            place, piece = (row, column % _MOST_COLUMNS), text[start : start + _LONGEST]
            if _NUMBER.fullmatch(text):
                sheets[key].write_number(*place, int(text))
            else:
                sheets[key].write_string(*place, piece)
    book.close()
    return file.getvalue()


def _format_cell(cell: Tag) -> str:
    lines = "".join(_iter_pieces(cell)).split("\n")
    return normalize_text("\n".join(filter(None, (" ".join(line.split()) for line in lines))))


def _iter_pieces(tag: Tag) -> Iterator[str]:
    """Yield an element's words: blocks begin lines of their own, a link has its address behind."""
    for node in tag.children:
        if isinstance(node, NavigableString):
            yield re.sub(r"\s+", " ", node)
        elif isinstance(node, Tag):
            inner = "".join(_iter_pieces(node))
            address = str(node.get("href") or "")
            if _LINKED.fullmatch(address) and address not in inner:
                inner += f" ({address})"
            mark = "- " if node.name == "li" else ""
            yield f"\n{mark}{inner}\n" if not _IN_LINE.fullmatch(node.name) else inner


def _read_span(cell: Tag, name: str) -> int:
    given = str(cell.get(name) or "1")
    return max(int(given), 1) if given.isdecimal() and len(given) < 5 else 1
