"""All words of a document and all words of an article, read without the importer's help."""

from __future__ import annotations

import io
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = re.compile(r"word/(document|footnotes|endnotes)\d*\.xml")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_GONE = (f"{_W}del", f"{_W}moveFrom", _FALLBACK)
_ENDS = (f"{_W}p", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}tc")
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Return the words of a text in their order, as Unicode has them in one form."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def of_document(data: bytes) -> list[str]:
    """Return all words of a .docx: text, tables, text boxes, footnotes; not what was deleted."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(name for name in archive.namelist() if _PARTS.fullmatch(name))
        return [
            word
            for name in names
            for word in words("".join(_texts(ET.fromstring(archive.read(name)))))
        ]


def _texts(node: ET.Element) -> Iterator[str]:
    if node.tag in _GONE:
        return
    if node.tag == f"{_W}t":
        yield node.text or ""
    if node.tag == _TEXT_PATH:
        yield f" {node.get('string', '')} "
    if node.tag == f"{_W}noBreakHyphen":
        yield "-"
    if node.tag in _ENDS:
        yield " "
    for inner in node:
        yield from _texts(inner)
    if node.tag in _ENDS:
        yield " "


def of_article(folder: Path) -> list[str]:
    """Return all words of an article's file, front matter and captions with it."""
    text = (folder / "index.md").read_text(encoding="utf-8")
    text = re.sub(r"(?<!\\)\*|</?su[bp]>|\[\^\d+\]", "", text)
    return words(unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)))


def lost(before: list[str], after: list[str], allowed: str = "") -> Counter[str]:
    """Return the words that were there before and are not after.

    ``allowed`` are the words of a byline's labels ("Tin, ảnh"), for which fields stand.
    """
    return Counter(before) - Counter(after) - Counter(words(allowed))
