"""A Python-Markdown extension: an image alone in its paragraph is a figure.

It leaves the figures on the ``Markdown`` instance (``figures``) and a slot for each paragraph of
them in the HTML, ``<div data-slot="0,1"></div>``, which the plugin fills once: what a figure
looks like in the page depends on the photograph, not on the Markdown.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from town_portal.core.markup.words import extract_words, resolve_placeholders
from town_portal.features.photos.credit import split_credit
from town_portal.features.photos.models import Figure, Kind

SLOT = re.compile(r'<(div|span) data-slot="([\d,]+)"></\1>')
_MARK = re.compile(r"\{:((?: +\.(?:decorative|original))+) *\}")
"""``{: .decorative}`` tells nothing; of ``{: .original}`` the file itself is published too."""
MARKS = ("decorative", "original")
NO_ROOM = "ảnh có chú thích phải đứng riêng một đoạn, trên và dưới để một dòng trống"
NO_SOURCE = "ảnh không có tên tệp; hãy ghi tên tệp ảnh trong ngoặc, ví dụ ![…](anh-1.jpg)"


class _Figures(Treeprocessor):
    """Takes the images out of the tree, in their order, and leaves slots."""

    def run(self, root: ET.Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        paragraphs = [(item, _find_figures_only(item, self.md)) for item in root.iter("p")]
        groups = [(paragraph, images) for paragraph, images in paragraphs if images]
        captions = {image: words for _, images in groups for image, words in images.items()}
        numbers = {image: self._note(image, captions.get(image)) for image in root.iter("img")}
        for paragraph, images in groups:
            slot = _add_slot("div", [numbers[image] for image in images])
            slot.tail = paragraph.tail
            parent = parents[paragraph]
            parent[list(parent).index(paragraph)] = slot
        for image, number in numbers.items():
            if image not in captions:
                _leave_slot(image, number)

    def _note(self, image: ET.Element, caption: str | None) -> int:
        """Note one image; ``caption`` is the line under a figure, None for one in a sentence."""
        md: Any = self.md
        source = image.get("src", "")
        line = md.finder.address_line(source)
        if not source:
            md.faults.append((line, NO_SOURCE))
        title = self._words(image, "title")
        if title and caption is None:
            md.faults.append((line, NO_ROOM))
        words, credit = split_credit(" ".join(filter(None, (title, caption))))
        mark = _MARK.match((image.tail or "").strip())
        decorative, original = (mark is not None and name in mark[1] for name in MARKS)
        alt = "" if decorative else self._words(image, "alt")
        kind: Kind = "inline" if caption is None else "figure"
        md.figures.append(Figure(source, alt, words, credit, line, kind, decorative, original))
        return len(md.figures) - 1

    def _words(self, image: ET.Element, name: str) -> str:
        written = resolve_placeholders(image.get(name, ""), self.md)
        if name == "title":  # where Python-Markdown leaves the backslash before a quotation mark
            written = written.replace('\\"', '"')
        return unescape(written).strip()


def _add_slot(tag: str, numbers: list[int]) -> ET.Element:
    return ET.Element(tag, {"data-slot": ",".join(map(str, numbers))})


def _leave_slot(image: ET.Element, number: int) -> None:
    """Turn an image inside a sentence into a slot in its place."""
    tail = _MARK.sub("", image.tail or "", count=1)
    image.clear()
    image.tag, image.tail = "span", tail
    image.set("data-slot", str(number))


def _find_figures_only(paragraph: ET.Element, markdown: Any) -> dict[ET.Element, str] | None:
    """Return the images of a paragraph that holds nothing else, with the captions after them."""
    if (paragraph.text or "").strip():
        return None
    found: dict[ET.Element, str] = {}
    last = None
    for element, tail in _iter_children(paragraph):
        if tail and not _MARK.fullmatch(tail):
            return None
        if element.tag == "img":
            last = element
            found[last] = ""
        elif element.tag == "em" and last is not None and not found[last]:
            found[last] = extract_words(element, markdown)
        elif element.tag != "br":
            return None
    return found


def _iter_children(paragraph: ET.Element) -> Iterator[tuple[ET.Element, str]]:
    for element in paragraph:
        yield element, (element.tail or "").strip()


class FigureExtension(Extension):
    """Figures: see the module's text. Needs the portal's markup extension beside it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register after inline text and escapes are done, before the survey of what is left."""
        self._md: Any = md
        self.reset()
        md.registerExtension(self)
        md.treeprocessors.register(_Figures(md), "portal-figures", -10)

    def reset(self) -> None:
        """Forget the figures of the text before."""
        self._md.figures = []


def makeExtension(**options: Any) -> FigureExtension:  # noqa: N802
    """Python-Markdown's way to name an extension by its module."""
    return FigureExtension(**options)
