"""Builds .docx files with python-docx, and with the XML that python-docx has no words for."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Pt
from PIL import Image

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_ALIGNMENTS = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def photograph(colour: int, kind: str = "JPEG") -> bytes:
    """Return the bytes of a small picture; another number gives another picture."""
    target = io.BytesIO()
    shade = (colour * 53 % 256, colour * 97 % 256, colour * 151 % 256)
    Image.new("RGB", (96, 64), shade).save(target, kind)
    return target.getvalue()


class Maker:
    """A document being built. ``marks`` are letters: b bold, i italic."""

    def __init__(self) -> None:
        """Begin an empty document."""
        self.document: Any = Document()
        self._pictures = 0
        self._notes: dict[str, list[str]] = {"footnotes": [], "endnotes": []}

    def paragraph(
        self, text: str = "", align: str = "", marks: str = "", style: str = "", size: float = 0
    ) -> Any:
        """Add a paragraph and return it."""
        made = self.document.add_paragraph(style=style or None)
        if align:
            made.alignment = _ALIGNMENTS[align]
        if text:
            self.run(made, text, marks, size)
        return made

    def run(
        self, paragraph: Any, text: str, marks: str = "", size: float = 0, font: str = ""
    ) -> Any:
        """Add a piece of text to a paragraph and return it."""
        run = paragraph.add_run(text)
        run.bold = "b" in marks or None
        run.italic = "i" in marks or None
        run.font.superscript = "^" in marks or None
        if size:
            run.font.size = Pt(size)
        if font:
            run.font.name = font
        return run

    def picture(self, paragraph: Any = None, alt: str = "", kind: str = "JPEG") -> Any:
        """Add a picture to a paragraph, else to one of its own; return the paragraph."""
        paragraph = paragraph if paragraph is not None else self.document.add_paragraph()
        self._pictures += 1
        data = io.BytesIO(photograph(self._pictures, kind))
        shape = paragraph.add_run().add_picture(data, width=Pt(200))
        if alt:
            shape._inline.docPr.set("descr", alt)
        return paragraph

    def picture_id(self) -> str:
        """Add a picture's bytes and return the id by which XML may name them."""
        self._pictures += 1
        data = io.BytesIO(photograph(self._pictures))
        key, _ = self.document.part.get_or_add_image(data)
        return str(key)

    def xml(self, paragraph: Any, text: str) -> None:
        """Add a run's content, given as XML, to a paragraph."""
        paragraph._p.append(parse_xml(f"<w:r {SPACES}>{text}</w:r>"))

    def inside(self, paragraph: Any, text: str) -> None:
        """Add XML to a paragraph."""
        paragraph._p.append(parse_xml(re.sub(r"^<[\w:]+", rf"\g<0> {SPACES}", text)))

    def link(self, paragraph: Any, text: str, address: str) -> None:
        """Add a link to a paragraph."""
        key = self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        self.inside(
            paragraph, f'<w:hyperlink r:id="{key}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>'
        )

    def note(self, paragraph: Any, text: str, kind: str = "footnote") -> None:
        """Add a footnote or endnote to a paragraph."""
        notes = self._notes[f"{kind}s"]
        notes.append(text)
        number = len(notes) + 1
        self.xml(paragraph, f'<w:{kind}Reference w:id="{number}"/>')

    def part(self, name: str, kind: str, data: bytes, media: str) -> str:
        """Add a part that the document names, and return its id."""
        made = Part(PackURI(f"/word/{name}"), media, data, self.document.part.package)
        relation = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
        return str(self.document.part.relate_to(made, relation))

    def done(self, changed: Callable[[bytes], bytes] = lambda data: data) -> bytes:
        """Return the document's bytes."""
        for kind, notes in self._notes.items():
            if notes:
                self.part(f"{kind}.xml", kind, _notes(kind, notes), _NOTES.format(kind))
        target = io.BytesIO()
        self.document.save(target)
        return changed(target.getvalue())


def _notes(kind: str, notes: list[str]) -> bytes:
    one = kind.removesuffix("s")
    texts = [
        f'<w:{one} w:id="{number}"><w:p><w:r><w:{one}Ref/></w:r><w:r><w:t>{text}</w:t></w:r></w:p>'
        f"</w:{one}>"
        for number, text in enumerate(notes, 2)
    ]
    first = f'<w:{one} w:type="separator" w:id="0"><w:p/></w:{one}>'
    return f"<w:{kind} {SPACES}>{first}{''.join(texts)}</w:{kind}>".encode()


def numbered(make: Maker, *levels: tuple[str, str]) -> str:
    """Add a list whose levels have these number formats and texts; return its id."""
    root = make.document.part.numbering_part.element
    space = root.nsmap["w"]

    def add(parent: object, name: str, **attributes: str) -> object:
        made = root.makeelement(f"{{{space}}}{name}")
        for key, value in attributes.items():
            made.set(f"{{{space}}}{key}", value)
        parent.append(made)  # type: ignore[attr-defined]
        return made

    abstract = add(root, "abstractNum", abstractNumId="77")
    for number, (kind, text) in enumerate(levels):
        level = add(abstract, "lvl", ilvl=str(number))
        add(level, "start", val="1")
        add(level, "numFmt", val=kind)
        add(level, "lvlText", val=text)
    add(add(root, "num", numId="77"), "abstractNumId", val="77")
    return "77"
