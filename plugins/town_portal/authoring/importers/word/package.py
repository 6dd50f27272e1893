"""The parts of a .docx, which is a packed folder of XML files; hostile ones are refused."""

from __future__ import annotations

import io
import posixpath
import xml.etree.ElementTree as ET
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

Node = ET.Element
"""An element whose names are written with the usual short prefix: ``w:p``, ``r:embed``."""

MOST_PARTS = 5_000
LARGEST_XML = 12_000_000
"""Bytes of one part of XML: Word needs some 15 KB for a page."""
LARGEST = 400_000_000
"""Bytes of all parts unpacked."""
BROKEN = "Tệp Word bị hỏng hoặc chép thiếu; hãy mở bằng Word, lưu lại (Save As) rồi nhập lại."
BOMB = "Tệp Word này khi mở ra nặng bất thường nên không được nhận; hãy lưu lại bằng Word."
ENTITIES = (
    "Tệp Word này có phần khai báo (DOCTYPE) mà Word không bao giờ ghi, nên không được nhận; "
    "hãy mở bằng Word rồi lưu lại thành tệp mới."
)
NOT_WORD = "Tệp này không phải văn bản Word (.docx); hãy mở bằng Word rồi lưu thành .docx."
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_DOCUMENT = "/officeDocument"


class WordError(Exception):
    """Why a document can't be taken, in Vietnamese, with what to do."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part names by an id: another part, or an address outside."""

    kind: str
    target: str
    is_outside: bool


class WordPackage:
    """An open document. Raises WordError for what is no document, or a hostile one."""

    def __init__(self, data: bytes) -> None:
        """Open the document in ``data``."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise WordError(BROKEN if data[:2] == b"PK" else NOT_WORD) from None
        infos = self._zip.infolist()
        if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST:
            raise WordError(BOMB)
        self.names = frozenset(info.filename for info in infos)
        self._relations = cache(self._read_relations)

    def document(self) -> str:
        """Return the name of the main part."""
        found = (
            relation.target
            for relation in self.relations("").values()
            if relation.kind.endswith(_DOCUMENT)
        )
        name = next(found, "word/document.xml")
        if name not in self.names:
            raise WordError(NOT_WORD)
        return name

    def data(self, name: str) -> bytes:
        """Return a part's bytes; raises WordError where it is not whole."""
        try:
            return self._zip.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError):
            raise WordError(BROKEN) from None
        except (RuntimeError, NotImplementedError, OSError, ValueError):  # locked, strange packing
            raise WordError(BROKEN) from None

    def tree(self, name: str) -> Node | None:
        """Return a part's root; None where there is no such part."""
        if name not in self.names:
            return None
        if self._zip.getinfo(name).file_size > LARGEST_XML:
            raise WordError(BOMB)
        return parse_xml(self.data(name))

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part names, by id."""
        return self._relations(part)

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts of a kind (``footnotes``) that ``part`` names and that are there."""
        found = (
            relation
            for relation in self.relations(part).values()
            if relation.kind.endswith(f"/{kind}")
        )
        return [item.target for item in found if not item.is_outside and item.target in self.names]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, _, name = part.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for node in root if root is not None else ():
            target, outside = node.get("Target", ""), node.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target)))[1:]
            found[node.get("Id", "")] = Relation(node.get("Type", ""), target, outside)
        return found


def parse_xml(data: bytes) -> Node:
    """Return the root of a part's XML. Raises WordError for a broken one, or with declarations."""
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise WordError(ENTITIES)
        root = ET.fromstring(text)
    except (UnicodeDecodeError, ET.ParseError):
        raise WordError(BROKEN) from None
    for node in root.iter():
        node.tag = _shorten_name(node.tag)
        if node.attrib:
            node.attrib = {_shorten_name(name): value for name, value in node.attrib.items()}
    return root


@cache
def _shorten_name(name: str) -> str:
    space, brace, local = name.rpartition("}")
    if not brace:
        return name
    prefix = _PREFIXES.get(space[1:])
    return f"{prefix}:{local}" if prefix else local


def find_child(node: Node | None, *path: str) -> Node | None:
    """Return the first child of a name, or the child's child and so on; None without."""
    for name in path:
        node = next((item for item in node if item.tag == name), None) if node is not None else None
    return node


def get_child_value(node: Node | None, *path: str) -> str | None:
    """Return the ``w:val`` of a child found as by ``find_child``; None without."""
    found = find_child(node, *path)
    return None if found is None else found.get("w:val", "")
