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
from town_portal.authoring.importers.word.breaks import split_paragraph
from town_portal.authoring.importers.word.line import CHANGES, GONE, ParagraphReader
from town_portal.authoring.importers.word.media import Media, TextBox, WordShot, choose_alternate
from town_portal.authoring.importers.word.numbers import DEEPEST, NumberedItem
from town_portal.authoring.importers.word.package import Node, find_child, get_child_value
from town_portal.authoring.importers.word.styles import get_heading_level

_DIVISION = re.compile(r"(?:Phần|Chương|Mục|Tiểu mục|Điều)\b", re.IGNORECASE)
PLACE = "p"
"""Before a paragraph's number in the names of bookmarks, which mammoth makes ids of."""
BULLETS, DECIMALS = "1", "2"
_BODY_LEVEL = 9
_LONGEST_HEADING = 150
ALTERNATIVE = (
    "Tệp Word gắn kèm một văn bản khác (altChunk) mà chương trình không đọc; hãy chép tay."
)


def iter_blocks(nodes: Iterable[Node], book: Book, host: int = 0) -> Iterator[Node]:
    """Yield the paragraphs and tables of a part; ``host`` is not 0 inside a text box."""
    for node in nodes:
        if node.tag == "w:p":
            yield from _iter_paragraph(node, book, host)
        elif node.tag == "w:tbl":
            yield _flatten_table(node, book, host)
        elif node.tag == "mc:AlternateContent":
            yield from iter_blocks(choose_alternate(node), book, host)
        elif node.tag == "w:sdt":
            yield from iter_blocks(find_child(node, "w:sdtContent") or (), book, host)
        elif node.tag == "w:altChunk":
            book.doubt("văn bản gắn kèm", ALTERNATIVE)
        elif node.tag not in GONE and node.tag != "w:sectPr":
            yield from iter_blocks(node, book, host)


def _iter_paragraph(node: Node, book: Book, box: int) -> Iterator[Node]:
    """Yield a paragraph: what stands before its text, the text, what stands after it."""
    book.hosts += 1
    host = box or book.hosts
    for part in split_paragraph(node):
        line = ParagraphReader(book, part).read()
        before, after = _order_media(line.before, line.after)
        yield from _iter_media(before, book, host, is_box=bool(box))
        if line.nodes or book.tables:
            yield from _iter_text(line, book, host, is_box=bool(box))
        yield from _iter_media(after, book, host, is_box=bool(box))


def _order_media(before: list[Media], after: list[Media]) -> tuple[list[Media], list[Media]]:
    """Return what stands before and after a text, text boxes on the side of the photographs."""
    first, last = (any(isinstance(item, WordShot) for item in side) for side in (before, after))
    if first and not last:
        return [*before, *after], []
    return ([], [*before, *after]) if last and not first else (before, after)


def _iter_media(found: Iterable[Media], book: Book, host: int, *, is_box: bool) -> Iterator[Node]:
    for kind, items in groupby(found, type):
        if kind is WordShot:
            shots = tuple(item.picture for item in items if isinstance(item, WordShot))
            yield _make_paragraph(book, Facts(host=host, box=is_box, pictures=shots))
            continue
        for item in items:
            if isinstance(item, TextBox):
                yield from iter_blocks(item.nodes or (_make_lone_paragraph(item.text),), book, host)


def _make_lone_paragraph(text: str) -> Node:
    paragraph = Element("w:p")
    SubElement(SubElement(paragraph, "w:r"), "w:t").text = text
    return paragraph


def _iter_text(line: ParagraphReader, book: Book, host: int, *, is_box: bool) -> Iterator[Node]:
    style = book.styles.name(line.paragraph)
    level = get_heading_level(style) or _find_outline_level(line, book)
    item = book.numbers.item(line.paragraph) if line.has_text or book.tables else None
    is_item = item is not None and not level and not _is_text(item, book)
    facts = Facts(
        style=style,
        level=level,
        align=book.styles.get_value(line.paragraph, "w:jc") or "",
        size=line.size,
        bold=line.all_are("bold"),
        italic=line.all_are("italic"),
        box=is_box,
        host=host,
        number=item.number if item and is_item else None,
    )
    yield _make_paragraph(book, facts, line, item, is_item=is_item)


def _is_text(item: NumberedItem, book: Book) -> bool:
    """Tell whether a number is written before its paragraph: in a table's cells, of divisions."""
    if book.tables:
        return bool(item.shown)
    return bool(item.label) and (not item.level or bool(_DIVISION.match(item.label)))


def _find_outline_level(line: ParagraphReader, book: Book) -> int:
    """Return the level of a heading that only the outline knows; 0 for a paragraph."""
    said = book.styles.get_value(line.paragraph, "w:outlineLvl") or ""
    length = sum(length for _, length in line.looks)
    is_heading = (
        said.isdecimal()
        and len(said) < 3
        and int(said) < _BODY_LEVEL
        and length <= _LONGEST_HEADING
    )
    return min(int(said) + 1, 6) if is_heading else 0


def _make_paragraph(
    book: Book,
    facts: Facts,
    line: ParagraphReader | None = None,
    item: NumberedItem | None = None,
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
    label = item.shown if item and book.tables else _format_label(item, is_item=is_item)
    if label:
        run = SubElement(paragraph, "w:r")
        SubElement(run, "w:t").text = f"{label} "
    paragraph.extend(line.nodes if line else ())
    return paragraph


def _format_label(item: NumberedItem | None, *, is_item: bool) -> str:
    if item is None:
        return ""
    return item.label if is_item or item.number is None else f"{item.number}."


def _flatten_table(node: Node, book: Book, host: int) -> Node:
    table = Element("w:tbl")
    book.tables += 1
    _add_rows(node, table, book, host)
    book.tables -= 1
    return table


def _add_rows(node: Node, table: Node, book: Book, host: int) -> None:
    for row in _iter_inside(node, "w:tr"):
        said = find_child(row, "w:trPr")
        if find_child(said, "w:del") is not None:
            book.doubt("sửa đổi", CHANGES)
            continue
        made = SubElement(table, "w:tr")
        if find_child(said, "w:tblHeader") is not None and get_child_value(
            said, "w:tblHeader"
        ) not in (
            "0",
            "false",
        ):
            SubElement(SubElement(made, "w:trPr"), "w:tblHeader")
        for cell in _iter_inside(row, "w:tc"):
            _add_cell(cell, SubElement(made, "w:tc"), book, host)


def _add_cell(cell: Node, made: Node, book: Book, host: int) -> None:
    said, kept = find_child(cell, "w:tcPr"), SubElement(made, "w:tcPr")
    span = get_child_value(said, "w:gridSpan") or ""
    if re.fullmatch(r"[1-9]\d?", span, re.ASCII):
        SubElement(kept, "w:gridSpan", {"w:val": span})
    merged = find_child(said, "w:vMerge")
    if merged is not None:
        kept.append(merged)
    made.extend(list(iter_blocks(cell, book, host)))


def _iter_inside(node: Node, name: str) -> Iterator[Node]:
    """Yield the rows of a table or the cells of a row, also those wrapped in something."""
    for item in node:
        if item.tag == name:
            yield item
        elif item.tag == "mc:AlternateContent":
            yield from _iter_inside(_make_holder(choose_alternate(item)), name)
        elif item.tag in (
            "w:sdt",
            "w:sdtContent",
            "w:customXml",
            "w:ins",
            "w:moveTo",
            "w:smartTag",
        ):
            yield from _iter_inside(item, name)


def _make_holder(nodes: Iterable[Node]) -> Node:
    holder = Element("holder")
    holder.extend(list(nodes))
    return holder
