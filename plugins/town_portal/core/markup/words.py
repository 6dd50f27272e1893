"""The plain words of a part of Markdown's tree: no tags, no entities, no marks of its own."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from typing import Any

from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE

_BREAK = re.compile(r"<br\b", re.IGNORECASE)


def extract_words(element: ET.Element, markdown: Any) -> str:
    """Return the words of ``element``, blanks as one; ``markdown`` made the tree.

    Python-Markdown keeps allowed tags and entities apart and leaves marks in the tree, which are
    resolved here. References to footnotes are left out.
    """
    return " ".join(resolve_placeholders("".join(_iter_texts(element)), markdown).split())


def resolve_placeholders(text: str, markdown: Any) -> str:
    """Return text of the tree, or of an attribute, with what is kept apart put back as words."""
    blocks = markdown.htmlStash.rawHtmlBlocks

    def stashed(match: re.Match[str]) -> str:
        raw = blocks[int(match[1])]
        if not isinstance(raw, str):
            return "".join(raw.itertext())
        if raw.startswith("&"):
            return unescape(raw)
        return " " if _BREAK.match(raw) else ""

    return HTML_PLACEHOLDER_RE.sub(stashed, text)


def decode_address(address: str) -> str:
    """Return a link's address in letters; Python-Markdown writes mail addresses in entities."""
    return unescape(address.replace(AMP_SUBSTITUTE, "&"))


def _iter_texts(element: ET.Element) -> Iterator[str]:
    if element.tag == "br":
        yield " "
    is_code = element.tag == "code"
    text = decode_address(element.text or "") if _is_mail(element) else element.text or ""
    yield unescape(text) if is_code else text
    for child in element:
        if "footnote-ref" not in child.get("class", ""):
            yield from _iter_texts(child)
        yield child.tail or ""


def _is_mail(element: ET.Element) -> bool:
    return element.tag == "a" and AMP_SUBSTITUTE in (element.text or "")
