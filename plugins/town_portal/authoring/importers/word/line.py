"""One paragraph's text made simple: what counts after changes, in Unicode, with plain marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from town_portal.authoring import legacy_fonts as fonts
from town_portal.authoring.importers.word.book import Book
from town_portal.authoring.importers.word.media import Media, choose_alternate, iter_media
from town_portal.authoring.importers.word.package import Node, find_child
from town_portal.authoring.importers.word.styles import RunLook

GONE = frozenset(("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:delText", "w:bookmarkStart"))
"""What is no part of the text: deleted, or said of it."""
_DRAWN = frozenset(("w:drawing", "w:pict", "w:object"))
_KEPT = frozenset(("w:fldChar", "w:instrText"))
"""What mammoth understands by itself."""
_HEX = re.compile(r"[0-9A-Fa-f]{1,4}")
_SPACES = frozenset(("w:tab", "w:ptab"))
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
HIDDEN = "Có đoạn chữ ẩn trong Word, nay hiện ra trong bài: “{}”. Hãy xem có nên giữ."
STRUCK = "Có chữ bị gạch ngang trong Word, trong bài hiện như chữ thường: “{}”. Hãy xem có nên giữ."
NO_NOTE = "Có một số chú thích cuối trang không dẫn tới chú thích nào; đã bỏ số ấy."
FORMULA = "Có công thức toán, chỉ còn lại các chữ của nó; hãy xem lại."
OLD_FONT = "Bài có chữ gõ phông {} đã được đổi sang Unicode; hãy đọc lại chính tả."
CHANGES = "Bài có chỗ sửa được theo dõi (Track Changes): lấy bản sau khi sửa. Hãy xem đã đúng ý."


@dataclass
class ParagraphReader:
    """A paragraph while it is read: its new nodes, and what stood in it beside text."""

    book: Book
    paragraph: Node
    nodes: list[Node] = field(default_factory=list)
    before: list[Media] = field(default_factory=list)
    after: list[Media] = field(default_factory=list)
    looks: list[tuple[RunLook, int]] = field(default_factory=list)
    """Of each piece of text its look and its length without blanks."""
    _texts: list[tuple[Node, str]] = field(default_factory=list)

    def read(self) -> ParagraphReader:
        """Read the paragraph and return this line."""
        self._inline(self.paragraph, self.nodes)
        self._decode()
        return self

    @property
    def has_text(self) -> bool:
        """Tell whether there is a word in it."""
        return bool(self.looks)

    def all_are(self, mark: str) -> bool:
        """Tell whether the whole text has a mark: ``bold``, ``italic``."""
        return self.has_text and all(getattr(look, mark) for look, _ in self.looks)

    @property
    def size(self) -> float:
        """Give the size of most of the letters, in points."""
        sizes: dict[float, int] = {}
        for look, length in self.looks:
            sizes[look.size] = sizes.get(look.size, 0) + length
        return max(sizes, key=lambda size: sizes[size], default=0)

    def _inline(self, nodes: Iterable[Node], into: list[Node] | Node) -> None:
        for node in nodes:
            if node.tag in GONE or node.tag in ("w:ins", "w:moveTo"):
                self._changed(node, into)
            elif node.tag == "mc:AlternateContent":
                self._inline(choose_alternate(node), into)
            elif node.tag == "w:r":
                self._run(node, into)
            elif node.tag == "w:hyperlink":
                self._link(node, into)
            elif node.tag in ("m:oMath", "m:oMathPara"):
                self._formula(node, into)
            elif node.tag == "w:sdt":
                self._inline(find_child(node, "w:sdtContent") or (), into)
            else:
                self._inline(node, into)

    def _changed(self, node: Node, into: list[Node] | Node) -> None:
        if node.tag in ("w:ins", "w:moveTo", "w:del", "w:moveFrom"):
            self.book.doubt("sửa đổi", CHANGES)
        if node.tag not in GONE:
            self._inline(node, into)

    def _link(self, node: Node, into: list[Node] | Node) -> None:
        """Keep a link that leads out; one inside the document is only its words."""
        related = self.book.relations.get(node.get("r:id", ""))
        if related is None or not related.is_outside:
            self._inline(node, into)
            return
        link = Element("w:hyperlink", {"r:id": node.get("r:id", "")})
        self._inline(node, link)
        into.append(link)

    def _formula(self, node: Node, into: list[Node] | Node) -> None:
        text = " ".join(item.text for item in node.iter("m:t") if item.text)
        self._text(_make_run(RunLook(), into), text, RunLook())
        self.book.doubt("công thức", FORMULA)

    def _run(self, node: Node, into: list[Node] | Node) -> None:
        look = self.book.styles.look(find_child(node, "w:rPr"), self.paragraph)
        self._pieces(node, _make_run(look, into), look)

    def _pieces(self, nodes: Iterable[Node], run: Node, look: RunLook) -> None:
        """Put what a run holds into the new run."""
        for node in nodes:
            if node.tag == "w:t":
                self._text(run, node.text or "", look)
            elif node.tag in _DRAWN:
                (self.after if self.has_text else self.before).extend(
                    iter_media((node,), self.book)
                )
            elif node.tag in _NOTES:
                self._note(node, run)
            elif node.tag == "mc:AlternateContent":
                self._pieces(choose_alternate(node), run, look)
            elif node.tag in ("w:ruby", "w:rubyBase", "w:rt", "w:r"):
                self._pieces(node, run, look)
            else:
                self._sign(node, run, look)

    def _sign(self, node: Node, run: Node, look: RunLook) -> None:
        """Put what is a sign rather than a text into the new run."""
        is_old = bool(fonts.get_encoding(look.font))
        if node.tag in _SPACES:
            self._text(run, " ", look)
        elif node.tag == "w:noBreakHyphen":
            self._text(run, "-", look)
        elif node.tag == "w:softHyphen" and is_old:  # the place of ư in TCVN3
            self._text(run, "\xad", look)
        elif node.tag in ("w:br", "w:cr") and node.get("w:type") not in ("page", "column"):
            SubElement(run, "w:br")
        elif node.tag == "w:sym":
            self._symbol(node, run, look)
        elif node.tag in _KEPT:
            SubElement(run, node.tag, node.attrib).text = node.text

    def _symbol(self, node: Node, run: Node, look: RunLook) -> None:
        """Put a letter that is named by its number; mammoth knows those of drawn alphabets."""
        number = node.get("w:char", "")
        if not _HEX.fullmatch(number):
            return
        if fonts.get_encoding(node.get("w:font", "")):
            self._text(run, chr(int(number, 16)), look)
        else:
            SubElement(run, "w:sym", node.attrib)

    def _text(self, run: Node, text: str, look: RunLook) -> None:
        node = SubElement(run, "w:t")
        node.text = text
        self._texts.append((node, look.font))
        length = len("".join(text.split()))
        if length:
            self.looks.append((look, length))
        if look.hidden and length:
            self.book.doubt("chữ ẩn", HIDDEN.format(text.strip()))
        if look.struck and length:
            self.book.doubt("chữ gạch ngang", STRUCK.format(text.strip()))

    def _note(self, node: Node, run: Node) -> None:
        key = node.get("w:id", "")
        if key in self.book.notes.get(_NOTES[node.tag], ()):
            SubElement(run, node.tag, {"w:id": key})
        else:
            self.book.doubt("chú thích cuối trang", NO_NOTE)

    def _decode(self) -> None:
        """Bring texts of old fonts to Unicode; a mark at a run's start goes to the run before."""
        known = {
            fonts.get_encoding(font)
            for node, font in self._texts
            if fonts.is_unicode(node.text or "")
        }
        last: Node | None = None
        for node, font in self._texts:
            encoding = fonts.get_encoding(font)
            if encoding == "VNI" and last is not None and fonts.takes_mark(last.text or ""):
                text = node.text or ""
                cut = fonts.count_leading_marks(text)
                last.text, node.text = f"{last.text}{text[:cut]}", text[cut:]
            last = node if encoding == "VNI" else None
        for node, font in self._texts:
            encoding = fonts.get_encoding(font)
            if encoding and encoding not in known:
                node.text = fonts.convert_to_unicode(node.text or "", font)
                self.book.doubt("phông chữ", OLD_FONT.format(f"{font} ({encoding})"))


def _make_run(look: RunLook, into: list[Node] | Node) -> Node:
    run = Element("w:r")
    marks = SubElement(run, "w:rPr")
    for name, is_on in (("w:b", look.bold), ("w:i", look.italic)):
        if is_on:
            SubElement(marks, name)
    if look.raised in ("superscript", "subscript"):
        SubElement(marks, "w:vertAlign", {"w:val": look.raised})
    into.append(run)
    return run
