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
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from town_portal.core.markup.allowlist import check_html, find_refused_scheme
from town_portal.core.markup.bounds import find_excess
from town_portal.core.markup.plain import BEFORE_ALL, JUST_BEFORE_INLINE, Plain, PlainParagraph
from town_portal.core.markup.raw_tags import DetailsBlocks, RawTags, hide_code
from town_portal.core.markup.words import decode_address, extract_words

REFUSED_SCHEME = "không nhận liên kết loại “{}:”; hãy dùng https:, http:, mailto: hoặc tel:"
NO_ADDRESS = "liên kết không có địa chỉ; hãy ghi địa chỉ hoặc xóa"


@dataclass(frozen=True, slots=True)
class BodyLink:
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


class _Source(Preprocessor):
    """Keep the source text for line numbers; skip a text that exceeds a limit."""

    def run(self, lines: list[str]) -> list[str]:
        md: Any = self.md
        text = "\n".join(lines)
        md.finder = Finder(text)
        excess = find_excess(text)
        if excess:
            md.faults.append(excess)
            return []
        return lines


class _Survey(Treeprocessor):
    """Notes links and the first paragraph; refuses links that would run something."""

    def run(self, root: ET.Element) -> None:
        md: Any = self.md
        for element in root.iter("a"):
            if not element.get("class", "").startswith("footnote"):
                self._note(element.get("href", ""))
        _lower_headings(root)
        paragraphs = (extract_words(element, md) for element in root.iter("p"))
        md.first_paragraph = next(filter(None, paragraphs), "")
        for element in list(root.iter("a")):
            if element.get("href", "").lower().startswith(("http://", "https://")):
                _mark_external(element)

    def _note(self, written: str) -> None:
        md: Any = self.md
        address = decode_address(written)
        is_mail = AMP_SUBSTITUTE in written
        line = md.finder.address_line(address.removeprefix("mailto:") if is_mail else written)
        scheme = find_refused_scheme(address)
        if not address:
            md.faults.append((line, NO_ADDRESS))
        elif scheme:
            md.faults.append((line, REFUSED_SCHEME.format(scheme)))
        else:
            md.links.append(BodyLink(address, line))


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


class _Result(Postprocessor):
    """Check the finished HTML against the allow list."""

    def run(self, text: str) -> str:
        md: Any = self.md
        if not md.faults:  # else the article is not published anyway
            for written, sentence in check_html(text):
                md.note_tag(written, sentence)
        return text


class PortalMarkup(Extension):
    """The portal's Markdown: see the module's text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register all parts; take out indented code, which pasted text would fall into."""
        self._md: Any = md
        self.reset()
        md.registerExtension(self)
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_Source(md), "portal-source", 25)
        md.inlinePatterns.register(RawTags(md), "html", 90)
        md.parser.blockprocessors.register(DetailsBlocks(md.parser), "portal-details", 900)
        paragraph = PlainParagraph(md.parser)
        md.parser.blockprocessors.register(paragraph, "portal-paragraph", BEFORE_ALL)
        md.treeprocessors.register(Plain(md), "portal-plain", JUST_BEFORE_INLINE)
        md.treeprocessors.register(_Survey(md), "portal-survey", -20)
        md.postprocessors.register(_Result(md), "portal-result", -100)
        md.parser.blockprocessors.deregister("code")

    def reset(self) -> None:
        """Forget what was found in the text before."""
        md = self._md
        md.faults, md.links, md.first_paragraph, md.finder = [], [], "", Finder("")
        md.note_tag = self._note_tag
        self._tags: Finder | None = None

    def _note_tag(self, written: str, sentence: str) -> None:
        """Record a fault about a tag, or a part of one, with its line."""
        if self._tags is None:
            self._tags = Finder(hide_code(self._md.finder.text))
        name = re.match(r"</?[\w-]*", written)
        needles = (written, written.partition("\n")[0], name[0] if name else "")
        needle = next((needle for needle in needles if needle in self._tags.text), needles[-1])
        self._md.faults.append((self._tags.line(needle), sentence))


def makeExtension(**options: Any) -> PortalMarkup:  # noqa: N802
    """Python-Markdown's way to name an extension by its module."""
    return PortalMarkup(**options)
