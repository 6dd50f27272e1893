"""The main part of the original page, harmless, to be read beside the draft. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

from town_portal.authoring.importers.page.tree import DEEPEST

_SHOWN = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "blockquote", "pre"),
        *("b", "strong", "i", "em", "u", "sub", "sup", "figure", "figcaption", "center", "span"),
    )
)
_EMPTY = ("br", "hr")
LONGEST = 400_000
"""Letters shown of a page."""
Look = Callable[[Tag], str]


def render_original(tag: Tag, look: Look) -> str:
    """Return an element as HTML of which only words and their order are left.

    No attribute stays but the spans of cells. ``look`` returns what stands for an img element,
    as HTML.
    """
    return "".join(_iter_html(tag, look, 0))[:LONGEST].rsplit("<", 1)[0] + "</div>"


def _iter_html(tag: Tag, look: Look, depth: int) -> Iterator[str]:
    opened, closed = _format_tags(tag, depth)
    yield opened
    for node in tag.children:
        if isinstance(node, PreformattedString):
            continue
        if isinstance(node, NavigableString):
            yield escape(str(node))
        elif isinstance(node, Tag) and node.name == "img":
            yield look(node)
        elif isinstance(node, Tag):
            yield from _iter_html(node, look, depth + 1)
    yield closed


def _format_tags(tag: Tag, depth: int) -> tuple[str, str]:
    if depth == 0 or depth > DEEPEST + 2:
        return "<div>", "</div>"
    if tag.name in _EMPTY:
        return f"<{tag.name}>", ""
    if tag.name not in _SHOWN:
        return (" ", " ")
    spans = "".join(
        f' {name}="{tag[name]}"'
        for name in ("colspan", "rowspan")
        if str(tag.get(name) or "").isdigit() and len(str(tag[name])) < 4
    )
    return f"<{tag.name}{spans}>", f"</{tag.name}>"
