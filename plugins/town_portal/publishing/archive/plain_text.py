"""The words of a body's HTML as lines of plain text. Pure."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

LEFT_OUT = ("script", "style", "template", "button", "form", "noscript", "svg", "source")
INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark"),
        *("q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
    )
)
PICTURE = "[Ảnh: {}]"
_BREAK = "\x00"
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


def extract_plain_text(html: str) -> str:
    """Return the text of ``html``: a paragraph, caption, list item or row of a table is a line.

    A picture's description stands where the picture did: ``[Ảnh: …]``.
    """
    soup = BeautifulSoup(html, "html.parser")
    for element in soup(LEFT_OUT):
        element.decompose()
    for element in soup.select(".footnote-backref"):
        element.decompose()
    lines = _Lines()
    _walk(soup, lines)
    lines.end()
    return "\n\n".join(lines.found)


class _Lines:
    """Lines as they come together."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._now: list[str] = []
        self._mark = ""

    def add(self, text: str) -> None:
        """Add to the line."""
        self._now.append(text)

    def end(self, mark: str = "") -> None:
        """End the line, where there is one; the next begins with ``mark``."""
        text = _SPACES.sub(" ", "".join(self._now)).strip(" |")
        text = "\n".join(part.strip() for part in text.split(_BREAK))
        if text:
            self.found.append(f"{self._mark}{text}")
        if text or mark:
            self._mark = mark
        self._now = []


def _walk(node: Tag, lines: _Lines) -> None:
    for child in node.children:
        if isinstance(child, PreformattedString):  # comments
            continue
        if isinstance(child, NavigableString):
            lines.add(str(child))
        elif isinstance(child, Tag):
            _tag(child, lines)


def _tag(element: Tag, lines: _Lines) -> None:
    name = element.name
    if name == "br":
        lines.add(_BREAK)
    elif name == "img":
        if element.get("alt"):
            lines.end()
            lines.add(PICTURE.format(element["alt"]))
            lines.end()
    elif "footnote-ref" in element.get_attribute_list("class"):
        lines.add(f"[{element.get_text()}]")
    elif name in INLINE:
        _walk(element, lines)
    elif name in ("td", "th"):
        _walk(element, lines)
        lines.add(" | ")
    else:
        lines.end("- " if name == "li" else "")
        _walk(element, lines)
        lines.end()
