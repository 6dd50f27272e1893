"""Numbers of private persons in what goes out, by the editorial check's own rules.

What stands in an article or a page of the content folder has been judged there, with its line, and
may be waived; so has the town's own telephone. Here is found what came another way: out of data
files, captions, comments, attachments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from town_portal.authoring.proofreading.rules.privacy import private_numbers, private_papers
from town_portal.authoring.proofreading.text import BREAK, ProofText, TextProse

NUMBER = re.compile(r"\d(?:[ .)-]{0,2}\d){8,}")
"""What may be a number of somebody: nine digits or more."""
RULES = ("so-dien-thoai-rieng", "so-giay-to-rieng")
"""The rules that may be waived."""
OFFICE = frozenset({"docx", "xlsx", "pptx", "odt", "ods"})
"""Endings of zipped XML, out of which words are taken."""
MOST = 20_000_000
"""Bytes of one part of such a file that are looked at."""
_SILENT = re.compile(r"<(script|style|template)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|div|li|td|th|tr|h[1-6]|dd|dt|figcaption|section|table|br|w:p|w:tc|si|row|text:p"
    r"|a:p|table:table-cell)\b[^>]*>"
)
_CELL = re.compile(r"<c\b[^>]*>\s*<v>|</v>\s*</c>")
_SEPARATOR = re.compile(r"[,;\t\"]")
_TAG = re.compile(r"<[^>]*>")
_TODO = re.compile(r"; hãy .*$", re.DOTALL)
CHANGE = (
    "hãy bỏ hoặc che số ấy ở dữ liệu, chú thích, bình luận hoặc tệp đính kèm có nó, rồi đăng lại"
)


def strip_to_digits(text: str) -> str:
    """Return the digits of a number as it is written."""
    return "".join(letter for letter in text if letter.isdigit())


def list_numbers(text: str) -> set[str]:
    """Return the digits of all long numbers in a text."""
    return {strip_to_digits(found) for found in NUMBER.findall(text)}


def find_private(words: str) -> Iterator[tuple[str, str]]:
    """Yield the digits of each private number in words, and a sentence about it."""
    if not NUMBER.search(words):
        return
    text = ProofText(prose=TextProse(words, (0,), (1,)))
    for rule in (private_numbers, private_papers):
        for _, sentence, *_ in rule(text):
            what = _TODO.sub("", sentence)
            yield strip_to_digits(what.partition("”")[0]), f"{what}: {CHANGE}"


def extract_words(source: str, ending: str = "html") -> str:
    """Return the words of HTML, a feed, zipped XML or a table; blocks and cells are told apart."""
    if ending in ("csv", "tsv", "txt", "json"):
        return _SEPARATOR.sub(f" {BREAK}", source) if ending in ("csv", "tsv") else source
    text = _SILENT.sub(" ", source)
    text = _CELL.sub(BREAK, text)
    text = _BLOCK.sub(f"\n{BREAK}", text)
    return unescape(_TAG.sub("", text))


def extract_office_words(data: bytes) -> str:
    """Return the words of a document of Word, Excel or OpenDocument; empty where it is none."""
    try:
        with ZipFile(BytesIO(data)) as parts:
            names = [
                item.filename
                for item in parts.infolist()
                if item.filename.endswith(".xml") and item.file_size <= MOST
            ]
            found = (parts.read(name).decode("utf-8", "replace") for name in names)
            return f"\n{BREAK}".join(map(extract_words, found))
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return ""
