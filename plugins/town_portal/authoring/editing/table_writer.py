"""A table as the portal's Markdown, which has neither merged cells nor blocks in cells. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from bs4 import Tag
from bs4.element import PageElement

from town_portal.authoring.editing.line_writer import FileOf, LineWriter
from town_portal.authoring.importers.draft import AttachedWorkbook
from town_portal.authoring.importers.page.tables import list_rows
from town_portal.authoring.importers.page.tree import BLOCKS
from town_portal.authoring.importers.sheet import (
    PlacedCell,
    build_sheet,
    format_link_to,
    is_large,
    place_cells,
)

_ALIGNED = re.compile(r"text-align\s*:\s*(center|right)")
_RULES = {"center": ":-:", "right": "--:"}
_BOLD = re.compile(r"\*\*((?:(?!\*\*).)+)\*\*")
_LISTS = ("ul", "ol")


def write_table(tag: Tag, file_of: FileOf) -> tuple[str, AttachedWorkbook | None]:
    """Return a table with its first row as head; a merged cell is repeated at each of its places.

    Lists in a cell become lines with their marks, a table in a cell one line a row. The alignment
    of a column is that of its last cell. Of a table that is too large for a page it is a workbook,
    with the link to it and the pictures that stood in it.
    """
    own = list_rows(tag)
    found = list(place_cells(own))
    if is_large(found):
        sheet = build_sheet(found)
        images = [
            LineWriter(file_of).convert_soup(_make_holder([item])) for item in tag.find_all("img")
        ]
        return "\n\n".join(filter(None, (format_link_to(sheet), *map(str, images)))), sheet
    grid = _build_grid(found, len(own), file_of)
    head = [_BOLD.sub(r"\1", text) if _BOLD.fullmatch(text) else text for text in grid[0]]
    last = [_ALIGNED.search(str(cell.get("style") or "")) for cell in own[-1]] if own else []
    rule = [_RULES[match[1]] if match else "---" for match in last]
    if len(rule) != len(head):
        rule = ["---"] * len(head)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *grid[1:])), None


def _build_grid(found: list[PlacedCell], height: int, file_of: FileOf) -> list[list[str]]:
    """Return the cells' texts in the columns where they stand, each row as long as the longest."""
    width = max((cell.column + cell.width for cell in found), default=1)
    grid = [[""] * width for _ in range(max(height, 1))]
    for cell in found:
        text = _format_cell(cell.tag, file_of)
        for row in grid[cell.row : cell.row + cell.height]:
            row[cell.column : cell.column + cell.width] = [text] * cell.width
    return grid


def _format_cell(cell: Tag, file_of: FileOf) -> str:
    return "<br>".join(filter(None, _iter_lines(cell, file_of)))


def _iter_lines(tag: Tag, file_of: FileOf) -> Iterator[str]:
    """Yield the lines of an element within a cell."""
    for is_block, group in groupby(list(tag.contents), key=_is_block):
        if not is_block:
            yield from _iter_inline_lines(list(group), file_of)
            continue
        for node in group:
            assert isinstance(node, Tag)
            yield from _iter_block_lines(node, file_of)


def _iter_block_lines(tag: Tag, file_of: FileOf) -> Iterator[str]:
    if tag.name in _LISTS:
        start = int(str(tag.get("start") or 1))
        for number, item in enumerate(tag.find_all("li", recursive=False), start):
            mark = f"{number}\\." if tag.name == "ol" else "-"
            yield f"{mark} {_format_cell(item, file_of)}"
    elif tag.name == "table":
        for row in list_rows(tag):
            yield " – ".join(_format_cell(cell, file_of) for cell in row)
    else:
        yield from _iter_lines(tag, file_of)


def _iter_inline_lines(nodes: list[PageElement], file_of: FileOf) -> Iterator[str]:
    for line in str(LineWriter(file_of).convert_soup(_make_holder(nodes))).splitlines():
        yield line.strip()


def _make_holder(nodes: list[PageElement]) -> Tag:
    holder = Tag(name="p")
    holder.extend(node.extract() for node in nodes)
    return holder


def _is_block(node: PageElement) -> bool:
    return isinstance(node, Tag) and node.name != "br" and node.name in BLOCKS
