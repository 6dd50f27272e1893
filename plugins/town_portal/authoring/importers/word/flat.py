"""A part's XML made simple: paragraphs and tables only, each paragraph with its number.

mammoth reads what comes out: text boxes, photographs and grouped drawings, which it drops or
moves, are paragraphs of their own by then, next to the paragraph that they hang on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from town_portal.authoring.importers.word.book import Book, Facts
from town_portal.authoring.importers.word.breaks import parts
from town_portal.authoring.importers.word.line import CHANGES, GONE, Line
from town_portal.authoring.importers.word.media import Box, Media, Shot, chosen
from town_portal.authoring.importers.word.numbers import DEEPEST, Item
from town_portal.authoring.importers.word.package import Node, child, value
from town_portal.authoring.importers.word.styles import heading_level

_DIVISION = re.compile(r"(?:Phần|Chương|Mục|Tiểu mục|Điều)\b", re.IGNORECASE)
PLACE = "p"
"""Before a paragraph's number in the names of bookmarks, which mammoth makes ids of."""
BULLETS, DECIMALS = "1", "2"
_BODY_LEVEL = 9
_LONGEST_HEADING = 150
ALTERNATIVE = (
    "Tệp Word gắn kèm một văn bản khác (altChunk) mà chương trình không đọc; hãy chép tay."
)


def blocks(nodes: Iterable[Node], book: Book, host: int = 0) -> Iterator[Node]:
    """Yield the paragraphs and tables of a part; ``host`` is not 0 inside a text box."""
    for node in nodes:
        if node.tag == "w:p":
            yield from _paragraph(node, book, host)
        elif node.tag == "w:tbl":
            yield _table(node, book, host)
        elif node.tag == "mc:AlternateContent":
            yield from blocks(chosen(node), book, host)
        elif node.tag == "w:sdt":
            yield from blocks(child(node, "w:sdtContent") or (), book, host)
        elif node.tag == "w:altChunk":
            book.doubt("văn bản gắn kèm", ALTERNATIVE)
        elif node.tag not in GONE and node.tag != "w:sectPr":
            yield from blocks(node, book, host)


def _paragraph(node: Node, book: Book, box: int) -> Iterator[Node]:
    """Yield a paragraph: what stands before its text, the text, what stands after it."""
    book.hosts += 1
    host = box or book.hosts
    for part in parts(node):
        line = Line(book, part).read()
        before, after = _together(line.before, line.after)
        yield from _media(before, book, host, is_box=bool(box))
        if line.nodes or book.tables:
            yield from _text(line, book, host, is_box=bool(box))
        yield from _media(after, book, host, is_box=bool(box))


def _together(before: list[Media], after: list[Media]) -> tuple[list[Media], list[Media]]:
    """Return what stands before and after a text, text boxes on the side of the photographs."""
    first, last = (any(isinstance(it, Shot) for it in side) for side in (before, after))
    if first and not last:
        return [*before, *after], []
    return ([], [*before, *after]) if last and not first else (before, after)


def _media(found: Iterable[Media], book: Book, host: int, *, is_box: bool) -> Iterator[Node]:
    for kind, items in groupby(found, type):
        if kind is Shot:
            shots = tuple(it.picture for it in items if isinstance(it, Shot))
            yield _placed(book, Facts(host=host, box=is_box, pictures=shots))
            continue
        for item in items:
            if isinstance(item, Box):
                yield from blocks(item.nodes or (_lone(item.text),), book, host)


def _lone(text: str) -> Node:
    paragraph = Element("w:p")
    SubElement(SubElement(paragraph, "w:r"), "w:t").text = text
    return paragraph


def _text(line: Line, book: Book, host: int, *, is_box: bool) -> Iterator[Node]:
    style = book.styles.name(line.paragraph)
    level = heading_level(style) or _outline(line, book)
    item = book.numbers.item(line.paragraph) if line.has_text or book.tables else None
    is_item = item is not None and not level and not _is_text(item, book)
    facts = Facts(
        style=style,
        level=level,
        align=book.styles.says(line.paragraph, "w:jc") or "",
        size=line.size,
        bold=line.all_are("bold"),
        italic=line.all_are("italic"),
        box=is_box,
        host=host,
        number=item.number if item and is_item else None,
    )
    yield _placed(book, facts, line, item, is_item=is_item)


