"""Tables of a page: which are tables, which only hold photographs or put things in place. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from town_portal.authoring.importers import escape
from town_portal.authoring.importers.draft import AttachedWorkbook
from town_portal.authoring.importers.page import inline
from town_portal.authoring.importers.page.lists import split_paragraphs
from town_portal.authoring.importers.page.tree import extract_words
from town_portal.authoring.importers.sheet import build_sheet, is_large, place_cells

_BOLD = ["b", "strong"]
LONGEST_CAPTION = 300
MERGED = (
    "Bảng có ô gộp: ô gộp nhiều hàng được chép lại ở từng hàng, ô gộp nhiều cột thì các cột còn "
    "lại để trống; hãy xem lại."
)
LONGEST_REPEATED = 120
"""Letters of a merged cell that is repeated in each of its rows."""
Pair = tuple[list[Tag], str]


def list_rows(table: Tag) -> list[list[Tag]]:
    """Return the cells of a table's own rows."""
    return [
        [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row]
        for row in table.find_all("tr")
        if row.find_parent("table") is table
    ]


def iter_cells(table: Tag) -> Iterator[Tag]:
    """Yield a table's cells, and its caption before them."""
    caption = table.find("caption")
    if caption is not None and caption.find_parent("table") is table:
        yield caption
    for row in list_rows(table):
        yield from row


def is_layout(table: Tag) -> bool:
    """Tell whether a table only puts things in their places: one column or row, tables in it."""
    lines = [row for row in list_rows(table) if row]
    if table.find("table") is not None or not lines:
        return True
    has_head = any(cell.name == "th" for row in lines for cell in row)
    return not has_head and (max(map(len, lines)) < 2 or len(lines) < 2)


def list_pictured(table: Tag) -> list[Pair] | None:
    """Return the photographs of a table that holds only these and captions; None for others.

    A caption stands in the cell of its photograph, or in the next row: one below each, or one
    below all.
    """
    lines = [
        row
        for row in list_rows(table)
        if any(extract_words(cell) or cell.find("img") for cell in row)
    ]
    if table.find("img") is None or table.find("table") is not None:
        return None
    pairs: list[Pair] = []
    above: list[Tag] = []
    for row in lines:
        if any(cell.find("img") for cell in row):
            pairs += _leave_alone(above)
            above, more = _split_picture_row(row)
            if more is None:
                return None
            pairs += more
        else:
            below = [extract_words(cell) for cell in row if extract_words(cell)]
            if not above or any(len(words) > LONGEST_CAPTION for words in below):
                return None
            pairs += _pair_row(above, below)
            above = []
    return pairs + _leave_alone(above)


def _split_picture_row(row: list[Tag]) -> tuple[list[Tag], list[Pair] | None]:
    """Return a row's cells that wait for captions below, and those that have their own.

    None instead of these where a cell holds more than a photograph and its caption.
    """
    words = [extract_words(cell) for cell in row]
    if any(len(text) > LONGEST_CAPTION for text in words):
        return [], None
    if not any(words):
        return row, []
    if any(text and not cell.find("img") for cell, text in zip(row, words, strict=True)):
        images = [image for cell in row for image in cell.find_all("img")]
        return [], [(images, " ".join(filter(None, words)))]
    return [], [(cell.find_all("img"), text) for cell, text in zip(row, words, strict=True)]


def _pair_row(above: list[Tag], below: list[str]) -> list[Pair]:
    images = [cell.find_all("img") for cell in above if cell.find("img")]
    if len(images) == len(below):
        return list(zip(images, below, strict=True))
    return [([image for group in images for image in group], " ".join(below))]


def _leave_alone(above: list[Tag]) -> list[Pair]:
    images = [image for cell in above for image in cell.find_all("img")]
    return [(images, "")] if images else []


def list_doubts(table: Tag) -> list[str]:
    """Return what a person should look at in a table."""
    found = []
    if any(cell.width > 1 or cell.height > 1 for cell in place_cells(list_rows(table))):
        found.append(MERGED)
    if not _has_head(list_rows(table)):
        found.append("Bảng không có hàng tiêu đề nên hàng đầu được coi là tiêu đề; hãy xem lại.")
    return found


def convert_large(table: Tag) -> AttachedWorkbook | None:
    """Return a table that is too large for a page as a workbook; None for others."""
    found = list(place_cells(list_rows(table)))
    return build_sheet(found) if is_large(found) else None


def format_table(table: Tag, base: str) -> str:
    """Return a table with its first row as head; a merged cell stands in each of its rows.

    Beside it, where it goes over several columns, are empty ones.
    """
    grid = _build_grid(list_rows(table), base)
    grid[:1] = [[_strip_bold(text) for text in row] for row in grid[:1]]
    return escape.format_table(grid)


def take_caption(table: Tag, base: str) -> str:
    """Take a table's caption out of it; return it as a line above the table, empty without one."""
    caption = table.find("caption")
    text = inline.format_one_line([caption.extract()], base) if caption else ""
    return f"**{text}**\n\n" if text else ""


def _build_grid(lines: list[list[Tag]], base: str) -> list[list[str]]:
    """Return the Markdown of a table's cells, in the columns where they stand; no empty rows."""
    found = list(place_cells(lines))
    width = max((cell.column + cell.width for cell in found), default=0)
    grid = [[""] * width for _ in lines]
    for cell in found:
        text = _format_cell(cell.tag, base)
        is_repeated = len(text) <= LONGEST_REPEATED
        for row in grid[cell.row : cell.row + (cell.height if is_repeated else 1)]:
            row[cell.column] = text
    return [row for row in grid if any(row)]


def _format_cell(cell: Tag, base: str) -> str:
    return "<br>".join(
        filter(None, (inline.format_one_line(part, base) for part in split_paragraphs(cell)))
    )


def _strip_bold(text: str) -> str:
    """Return a head's text, which is bold of itself, without its own bold."""
    is_bold = text.startswith("**") and text.endswith("**") and text.count("**") == 2
    return text[2:-2] if is_bold else text


def _has_head(lines: list[list[Tag]]) -> bool:
    first = next((row for row in lines if row), [])
    if first and (first[0].find_parent("thead") or all(cell.name == "th" for cell in first)):
        return True
    return bool(first) and all(
        not extract_words(cell) or cell.find(_BOLD) or "bold" in str(cell.get("style") or "")
        for cell in first
    )
