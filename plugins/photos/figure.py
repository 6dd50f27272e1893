"""A Python-Markdown extension: an image alone in its paragraph is a figure.

It leaves the figures on the ``Markdown`` instance (``figures``) and a slot for each paragraph of
them in the HTML, ``<div data-slot="0,1"></div>``, which the plugin fills once: what a figure
looks like in the page depends on the photograph, not on the Markdown.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from plugins.photos.credit import split_credit
from plugins.photos.models import Figure, Kind

SLOT = re.compile(r'<(div|span) data-slot="([\d,]+)"></\1>')
DECORATIVE = "{: .decorative}"
NO_SOURCE = "ảnh không có tên tệp; hãy ghi tên tệp ảnh trong ngoặc, ví dụ ![…](anh-1.jpg)"


class _Start(Preprocessor):
    """Forgets the figures of the text before."""

    def run(self, lines: list[str]) -> list[str]:
        md: Any = self.md
        md.figures = []
        return lines


class _Figures(Treeprocessor):
    """Takes the images out of the tree and leaves slots."""

    def run(self, root: ET.Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        for paragraph in [element for element in root.iter("p") if element.find("img") is not None]:
            groups = _figures_only(paragraph)
            if groups is not None:
                self._fill(paragraph, groups, parents[paragraph])
        for image in list(root.iter("img")):
            self._inline(image)

    def _fill(
        self, paragraph: ET.Element, groups: list[tuple[ET.Element, str]], parent: ET.Element
    ) -> None:
        numbers = [self._note(image, caption, "figure") for image, caption in groups]
        slot = ET.Element("div", {"data-slot": ",".join(map(str, numbers))})
        slot.tail = paragraph.tail
        parent[list(parent).index(paragraph)] = slot

    def _inline(self, image: ET.Element) -> None:
        number = self._note(image, "", "inline")
        tail = image.tail
        image.clear()
        image.tag, image.tail = "span", (tail or "").replace(DECORATIVE, "", 1)
        image.set("data-slot", str(number))

    def _note(self, image: ET.Element, caption: str, kind: Kind) -> int:
        md: Any = self.md
        source = image.get("src", "")
        line = md.finder.line(source) if source else md.finder.line("](")
        if not source:
            md.faults.append((line, NO_SOURCE))
        title = image.get("title", "").replace('\\"', '"')
        words, credit = split_credit(title or caption)
        decorative = (image.tail or "").strip().startswith(DECORATIVE)
        alt = "" if decorative else image.get("alt", "").strip()
        md.figures.append(Figure(source, alt, words, credit, line, kind, decorative))
        return len(md.figures) - 1


def _figures_only(paragraph: ET.Element) -> list[tuple[ET.Element, str]] | None:
    """Return the images of a paragraph that holds nothing else, with the captions after them."""
    if (paragraph.text or "").strip():
        return None
    found: list[tuple[ET.Element, str]] = []
    for element, tail in _children(paragraph):
        if tail not in ("", DECORATIVE):
            return None
        if element.tag == "img":
            found.append((element, ""))
        elif element.tag == "em" and found and not found[-1][1]:
            found[-1] = (found[-1][0], " ".join("".join(element.itertext()).split()))
        elif element.tag != "br":
            return None
    return found


def _children(paragraph: ET.Element) -> Iterator[tuple[ET.Element, str]]:
    for element in paragraph:
        yield element, (element.tail or "").strip()


class FigureExtension(Extension):
    """Figures: see the module's text. Needs the portal's markup extension beside it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register after inline text and escapes are done, before the survey of what is left."""
        md.preprocessors.register(_Start(md), "portal-figures-start", 34)
        md.treeprocessors.register(_Figures(md), "portal-figures", -10)


def makeExtension(**options: Any) -> FigureExtension:  # noqa: N802
    """Python-Markdown's way to name an extension by its module."""
    return FigureExtension(**options)
