"""What a reader sees of a clipboard, and of a text of the portal: for comparing the two.

Both are read by code of their own, not by that of the portal's converters. A list item begins
with its number or •, a picture is ▣ and its alternative text, a table ⊞.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree, html
from markdown import Markdown

from town_portal.core.text import normalize_text
from town_portal.settings.base import MARKDOWN

PICTURE, TABLE = "▣", "⊞"
PLACE = "[Chỗ này có một ảnh chưa dán được: hãy thả ảnh vào đây rồi xóa câu này.]"
_HIDDEN = ("script", "style", "head", "xml", "iframe", "form", "template", "svg", "title")
_INLINE = ("a", "b", "del", "em", "font", "i", "ins", "span", "strong", "sub", "sup", "u")
_MARK = re.compile(r"mso-list:\s*Ignore", re.I)


@dataclass(frozen=True)
class Shown:
    """The words outside of tables, the cells of tables in their rows, the number of pictures."""

    words: list[str]
    tables: list[list[list[str]]]
    pictures: int


def read_clipboard(source: str, *, is_html: bool) -> Shown:
    """Return what a clipboard shows."""
    if not is_html:
        return Shown(normalize_text(source).split(), [], 0)
    whole = source if "<body" in source else f"<div>{source}</div>"
    tree = html.fromstring(whole, parser=html.HTMLParser(huge_tree=True))
    return _shown(tree)


def read_text(body: str) -> Shown:
    """Return what the portal shows of a text's body."""
    markdown: Any = Markdown(**dict(MARKDOWN))  # type: ignore[arg-type]
    page = markdown.convert(body).replace(PLACE, PICTURE)
    tree = html.fromstring(f"<div>{page}</div>")
    for slot in tree.xpath("//*[@data-slot]"):
        figures = [markdown.figures[int(number)] for number in slot.get("data-slot").split(",")]
        slot.text = " ".join(
            f"{PICTURE} {figure.alt} {figure.caption or ''} {figure.credit or ''}"
            for figure in figures
        )
    return _shown(tree)


def _shown(tree: Any) -> Shown:
    for node in tree.xpath(f"//{'|//'.join(_HIDDEN)}|//*[contains(@class,'external')]"):
        node.drop_tree()
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    outer = tree.xpath("//table[not(ancestor::table)]")
    pictures = _words(tree).count(PICTURE)
    tables = [_rows(table) for table in outer]
    for table in outer:
        caption = " ".join(word for part in table.xpath("./caption") for word in _words(part))
        table.clear(keep_tail=True)
        table.text = f"{caption} {TABLE}"
    return Shown(_words(tree), tables, pictures)


def _words(node: Any) -> list[str]:
    return normalize_text(_text(node)).replace("[^", "[").split()


def _text(node: Any) -> str:
    style = node.get("style") or ""
    if _MARK.search(style):
        return f" {_mark(''.join(node.itertext()).strip())} "
    if node.tag == "img":
        return f" {PICTURE} {node.get('alt') or ''} "
    inner = (node.text or "") + "".join(_text(child) + (child.tail or "") for child in node)
    gap = "" if node.tag in _INLINE else " "
    return f"{gap}{_number(node)}{inner}{gap}"


def _mark(text: str) -> str:
    """Return the mark that Word wrote before an item; a sign is •."""
    return text.split(maxsplit=1)[0] if re.match(r"\w", text) else "•"


def _number(node: Any) -> str:
    if node.tag != "li":
        return ""
    parent = node.getparent()
    if parent.tag != "ol":
        return "- " if list(node.iterancestors("td")) else "• "
    return f"{int(parent.get('start') or 1) + len(list(node.itersiblings('li', preceding=True)))}. "


def _rows(table: Any) -> list[list[str]]:
    """Return a table's cells, merged ones at each of their places, as a square."""
    grid: dict[tuple[int, int], str] = {}
    lines = table.xpath("./tr|./*/tr")
    for y, line in enumerate(lines):
        x = 0
        for cell in line.xpath("./td|./th"):
            while (y, x) in grid:
                x += 1
            text = " ".join(word for word in _words(cell) if word != "–")
            down, across = int(cell.get("rowspan") or 1), int(cell.get("colspan") or 1)
            for place in [(y + i, x + j) for i in range(down) for j in range(across)]:
                grid[place] = text
    width = max((x for _, x in grid), default=-1) + 1
    return [[grid.get((y, x), "") for x in range(width)] for y in range(len(lines))]
