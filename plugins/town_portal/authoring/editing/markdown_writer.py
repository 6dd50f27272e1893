"""An editor's HTML as the portal's Markdown, block by block. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from town_portal.authoring.editing.line_writer import (
    FileOf,
    LineWriter,
    format_attribute,
    format_file_address,
)
from town_portal.authoring.editing.table_writer import write_table
from town_portal.authoring.importers import escape
from town_portal.authoring.importers.draft import AttachedWorkbook
from town_portal.authoring.importers.page.tree import make_safe, parse_page
from town_portal.core.text import normalize_text

SOURCE_CLASS = "language-markdown"
"""Of a ``<code>`` element whose text is Markdown that the editor shows as it is written."""
GROUP = "data-gallery"
"""An attribute of figures that stand together: those of one value are one gallery."""
_FOOTNOTE = re.compile(r"\\\[\^([\w-]+)\\\]")
_EMPTY_LINE = re.compile(r"\n[ \t]+(?=\n)")
_LISTS = ("ul", "ol")
_TEXT_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", *_LISTS)


def write_blocks(html: str, file_of: FileOf) -> list[str]:
    """Return the Markdown blocks of an editor's HTML, in their order.

    Pictures that ``file_of`` does not know are left out; see `unknown_pictures`.
    """
    return write_with_sheets(html, file_of)[0]


def write_with_sheets(html: str, file_of: FileOf) -> tuple[list[str], list[AttachedWorkbook]]:
    """Return the Markdown blocks, and the workbooks of tables to which some of them link."""
    writer = _Writer(file_of)
    blocks = (
        normalize_text(block).strip("\n") for block in writer.blocks(make_safe(parse_page(html)))
    )
    return [block for block in blocks if block.strip()], writer.sheets


def split_html(html: str) -> list[str]:
    """Return an editor's HTML cut at its outermost blocks; a gallery stays whole."""
    nodes = [node for node in BeautifulSoup(html, "html.parser").contents if str(node).strip()]
    pieces: list[str] = []
    for (kind, _), group in groupby(nodes, key=_classify_node):
        together = [str(node) for node in group]
        pieces += together if kind == "block" else ["".join(together)]
    return pieces


def find_unknown_pictures(html: str, file_of: FileOf) -> list[str]:
    """Return the addresses of pictures that are no files beside the text."""
    images = BeautifulSoup(html, "html.parser").find_all("img")
    sources = [str(image.get("src") or "") for image in images]
    return [source for source in sources if not file_of(source)]


class _Writer:
    def __init__(self, file_of: FileOf) -> None:
        self._file_of = file_of
        self.sheets: list[AttachedWorkbook] = []

    def blocks(self, container: Tag) -> Iterator[str]:
        """Yield the blocks of an element; text and inline elements between them are paragraphs."""
        nodes = [node for node in container.contents if isinstance(node, Tag) or str(node).strip()]
        for (kind, _), group in groupby(nodes, key=_classify_node):
            together = list(group)
            if kind == "inline":
                yield self._paragraph(together)
            elif kind == "gallery":
                yield "\n".join(block for node in together for block in self._block(node))
            else:
                for node in together:
                    yield from self._block(node)

    def _paragraph(self, nodes: list[PageElement]) -> str:
        holder = Tag(name="p")
        holder.extend(node.extract() for node in nodes)
        return self._line(holder)

    def _block(self, tag: PageElement) -> Iterator[str]:
        assert isinstance(tag, Tag)
        if tag.name == "figure":
            yield from self._figure(tag)
        elif tag.name == "table":
            written, sheet = write_table(tag, self._file_of)
            self.sheets += [sheet] if sheet else []
            yield written
        elif tag.name == "blockquote":
            inner = self._join_blocks(tag)
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        elif tag.name == "hr":
            yield "* * *"
        elif tag.name == "pre":
            yield _format_code(tag)
        elif tag.name in _TEXT_BLOCKS:
            yield self._line(tag)
        else:
            yield from self.blocks(tag)

    def _figure(self, tag: Tag) -> Iterator[str]:
        captions = [one for one in tag.find_all("figcaption") if one.find_parent("figure") is tag]
        words = " ".join(" ".join(one.extract().get_text().split()) for one in captions)
        if tag.find("table"):
            yield f"**{escape.escape_inline(words)}**" if words else ""
            yield from self.blocks(tag)
            return
        images = [self._picture(image, words) for image in tag.find_all("img")]
        if images:
            yield "\n".join(filter(None, images))
            return
        yield from self.blocks(tag)
        if words:
            yield escape.escape_paragraph(words)

    def _picture(self, image: Tag, caption: str) -> str:
        name = self._file_of(str(image.get("src") or ""))
        if not name:
            return ""
        title = f' "{escape.escape_title(caption)}"' if caption else ""
        alt = escape.escape_inline(format_attribute(image, "alt"))
        return f"![{alt}]({format_file_address(name)}{title})"

    def _line(self, tag: Tag) -> str:
        tag.attrs = {name: value for name, value in tag.attrs.items() if name == "start"}
        for item in tag.find_all("li"):
            self._gather(item)
        made = _EMPTY_LINE.sub("\n", str(LineWriter(self._file_of).convert_soup(tag)))
        return _FOOTNOTE.sub(r"[^\1]", made)

    def _gather(self, item: Tag) -> None:
        """Put a list item's own words into one element, apart from the lists below it.

        Where it has several paragraphs, a table or words after a list, its blocks are written.
        """
        groups = [(name, list(nodes)) for name, nodes in groupby(item.contents, key=_is_list)]
        own = [nodes for is_list, nodes in groups if not is_list and any(map(_has_content, nodes))]
        blocks = [
            node
            for nodes in own
            for node in nodes
            if isinstance(node, Tag) and _classify_node(node)[0] != "inline"
        ]
        for nodes in own:
            holder = Tag(name="span")
            nodes[0].insert_before(holder)
            holder.extend([node.extract() for node in nodes])
            if len(own) == 1 and _is_line(blocks, nodes):
                for block in blocks:
                    block.unwrap()
            else:
                holder.name, holder.attrs = "written", {"text": self._join_blocks(holder)}

    def _join_blocks(self, container: Tag) -> str:
        return "\n\n".join(filter(None, (block.strip("\n") for block in self.blocks(container))))


_BLOCK_NAMES = (
    *_TEXT_BLOCKS,
    *("figure", "table", "blockquote", "hr", "pre", "div", "section", "article", "details"),
)


def _classify_node(node: PageElement) -> tuple[str, str]:
    """Return what a node is, and the gallery to which it belongs, for joining neighbours."""
    if not isinstance(node, Tag) or node.name not in _BLOCK_NAMES:
        return "inline", ""
    gallery = str(node.get(GROUP) or "")
    return ("gallery", gallery) if gallery else ("block", "")


def _is_list(node: PageElement) -> bool:
    return isinstance(node, Tag) and node.name in _LISTS


def _has_content(node: PageElement) -> bool:
    return isinstance(node, Tag) or bool(str(node).strip())


def _is_line(blocks: list[Tag], nodes: list[PageElement]) -> bool:
    """Tell whether nodes are one line: words alone, or one paragraph alone."""
    if not blocks:
        return True
    is_alone = len(list(filter(_has_content, nodes))) == 1
    return is_alone and blocks[0].name == "p"


def _format_code(tag: Tag) -> str:
    code = tag.find("code") or tag
    text = code.get_text()
    if SOURCE_CLASS in code.get_attribute_list("class"):
        return text
    return "\n".join(f"    {line}" if line.strip() else "" for line in text.strip("\n").split("\n"))