def _is_text(item: Item, book: Book) -> bool:
    """Tell whether a number is written before its paragraph: in a table's cells, of divisions."""
    if book.tables:
        return bool(item.shown)
    return bool(item.label) and (not item.level or bool(_DIVISION.match(item.label)))


def _outline(line: Line, book: Book) -> int:
    """Return the level of a heading that only the outline knows; 0 for a paragraph."""
    said = book.styles.says(line.paragraph, "w:outlineLvl") or ""
    length = sum(length for _, length in line.looks)
    is_heading = (
        said.isdecimal()
        and len(said) < 3
        and int(said) < _BODY_LEVEL
        and length <= _LONGEST_HEADING
    )
    return min(int(said) + 1, 6) if is_heading else 0


def _placed(
    book: Book,
    facts: Facts,
    line: Line | None = None,
    item: Item | None = None,
    *,
    is_item: bool = False,
) -> Node:
    """Return a new paragraph that carries its number as a bookmark's name."""
    paragraph = Element("w:p")
    said = SubElement(paragraph, "w:pPr")
    if facts.level:
        SubElement(said, "w:pStyle", {"w:val": f"Heading{facts.level}"})
    if item and is_item:
        numbers = SubElement(said, "w:numPr")
        SubElement(numbers, "w:ilvl", {"w:val": str(min(item.level, DEEPEST))})
        kind = BULLETS if item.number is None else DECIMALS
        SubElement(numbers, "w:numId", {"w:val": kind})
    SubElement(paragraph, "w:bookmarkStart", {"w:name": f"{PLACE}{book.note(facts)}"})
    label = item.shown if item and book.tables else _label(item, is_item=is_item)
    if label:
        run = SubElement(paragraph, "w:r")
        SubElement(run, "w:t").text = f"{label} "
    paragraph.extend(line.nodes if line else ())
    return paragraph


def _label(item: Item | None, *, is_item: bool) -> str:
    if item is None:
        return ""
    return item.label if is_item or item.number is None else f"{item.number}."


def _table(node: Node, book: Book, host: int) -> Node:
    table = Element("w:tbl")
    book.tables += 1
    _rows(node, table, book, host)
    book.tables -= 1
    return table


def _rows(node: Node, table: Node, book: Book, host: int) -> None:
    for row in _inside(node, "w:tr"):
        said = child(row, "w:trPr")
        if child(said, "w:del") is not None:
            book.doubt("sửa đổi", CHANGES)
            continue
        made = SubElement(table, "w:tr")
        if child(said, "w:tblHeader") is not None and value(said, "w:tblHeader") not in (
            "0",
            "false",
        ):
            SubElement(SubElement(made, "w:trPr"), "w:tblHeader")
        for cell in _inside(row, "w:tc"):
            _cell(cell, SubElement(made, "w:tc"), book, host)


def _cell(cell: Node, made: Node, book: Book, host: int) -> None:
    said, kept = child(cell, "w:tcPr"), SubElement(made, "w:tcPr")
    span = value(said, "w:gridSpan") or ""
    if re.fullmatch(r"[1-9]\d?", span, re.ASCII):
        SubElement(kept, "w:gridSpan", {"w:val": span})
    merged = child(said, "w:vMerge")
    if merged is not None:
        kept.append(merged)
    made.extend(list(blocks(cell, book, host)))


def _inside(node: Node, name: str) -> Iterator[Node]:
    """Yield the rows of a table or the cells of a row, also those wrapped in something."""
    for it in node:
        if it.tag == name:
            yield it
        elif it.tag == "mc:AlternateContent":
            yield from _inside(_holder(chosen(it)), name)
        elif it.tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"):
            yield from _inside(it, name)


def _holder(nodes: Iterable[Node]) -> Node:
    holder = Element("holder")
    holder.extend(list(nodes))
    return holder
