"""mammoth's HTML to the portal's Markdown, of which no letter is taken for a mark."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from bs4 import BeautifulSoup, Tag
from markdown import Markdown
from markdownify import MarkdownConverter

from town_portal.authoring.importers import escape
from town_portal.authoring.importers.word.units import extract_words
from town_portal.core.markup.allowlist import SCHEMES
from town_portal.core.text import normalize_text

_INDENT = "    "
"""What belongs to a list's item stands so deep; Python-Markdown asks for four blanks."""
_MARKS = ("strong", "em", "sup", "sub", "a")
_SAFE = ";/?:@&=+$,#%!~*'"
_REFERENCE = re.compile(r"\[\^\d+\]")
_EXTENSIONS = (
    "town_portal.core.markup.extension",
    "town_portal.core.markup.table",
    "sane_lists",
    "tables",
    "footnotes",
)


class Converter(MarkdownConverter):
    """markdownify with the portal's Markdown: see the module's text."""

    class Options:
        """What differs from markdownify's own."""

        autolinks = False
        heading_style = "atx"
        sub_symbol = "<sub>"
        sup_symbol = "<sup>"

    lowered = 0
    """Added to the levels of headings."""

    def escape(self, text: str, parent_tags: Any) -> str:
        """Return a piece of text whose letters are no marks."""
        del parent_tags
        return escape.escape_inline(text or "")

    def convert_p(self, el: Tag, text: str, parent_tags: Any) -> str:
        """Return a paragraph."""
        inherited: Any = super()
        return str(inherited.convert_p(el, escape.escape_line_starts(text.strip()), parent_tags))

    def convert_span(self, el: Tag, text: str, parent_tags: Any) -> str:
        """Return a list item's own text."""
        del el, parent_tags
        return escape.escape_line_starts(text.strip())

    def convert_note(self, el: Tag, text: str, parent_tags: Any) -> str:
        """Return the reference to a footnote."""
        del text, parent_tags
        return f"[^{el['n']}]"

    def convert_a(self, el: Tag, text: str, parent_tags: Any) -> str:
        """Return a link; one that does not lead to a web or mail address is only its words."""
        del parent_tags
        address = _escape_address(str(el.get("href", "")))
        return escape.format_link(text, address) if address and text.strip() else text

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: Any) -> str:  # noqa: N802
        """Return a heading, below the article's own title."""
        text = " ".join(text.replace("#", "\\#").split())
        inherited: Any = super()
        return str(inherited.convert_hN(n + self.lowered, el, text, parent_tags))

    def convert_li(self, el: Tag, text: str, parent_tags: Any) -> str:
        """Return a list's item, with what belongs to it indented."""
        del parent_tags
        parent = el.parent
        mark = "-"
        if parent is not None and parent.name == "ol":
            before = len(el.find_previous_siblings("li"))
            mark = f"{int(str(parent.get('start', '1'))) + before}."
        return f"{mark} {text.strip()}".replace("\n", f"\n{_INDENT}") + "\n"


def _escape_address(href: str) -> str:
    """Return a link's address as Markdown takes it; empty for one that the portal refuses."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES or not (parts.netloc or parts.path):
        return ""
    return quote(href.strip(), safe=_SAFE)


def convert_to_markdown(tag: Tag, lowered: int = 0) -> str:
    """Return a paragraph, heading or list as Markdown; ``lowered`` is added to headings' levels.

    Where marks that touch each other would be read in another way, the words go without marks.
    """
    made = _convert_tag(tag, lowered)
    if normalize_text(extract_shown_words(made)) == normalize_text(extract_words(tag)):
        return made
    for mark in tag.find_all(_MARKS):
        mark.unwrap()
    tag.smooth()
    return _convert_tag(tag, lowered)


def convert_to_inline(tag: Tag) -> str:
    """Return a paragraph's words as they stand in a table's cell: one line."""
    made = convert_to_markdown(tag).strip()
    return "<br>".join(line.strip() for line in made.splitlines() if line.strip())


def _convert_tag(tag: Tag, lowered: int) -> str:
    copy = BeautifulSoup(str(tag), "html.parser")
    for item in copy.find_all("li"):
        span = copy.new_tag("span")
        span.extend([content.extract() for content in list(item.contents) if _is_own(content)])
        item.insert(0, span)
    converter = Converter()
    converter.lowered = lowered
    return str(converter.convert_soup(copy)).strip("\n")


def _is_own(node: object) -> bool:
    return not (isinstance(node, Tag) and node.name in ("ul", "ol"))


@lru_cache(1)
def _get_portal_markdown() -> Markdown:
    return Markdown(extensions=list(_EXTENSIONS))


def extract_shown_words(markdown: str) -> str:
    """Return the words that the portal shows of a piece of Markdown without photographs."""
    portal = _get_portal_markdown()
    html = portal.reset().convert(_REFERENCE.sub("", markdown))
    tree = BeautifulSoup(html, "html.parser")
    for added in tree.find_all("span", class_="external"):
        added.decompose()
    return extract_words(tree)
