"""Markdown as staff may use it: no raw HTML but a short list, every link known with its line.

A Python-Markdown extension. Beside the HTML it leaves on the ``Markdown`` instance, until its
``reset``: ``faults`` [(line, sentence)], ``links`` [Link], ``first_paragraph`` (plain text) and
``finder``. Lines count from 1 in the text that was converted.
"""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from plugins._kit.plain import BEFORE_ALL, JUST_BEFORE_INLINE, Plain, PlainParagraph
from plugins._kit.rawhtml import as_text, raw_html_faults, refused
from plugins._kit.words import plain_address, plain_words

SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20]")
NO_ADDRESS = "liên kết không có địa chỉ; hãy ghi địa chỉ hoặc xóa"


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a body: its address as written and the line (from 1) it stands on."""

    address: str
    line: int


class Finder:
    """Finds the line of things in a source text, in the order in which they come."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._from: dict[str, int] = {}

    def line(self, needle: str) -> int:
        """Return the line (from 1) of the next ``needle``, or of the last one found, or 1."""
        at = self.text.find(needle, self._from.get(needle, 0))
        if at < 0:
            at = max(self._from.get(needle, 1) - 1, 0)
        else:
            self._from[needle] = at + 1
        return self.text.count("\n", 0, at) + 1

    def address_line(self, address: str) -> int:
        """Return the line of the next link or image to ``address``, as Markdown writes them."""
        written = re.escape(address) if address else r"(?:<>)?"
        form = re.compile(rf"(?:\]\(<?|\]:[ \t]*<?|<){written}(?=[)\s>\"']|$)", re.MULTILINE)
        match = form.search(self.text, self._from.get(address, 0))
        if match is None:
            return self.line(address)
        self._from[address] = match.end()
        return self.text.count("\n", 0, match.start()) + 1


class _Guard(Preprocessor):
    """Finds raw HTML before Python-Markdown takes it out of the text."""

    def run(self, lines: list[str]) -> list[str]:
        md: Any = self.md
        text = "\n".join(lines)
        md.finder = Finder(text)
        if "<" not in text:
            return lines
        md.faults += raw_html_faults(text)
        return as_text(text).split("\n")


class _Survey(Treeprocessor):
    """Notes links and the first paragraph; refuses links that would run something."""

    def run(self, root: ET.Element) -> None:
        md: Any = self.md
        for element in root.iter("a"):
            if not element.get("class", "").startswith("footnote"):
                self._note(element.get("href", ""))
        _lower_headings(root)
        paragraphs = (plain_words(element, md) for element in root.iter("p"))
        md.first_paragraph = next(filter(None, paragraphs), "")
        for element in list(root.iter("a")):
            if element.get("href", "").lower().startswith(("http://", "https://")):
                _mark_external(element)

    def _note(self, written: str) -> None:
        md: Any = self.md
        address = plain_address(written)
        is_mail = AMP_SUBSTITUTE in written
        line = md.finder.address_line(address.removeprefix("mailto:") if is_mail else written)
        scheme = _SCHEME.match(_BLANKS.sub("", address))  # as browsers read it (URL Standard, 4.1)
        if not address:
            md.faults.append((line, NO_ADDRESS))
        elif scheme and scheme[1].lower() not in SCHEMES:
            md.faults.append((line, f"không nhận liên kết loại “{scheme[1]}:”"))
        else:
            md.links.append(Link(address, line))


def _lower_headings(root: ET.Element) -> None:
    """Leave h1 to the page's title: where a body uses it, all its headings go a level down."""
    headings = [item for item in root.iter() if re.fullmatch("h[1-6]", str(item.tag))]
    if any(item.tag == "h1" for item in headings):
        for item in headings:
            item.tag = f"h{min(int(item.tag[1]) + 1, 6)}"


def _mark_external(link: ET.Element) -> None:
    """Say that a link leads to another site, as the boxes do."""
    link.set("rel", "external noopener")
    ET.SubElement(link, "span", {"class": "external"}).text = " (trang khác)"


class _Net(Treeprocessor):
    """The net below the guard: no raw HTML but what is allowed is left to be put back."""

    def run(self, _root: ET.Element) -> None:
        md: Any = self.md
        known = {line for line, _ in md.faults}
        for raw in md.htmlStash.rawHtmlBlocks:
            for tag, sentence in refused(raw) if isinstance(raw, str) else ():
                line = md.finder.line(tag)
                if line not in known:
                    md.faults.append((line, sentence))


class PortalMarkup(Extension):
    """The portal's Markdown: see the module's text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the guard; take out indented code, which pasted text would fall into."""
        self._md: Any = md
        self.reset()
        md.registerExtension(self)
        md.preprocessors.register(_Guard(md), "portal-guard", 35)
        paragraph = PlainParagraph(md.parser)
        md.parser.blockprocessors.register(paragraph, "portal-paragraph", BEFORE_ALL)
        md.treeprocessors.register(Plain(md), "portal-plain", JUST_BEFORE_INLINE)
        md.treeprocessors.register(_Survey(md), "portal-survey", -20)
        md.treeprocessors.register(_Net(md), "portal-net", -30)
        md.parser.blockprocessors.deregister("code")

    def reset(self) -> None:
        """Forget what was found in the text before."""
        md = self._md
        md.faults, md.links, md.first_paragraph, md.finder = [], [], "", Finder("")


def makeExtension(**options: Any) -> PortalMarkup:  # noqa: N802
    """Python-Markdown's way to name an extension by its module."""
    return PortalMarkup(**options)
