"""What a document holds beside its text: headers, comments, macros. It is told, not taken."""

from __future__ import annotations

import re

from town_portal.authoring.importers.word.book import Book
from town_portal.authoring.importers.word.package import Node

HEADER = "Đầu trang, chân trang của tệp Word không đưa vào bài; các chữ ở đó: “{}”."
COMMENT = "Lời góp ý (comment) trong tệp Word không đưa vào bài: “{}”."
MACRO = "Tệp Word có chương trình kèm theo (macro); chương trình ấy đã bị bỏ, chỉ lấy chữ và ảnh."
_WORD = re.compile(r"[^\W\d_]")


def look_beside(book: Book) -> None:
    """Note what stands in headers, footers and comments, and whether there are macros."""
    package = book.package
    for kind, sentence in (("header", HEADER), ("footer", HEADER), ("comments", COMMENT)):
        for name in package.related(book.part, kind):
            text = extract_words(package.tree(name))
            if _WORD.search(text):
                book.doubt(
                    "góp ý" if kind == "comments" else "đầu và chân trang", sentence.format(text)
                )
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        book.doubt("macro", MACRO)


def extract_words(root: Node | None) -> str:
    """Return the words of a part, a blank between its paragraphs."""
    parts = []
    for node in root.iter() if root is not None else ():
        if node.tag == "w:t":
            parts.append(node.text or "")
        elif node.tag in ("w:p", "w:tab", "w:br"):
            parts.append(" ")
    return " ".join("".join(parts).split())
