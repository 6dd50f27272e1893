"""Photographs and text boxes inside a paragraph, in whatever Word or LibreOffice packs them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from PIL import Image

from town_portal.authoring.importers.draft import DraftPicture
from town_portal.authoring.importers.word.book import Book
from town_portal.authoring.importers.word.package import Node, find_child
from town_portal.features.photos.limits import GENERAL

_SAID = ("a:t", "c:v")
"""The words of diagrams and charts."""
_KNOWN = ("pic:pic", "w:txbxContent", "v:imagedata", "v:textpath", "dgm:relIds", "c:chart")
_NAME = re.compile(r"\.(jpe?g|png|gif|bmp|tiff?|webp|heic|wmf|emf)$", re.IGNORECASE)
_EMPTY = re.compile(
    r"(picture|image|graphic|hình ảnh|hình|ảnh|hình minh họa|img|dsc|shape)[\s_\d.-]*",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"description automatically generated|AI-generated content|mô tả được tạo tự động", re.I
)
LINKED = "Ảnh “{}” chỉ được liên kết, không nằm trong tệp Word; hãy gửi kèm tệp ảnh ấy."
GONE = "Tệp Word nhắc tới một ảnh nhưng bên trong không có ảnh ấy; hãy chép ảnh gốc vào bài."
METAFILE = (
    "Ảnh là hình vẽ kiểu {}, trình duyệt không hiện được; hãy lưu hình ấy thành PNG hoặc JPEG."
)
CROPPED = (
    "Ảnh đã được cắt bớt trong Word, còn tệp bên trong là ảnh đủ; hãy xem phần bị cắt có nên đăng."
)
TURNED = "Ảnh đã được xoay trong Word; hãy xem ảnh có đúng chiều không."
AUTOMATIC = "Lời tả ảnh do máy tự sinh đã bị bỏ; hãy tả ảnh bằng một câu."
CHART = "Có một biểu đồ, không đưa vào bài được; hãy lưu thành ảnh PNG. Các chữ của nó: {}"
DIAGRAM = "Có một sơ đồ SmartArt, không đưa vào bài được; các chữ của nó: {}"


@dataclass(frozen=True, slots=True)
class WordShot:
    """A photograph: its number in the book."""

    picture: int


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text box: the nodes in it, or the letters of a word drawn as a picture."""

    nodes: tuple[Node, ...] = ()
    text: str = ""


Media = WordShot | TextBox


def choose_alternate(alternate: Node) -> Iterator[Node]:
    """Yield what counts of a thing that is told twice, for new programs and for old ones."""
    choices = [item for item in alternate if item.tag == "mc:Choice"]
    fallback = find_child(alternate, "mc:Fallback")
    known = next(
        (choice for choice in choices if any(n.tag in _KNOWN for n in choice.iter())), None
    )
    if known is None:
        has_old = fallback is not None and len(fallback)
        known = fallback if has_old else next(iter(choices), None)
    yield from known if known is not None else ()


def iter_media(nodes: Iterable[Node], book: Book, alt: str = "") -> Iterator[Media]:
    """Yield the photographs and text boxes below some nodes, in their order."""
    for node in nodes:
        if node.tag == "mc:AlternateContent":
            yield from iter_media(choose_alternate(node), book, alt)
        elif node.tag == "w:txbxContent":
            yield TextBox(tuple(node))
        elif node.tag == "v:textpath":
            yield TextBox(text=node.get("string", ""))
        elif node.tag in ("pic:pic", "a:blipFill"):
            yield from _iter_shots(
                node, book, _find_description(find_child(node, "pic:nvPicPr", "pic:cNvPr")) or alt
            )
        elif node.tag == "v:imagedata":
            yield WordShot(_note_picture(node, book, alt))
        elif node.tag in ("dgm:relIds", "c:chart"):
            _note_drawing(node, book)
        else:
            yield from iter_media(
                node, book, _find_description(find_child(node, "wp:docPr"), node) or alt
            )


def _find_description(*places: Node | None) -> str:
    found = (place.get("descr") or place.get("alt") or "" for place in places if place is not None)
    return next(filter(None, (" ".join(text.split()) for text in found)), "")


def _iter_shots(node: Node, book: Book, alt: str) -> Iterator[WordShot]:
    blip = next(node.iter("a:blip"), None)
    if blip is None:
        return
    yield WordShot(_note_picture(blip, book, alt))
    about = f"ảnh {len(book.pictures)}"
    cut = next(node.iter("a:srcRect"), None)
    if cut is not None and any(int(item) > 0 for item in cut.attrib.values() if item.isdecimal()):
        book.doubt(about, CROPPED)
    turn = next((item.get("rot") for item in node.iter("a:xfrm")), None)
    if turn and turn != "0":
        book.doubt(about, TURNED)


def _note_picture(node: Node, book: Book, alt: str) -> int:
    """Note the photograph that a node names by an id, and return its number."""
    key = node.get("r:embed") or node.get("r:id") or node.get("r:link") or node.get("r:pict") or ""
    related = book.relations.get(key)
    about = f"ảnh {len(book.pictures) + 1}"
    name = unquote(related.target.replace("\\", "/").rpartition("/")[2]) if related else ""
    suffix = PurePosixPath(name).suffix.lower() or ".jpg"
    picture = DraftPicture(None, suffix, alt=_clean_description(alt), name=name)
    if related is None or (not related.is_outside and related.target not in book.package.names):
        book.doubt(about, GONE)
    elif related.is_outside:
        book.doubt(about, LINKED.format(name))
    else:
        picture = _fill_picture(picture, book.package.data(related.target))
        if picture.suffix in (".wmf", ".emf", ".wmz", ".emz"):
            book.doubt(about, METAFILE.format(picture.suffix[1:].upper()))
    if _MACHINE.search(alt):
        book.doubt(about, AUTOMATIC)
    book.pictures.append(picture)
    return len(book.pictures) - 1


def _fill_picture(picture: DraftPicture, data: bytes) -> DraftPicture:
    """Return a picture with its bytes; kinds that a browser does not know become PNG."""
    if picture.suffix not in (".bmp", ".tif", ".tiff", ".dib"):
        return replace(picture, data=data)
    try:
        target = io.BytesIO()
        with Image.open(io.BytesIO(data), formats=("BMP", "DIB", "TIFF")) as image:
            if image.width * image.height > GENERAL:
                return replace(picture, data=data)
            image.save(target, "PNG")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return replace(picture, data=data)
    return replace(picture, data=target.getvalue(), suffix=".png")


def _clean_description(alt: str) -> str:
    """Return a description that a person wrote; empty for a file's name or a machine's words."""
    if _MACHINE.search(alt) or _NAME.search(alt) or _EMPTY.fullmatch(alt):
        return ""
    return alt


def _note_drawing(node: Node, book: Book) -> None:
    """Note a chart or a diagram, which is a drawing of its own kind."""
    is_chart = node.tag == "c:chart"
    related = book.relations.get(node.get("r:id" if is_chart else "r:dm", ""))
    root = book.package.tree(related.target) if related else None
    found = (
        item.text or "" for item in (root if root is not None else node).iter() if item.tag in _SAID
    )
    sentence = CHART if is_chart else DIAGRAM
    book.doubt("biểu đồ" if is_chart else "sơ đồ", sentence.format("; ".join(filter(None, found))))
