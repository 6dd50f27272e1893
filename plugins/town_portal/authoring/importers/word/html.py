"""A document through mammoth: simple XML in, HTML out, each paragraph with its number."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

import mammoth

from town_portal.authoring.importers.word import styles
from town_portal.authoring.importers.word.book import Book
from town_portal.authoring.importers.word.flat import BULLETS, DECIMALS, iter_blocks
from town_portal.authoring.importers.word.numbers import DEEPEST, Numbers
from town_portal.authoring.importers.word.package import BROKEN, Node, WordError, WordPackage

_SPACES = {
    "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OUTSIDE = {
    "Type": f"{_SPACES['xmlns:r']}/hyperlink",
    "TargetMode": "External",
}
_SIGN = "Có ký hiệu đặc biệt (phông {}) không đổi được thành chữ; hãy xem chỗ ấy trong bản Word."
_STRANGE = "w:sym element"
KINDS = ("footnote", "endnote")


def open_book(data: bytes) -> Book:
    """Return a document ready to be read. Raises WordError."""
    package = WordPackage(data)
    part = package.document()
    found = styles.read_styles(_parse_part(package, part, "styles"))
    counted = Numbers(_parse_part(package, part, "numbering"), found)
    return Book(package, found, counted, part=part)


def convert_to_html(book: Book) -> str:
    """Return the document as mammoth's HTML; what is noted of it is in the book then.

    Raises WordError where it can't be read.
    """
    notes = {kind: _parse_part(book.package, book.part, f"{kind}s") for kind in KINDS}
    book.notes = {
        kind: frozenset(key for key, _ in _iter_notes(root)) for kind, root in notes.items()
    }
    root = book.package.tree(book.part)
    files: dict[str, Node] = {}
    book.relations = book.package.relations(book.part)
    body = Element("w:body")
    body.extend(list(iter_blocks(root if root is not None else (), book)))
    files["document"] = _make_root("w:document", [body])
    links = [read_relations(book, "document")]
    for kind, notes_root in notes.items():
        names = book.package.related(book.part, f"{kind}s")
        book.relations = book.package.relations(names[0]) if names else {}
        files[f"{kind}s"] = _make_root(
            f"w:{kind}s", list(_iter_simple_notes(kind, notes_root, book))
        )
        links.append(read_relations(book, f"{kind}s"))
    return _run_mammoth(files, dict(links), book)


def read_relations(book: Book, name: str) -> tuple[str, Mapping[str, str]]:
    """Return a part's name and the addresses outside that it links to, by id."""
    outside = {key: item.target for key, item in book.relations.items() if item.is_outside}
    return name, outside


def _parse_part(package: WordPackage, part: str, kind: str) -> Node | None:
    names = package.related(part, kind)
    return package.tree(names[0]) if names else None


def _iter_notes(root: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the notes that have a text, with their ids; not the lines that part them."""
    for node in root if root is not None else ():
        if node.tag in ("w:footnote", "w:endnote") and node.get("w:type", "normal") == "normal":
            yield node.get("w:id", ""), node


def _iter_simple_notes(kind: str, root: Node | None, book: Book) -> Iterator[Node]:
    for key, node in _iter_notes(root):
        made = Element(f"w:{kind}", {"w:id": key})
        made.extend(list(iter_blocks(node, book)))
        yield made


def _make_root(name: str, nodes: list[Node]) -> Node:
    root = Element(name, _SPACES)
    root.extend(nodes)
    return root


def _make_lists() -> Node:
    """Return the two lists that all lists of the document have become."""
    root = Element("w:numbering", _SPACES)
    for key, kind in ((BULLETS, "bullet"), (DECIMALS, "decimal")):
        abstract = SubElement(root, "w:abstractNum", {"w:abstractNumId": key})
        for level in range(DEEPEST + 1):
            made = SubElement(abstract, "w:lvl", {"w:ilvl": str(level)})
            SubElement(made, "w:numFmt", {"w:val": kind})
    for key in (BULLETS, DECIMALS):
        SubElement(SubElement(root, "w:num", {"w:numId": key}), "w:abstractNumId", {"w:val": key})
    return root


def _make_relations(outside: Mapping[str, str]) -> Node:
    root = Element("Relationships", {"xmlns": _RELATIONS})
    for key, target in outside.items():
        SubElement(root, "Relationship", {"Id": key, "Target": target, **_OUTSIDE})
    return root


def _run_mammoth(
    files: Mapping[str, Node], links: Mapping[str, Mapping[str, str]], book: Book
) -> str:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, root in {**files, "numbering": _make_lists()}.items():
            archive.writestr(f"word/{name}.xml", ET.tostring(root, "utf-8"))
        for name, outside in links.items():
            root = _make_relations(outside)
            archive.writestr(f"word/_rels/{name}.xml.rels", ET.tostring(root, "utf-8"))
    target.seek(0)
    try:
        result = mammoth.convert_to_html(target, ignore_empty_paragraphs=False)
    except Exception as error:  # the library raises whatever a strange document leads it to
        raise WordError(BROKEN) from error
    for message in result.messages:
        if _STRANGE in message.message:
            book.doubt("ký hiệu", _SIGN.format(message.message.rpartition("font ")[2]))
    return str(result.value)
