"""A line of a page as Markdown: bold, italic, links, line ends, sub- and superscript. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bs4 import Tag
from bs4.element import NavigableString, PageElement
from markdownify import MarkdownConverter

from town_portal.authoring.importers import escape
from town_portal.authoring.importers.page.address import make_absolute
from town_portal.core.text import normalize_text

_BOLD = ("b", "strong")
_ITALIC = ("i", "em", "cite", "dfn")
_KEPT = ("b", "strong", "i", "em", "a", "br", "sub", "sup")
_SPACE = re.compile(r"[\s\xa0]+")
BREAKS = ("br", "img")
"""What divides a line: a line's end, a photograph."""


class _Line(MarkdownConverter):
    """markdownify with the portal's escapes, and links made whole."""

    def __init__(self, base: str) -> None:
        super().__init__(convert=list(_KEPT), sub_symbol="<sub>", sup_symbol="<sup>")
        self._base = base

    def escape(self, text: str, parent_tags: Any) -> str:
        """Return text of which nothing is taken for Markdown."""
        del parent_tags
        return escape.escape_inline(_SPACE.sub(" ", normalize_text(text)))

    def convert_a(self, el: Tag, text: str, parent_tags: Any) -> str:
        """Return a link; only its text where it leads nowhere that it may."""
        del parent_tags
        address = make_absolute(str(el.get("href") or ""), self._base)
        words = text.strip()
        is_link = address and words and "\n" not in words
        return escape.format_link(text, escape_address(address)) if is_link else text


def escape_address(address: str) -> str:
    """Return an address as it stands between the brackets of a link."""
    return address.replace("(", "%28").replace(")", "%29")


def format_markdown(nodes: Iterable[PageElement], base: str) -> str:
    """Return the Markdown of the nodes of one paragraph; ``base`` is the page's address.

    The nodes are taken out of their tree.
    """
    holder = Tag(name="span")
    for node in nodes:
        holder.append(node)
    _simplify(holder)
    text = _Line(base).convert_soup(holder)
    lines = [" ".join(line.split()) for line in text.strip().split("\n")]
    text = "  \n".join(line for line in lines if line)
    return escape.escape_line_starts(text.replace("![", "\\!["))


def format_one_line(nodes: Iterable[PageElement], base: str) -> str:
    """Return the Markdown of nodes within a table's cell or a list: line ends are ``<br>``."""
    return format_markdown(nodes, base).replace("  \n", "<br>")


def split_pieces(node: PageElement) -> list[PageElement]:
    """Return a line's node cut at line ends and photographs, which then stand alone.

    An element around them is made again for each part.
    """
    if not isinstance(node, Tag) or node.name in BREAKS or node.find(BREAKS) is None:
        return [node]
    parts: list[PageElement] = []
    current = _copy_tag(node)
    for child in list(node.contents):
        for piece in split_pieces(child):
            if isinstance(piece, Tag) and piece.name in BREAKS:
                piece.extract()
                parts += [current, piece] if current.contents else [piece]
                current = _copy_tag(node)
            else:
                current.append(piece)
    return [*parts, current] if current.contents else parts


def _copy_tag(tag: Tag) -> Tag:
    made = Tag(name=tag.name)
    made.attrs.update(tag.attrs)
    return made


def _simplify(holder: Tag) -> None:
    """Give bold and italic one name each, none within its like, and join neighbours."""
    for tag in holder.find_all(True):
        tag.name = "b" if tag.name in _BOLD else "i" if tag.name in _ITALIC else tag.name
    for tag in holder.find_all(["b", "i", "a"]):
        is_idle = tag.find_parent(tag.name) is not None or not tag.get_text(strip=True)
        if is_idle or _is_by_style(tag):
            tag.unwrap()
    holder.smooth()
    for tag in holder.find_all(["b", "i"]):
        _join(tag)


def _is_by_style(tag: Tag) -> bool:
    """Tell whether an element's own style takes its weight or slant away."""
    style = str(tag.get("style") or "").replace(" ", "").lower()
    return ("font-weight:normal" in style and tag.name == "b") or (
        "font-style:normal" in style and tag.name == "i"
    )


def _join(tag: Tag) -> None:
    """Take the following elements of the same name into one, spaces between them too."""
    while tag.parent is not None:
        between = tag.next_sibling
        is_space = isinstance(between, NavigableString) and not str(between).strip(" \n\t\r\xa0")
        other = between.next_sibling if is_space and between is not None else between
        if not isinstance(other, Tag) or other.name != tag.name:
            return
        if is_space and between is not None:
            tag.append(" ")
            between.extract()
        for child in list(other.contents):
            tag.append(child)
        other.decompose()
