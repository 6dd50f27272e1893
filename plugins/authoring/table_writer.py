"""A table as the portal's Markdown, which has neither merged cells nor blocks in cells. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from bs4 import Tag
from bs4.element import PageElement

from plugins.authoring.line_writer import FileOf, Line
from plugins.importers.page.tables import MOST_CELLS, rows
from plugins.importers.page.tree import BLOCKS, TooMuch

TOO_MANY_CELLS = (
    "bài có một bảng hơn 20.000 ô; hãy bỏ bảng ấy và đính kèm dưới dạng tệp Excel hoặc PDF"
)
_ALIGNED = re.compile(r"text-align\s*:\s*(center|right)")
_RULES = {"center": ":-:", "right": "--:"}
_BOLD = re.compile(r"\*\*((?:(?!\*\*).)+)\*\*")
_LISTS = ("ul", "ol")


def write_table(tag: Tag, file_of: FileOf) -> str:
    """Return a table with its first row as head; a merged cell is repeated at each of its places.

    Lists in a cell become lines with their marks, a table in a cell one line a row. The alignment
    of a column is that of its last cell. Raises TooMuch for more than MOST_CELLS.
    """
    own = rows(tag)
    grid = _grid([[(cell, _text(cell, file_of)) for cell in row] for row in own])
    head = [_BOLD.sub(r"\1", text) if _BOLD.fullmatch(text) else text for text in grid[0]]
    last = [_ALIGNED.search(str(cell.get("style") or "")) for cell in own[-1]]
    rule = [_RULES[match[1]] if match else "---" for match in last]
    if len(rule) != len(head):
        rule = ["---"] * len(head)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *grid[1:]))


def _grid(lines: list[list[tuple[Tag, str]]]) -> list[list[str]]:
    """Return the cells' texts in the columns where they stand, each row as long as the longest."""
    places: dict[tuple[int, int], str] = {}
    for y, line in enumerate(lines):
        x = 0
        for cell, text in line:
            while (y, x) in places:
                x += 1
            down = min(_span(cell, "rowspan"), len(lines) - y)
            across = _span(cell, "colspan")
            if len(places) + down * across > MOST_CELLS:
                raise TooMuch(TOO_MANY_CELLS)
            for place in ((y + i, x + j) for i in range(down) for j in range(across)):
                places.setdefault(place, text)
    width = max((x for _, x in places), default=0) + 1
    return [[places.get((y, x), "") for x in range(width)] for y in range(max(len(lines), 1))]


def _span(cell: Tag, name: str) -> int:
    given = str(cell.get(name) or "1")
    return max(int(given), 1) if given.isdecimal() and len(given) < 5 else 1


def _text(cell: Tag, file_of: FileOf) -> str:
    return "<br>".join(filter(None, _lines(cell, file_of)))


def _lines(tag: Tag, file_of: FileOf) -> Iterator[str]:
    """Yield the lines of an element within a cell."""
    for is_block, group in groupby(list(tag.contents), key=_is_block):
        if not is_block:
            yield from _inline(list(group), file_of)
            continue
        for node in group:
            assert isinstance(node, Tag)
            yield from _block(node, file_of)


def _block(tag: Tag, file_of: FileOf) -> Iterator[str]:
    if tag.name in _LISTS:
        start = int(str(tag.get("start") or 1))
        for number, item in enumerate(tag.find_all("li", recursive=False), start):
            mark = f"{number}\\." if tag.name == "ol" else "-"
            yield f"{mark} {_text(item, file_of)}"
    elif tag.name == "table":
        for row in rows(tag):
            yield " – ".join(_text(cell, file_of) for cell in row)
    else:
        yield from _lines(tag, file_of)


def _inline(nodes: list[PageElement], file_of: FileOf) -> Iterator[str]:
    holder = Tag(name="p")
    holder.extend(node.extract() for node in nodes)
    for line in str(Line(file_of).convert_soup(holder)).splitlines():
        yield line.strip()


def _is_block(node: PageElement) -> bool:
    return isinstance(node, Tag) and node.name != "br" and node.name in BLOCKS
