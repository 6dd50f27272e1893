"""A page as a tree that is safe to walk: no scripts, no hidden parts, not deep, not huge. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeGuard

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

LONGEST = 8_000_000
"""Characters of a page: the longest real ones have a tenth."""
MOST_TAGS = 60_000
MOST_CELL_TAGS = 400_000
"""Tags of a page beyond MOST_TAGS that large tables may have, eight a cell."""
DEEPEST = 60
"""Levels of elements below the body; what lies deeper becomes plain text of the level above."""
TOO_MUCH = (
    "trang quá lớn hoặc quá rối (hơn 8 triệu chữ hay 30.000 thẻ), không phải một bài viết; "
    "hãy chép phần bài vào Word rồi nhập bằng import-word"
)
_GONE = (
    *("script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "template"),
    *("input", "select", "textarea", "button", "svg", "math", "canvas", "link", "meta", "base"),
    *("title", "head", "dialog", "param", "source", "track", "area", "map", "marquee"),
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)


class TooMuch(ValueError):
    """A page that is no article; the message is for staff."""


def parse_page(html: str) -> BeautifulSoup:
    """Return the tree of a page as it came. Raises TooMuch."""
    of_cells = min(8 * (html.count("<td") + html.count("<th")), MOST_CELL_TAGS)
    if len(html) > LONGEST or html.count("<") > MOST_TAGS + of_cells:
        raise TooMuch(TOO_MUCH)
    return BeautifulSoup(html, "lxml")


def make_safe(soup: BeautifulSoup) -> Tag:
    """Take out of a tree what runs, loads or is hidden; return its body, at most DEEPEST deep."""
    for node in list(soup.descendants):
        if isinstance(node, PreformattedString):
            node.extract()
    for tag in soup.find_all("noscript"):
        previous = tag.find_previous_sibling()
        is_spare = previous is not None and (previous.name == "img" or previous.find("img"))
        if tag.find("img") is None or is_spare:
            tag.decompose()
        else:
            tag.unwrap()
    body = soup.body or soup
    for tag in list(body.find_all(True)):
        if not is_gone(tag) and (tag.name in _GONE or is_hidden(tag)):
            tag.decompose()
    _flatten(body)
    return body


def is_gone(tag: Tag) -> bool:
    """Tell whether an element was taken out for good.

    Its own property ``decomposed`` searches all descendants for an element of that name.
    """
    return "_decomposed" in vars(tag)


def is_hidden(tag: Tag) -> bool:
    """Tell whether readers of the page did not see an element."""
    return tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))


def is_block(node: PageElement) -> TypeGuard[Tag]:
    """Tell whether an element is a block, or an inline one that holds blocks."""
    if not isinstance(node, Tag):
        return False
    inner = BLOCKS - {"br"}
    return node.name in inner or node.find(list(inner)) is not None


def extract_words(node: PageElement) -> str:
    """Return a node's text on one line, with a space where a line or a block ended."""
    if not isinstance(node, Tag):
        return " ".join(str(node).split())
    return " ".join("".join(_iter_pieces(node)).split())


def _iter_pieces(tag: Tag) -> Iterator[str]:
    for node in tag.descendants:
        if isinstance(node, NavigableString):
            yield str(node)
        elif isinstance(node, Tag) and node.name in BLOCKS:
            yield " "


BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd"),
        *("details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "menu"),
        *("nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul", "video", "audio"),
    )
)
"""Elements that begin a line of their own."""


def _flatten(body: Tag) -> None:
    """Make everything below DEEPEST levels text and photographs of that level."""
    stack = [(body, 0)]
    while stack:
        tag, depth = stack.pop()
        if depth < DEEPEST:
            stack += [(child, depth + 1) for child in tag.children if isinstance(child, Tag)]
            continue
        if all(not isinstance(child, Tag) or child.name == "img" for child in tag.contents):
            continue
        leaves = list(_iter_leaves(tag))
        for child in list(tag.contents):
            child.extract()
        for leaf in leaves:
            tag.append(leaf)


def _iter_leaves(tag: Tag) -> Iterator[PageElement]:
    """Yield the text of all that an element holds, and its photographs where they stand."""
    text: list[str] = []
    for node in list(tag.descendants):
        if isinstance(node, NavigableString):
            text.append(str(node))
        elif isinstance(node, Tag) and node.name == "img":
            yield NavigableString(" ".join(text))
            yield node.extract()
            text = []
    yield NavigableString(" ".join(text))
