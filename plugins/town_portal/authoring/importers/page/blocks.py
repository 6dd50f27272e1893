"""A page's body as blocks in their order: paragraphs, lists, tables, photographs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from bs4 import Tag
from bs4.element import PageElement

from town_portal.authoring.importers.draft import AttachedWorkbook
from town_portal.authoring.importers.page import inline, lists, tables
from town_portal.authoring.importers.page.shots import PageShot, find_shot
from town_portal.authoring.importers.page.tree import extract_words, is_block
from town_portal.authoring.importers.sheet import TOLD, format_link_to
from town_portal.core.text import normalize_text

Kind = Literal["text", "heading", "list", "table", "quote", "rule", "shots"]
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SLANTED = ("i", "em", "cite")
_BOLD = ("b", "strong")
_CAPTION_CLASS = re.compile(r"caption|chu-?thich|ghi-?chu-?anh|credit", re.I)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_ALIGN = re.compile(r"text-align\s*:\s*(\w+)", re.I)


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block: its Markdown, its words, and how it looks.

    ``linked`` is the part of its words that are links. Photographs (``shots``) that stand together
    are one block. ``sheet`` is a table that is too large for a page.
    """

    kind: Kind
    markdown: str = ""
    words: str = ""
    align: str = ""
    is_slanted: bool = False
    is_bold: bool = False
    is_caption: bool = False
    linked: float = 0.0
    level: int = 0
    shots: tuple[PageShot, ...] = ()
    sheet: AttachedWorkbook | None = None


@dataclass(slots=True)
class BlockWalk:
    """What the blocks of a body are made with: the page's address; doubts found on the way."""

    base: str
    doubts: list[str] = field(default_factory=list)

    def blocks(self, container: Tag) -> Iterator[PageBlock]:
        """Yield the blocks of an element in their order. The element is used up."""
        run: list[PageElement] = []
        for node in list(container.contents):
            if not is_block(node):
                run += inline.split_pieces(node)
                continue
            yield from self._line(run, container)
            run = []
            yield from self._one(node)
        yield from self._line(run, container)

    def _one(self, tag: Tag) -> Iterator[PageBlock]:
        """Yield the blocks of one block element."""
        if tag.name in _HEADINGS:
            yield from self._heading(tag)
        elif tag.name in ("ul", "ol", "dir", "menu"):
            yield from self._list(tag)
        elif tag.name == "table":
            yield from self._table(tag)
        elif tag.name == "blockquote" and not tag.find(["table", "img"]):
            yield self._quote(tag)
        elif tag.name == "hr":
            yield PageBlock("rule", "---")
        elif tag.name == "figure" and tag.find("img"):
            yield from self._figure(tag)
        elif tag.name in ("video", "audio"):
            self.doubts.append("Trang cũ có phim hoặc âm thanh; phần ấy chưa nhập được.")
        else:
            yield from self.blocks(tag)

    def _heading(self, tag: Tag) -> Iterator[PageBlock]:
        level, words, linked = _HEADINGS[tag.name], extract_words(tag), _measure_linked_share(tag)
        shots = self._taken(tag)
        if words:
            text = inline.format_one_line([tag], self.base).replace("<br>", " ")
            level = max(level, 2)
            yield PageBlock("heading", f"{'#' * level} {text}", words, linked=linked, level=level)
        yield from self._shots(shots)

    def _list(self, tag: Tag) -> Iterator[PageBlock]:
        """Yield a list; its photographs come after it."""
        shots, words, linked = self._taken(tag), extract_words(tag), _measure_linked_share(tag)
        if words:
            yield PageBlock("list", lists.format_list(tag, self.base), words, linked=linked)
        yield from self._shots(shots)

    def _quote(self, tag: Tag) -> PageBlock:
        words, linked = extract_words(tag), _measure_linked_share(tag)
        inner = "\n\n".join(block.markdown for block in self.blocks(tag))
        text = "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        return PageBlock("quote", text if words else "", words, linked=linked)

    def _table(self, tag: Tag) -> Iterator[PageBlock]:
        """Yield a table, or what stands in one that only puts things in their places."""
        pairs = tables.list_pictured(tag)
        if pairs is not None:
            for images, caption in pairs:
                shots = tuple(
                    item for item in (find_shot(image, self.base) for image in images) if item
                )
                if shots:
                    yield PageBlock("shots", shots=shots)
                if caption:
                    yield PageBlock(
                        "text",
                        inline.format_markdown([_make_holder(caption)], self.base),
                        caption,
                        is_caption=bool(shots),
                    )
        elif tables.is_layout(tag):
            for cell in tables.iter_cells(tag):
                yield from self.blocks(cell)
        else:
            yield from self._cells(tag)

    def _cells(self, tag: Tag) -> Iterator[PageBlock]:
        """Yield a true table, or the link to the workbook of a large one; then its photographs."""
        shots, words, title = (
            self._taken(tag),
            extract_words(tag),
            tables.take_caption(tag, self.base),
        )
        sheet = tables.convert_large(tag)
        if sheet:
            self.doubts.append(TOLD.format(sheet.head))
            yield PageBlock("table", title + format_link_to(sheet), words, sheet=sheet)
        else:
            self.doubts += tables.list_doubts(tag)
            yield PageBlock("table", title + tables.format_table(tag, self.base), words)
        yield from self._shots(shots)

    def _figure(self, tag: Tag) -> Iterator[PageBlock]:
        caption = tag.find("figcaption")
        words = extract_words(caption) if caption else ""
        if caption:
            caption.decompose()
        rest = list(self.blocks(tag))
        yield from rest
        if words:
            holder = _make_holder(words)
            has_shots = bool(rest) and rest[-1].kind == "shots"
            yield PageBlock(
                "text", inline.format_markdown([holder], self.base), words, is_caption=has_shots
            )

    def _line(self, run: list[PageElement], parent: Tag) -> Iterator[PageBlock]:
        """Yield the paragraphs and photographs of nodes that stand in one line of the page."""
        for part in _iter_parts(run):
            if isinstance(part, Tag):
                shot = find_shot(part, self.base)
                yield from self._shots((shot,) if shot else ())
            elif (block := self._paragraph(part, parent)).words:
                yield block

    def _paragraph(self, nodes: list[PageElement], parent: Tag) -> PageBlock:
        holder = _make_holder("")
        for node in nodes:
            holder.append(node)
        words = normalize_text(extract_words(holder))
        if not words:
            return PageBlock("text")
        slanted = _share(holder, _SLANTED, _ITALIC_STYLE, parent, len(words)) > 0.9
        bold = _share(holder, _BOLD, _BOLD_STYLE, parent, len(words)) > 0.9
        marked = [parent, *parent.parents][:2]
        captioned = any(
            _CAPTION_CLASS.search(_join_names(tag)) for tag in [*marked, *holder.find_all(True)]
        )
        linked = _measure_linked_share(holder)
        text = inline.format_markdown(list(holder.contents), self.base)
        return PageBlock(
            "text", text, words, _detect_alignment(parent), slanted, bold, captioned, linked
        )

    def _taken(self, tag: Tag) -> tuple[PageShot, ...]:
        """Take the photographs out of an element whose text is to be one piece."""
        images = [image.extract() for image in tag.find_all("img")]
        return tuple(shot for image in images if (shot := find_shot(image, self.base)))

    def _shots(self, shots: tuple[PageShot, ...]) -> Iterator[PageBlock]:
        if shots:
            yield PageBlock("shots", shots=shots)


def _iter_parts(run: Iterable[PageElement]) -> Iterator[Tag | list[PageElement]]:
    """Yield a line's photographs, and its paragraphs: empty lines and photographs part them."""
    part: list[PageElement] = []
    breaks = 0
    for node in run:
        if isinstance(node, Tag) and node.name == "img":
            yield part
            yield node
            part = []
        elif isinstance(node, Tag) and node.name == "br":
            breaks += 1
            if breaks > 1:
                yield part
                part = []
            else:
                part.append(node)
            continue
        elif extract_words(node) or not breaks:
            part.append(node)
        else:
            continue
        breaks = 0
    yield part


def _make_holder(words: str) -> Tag:
    holder = Tag(name="span")
    if words:
        holder.append(words)
    return holder


def _join_names(tag: Tag) -> str:
    return " ".join([*tag.get_attribute_list("class"), str(tag.get("id") or "")])


def _detect_alignment(tag: Tag) -> str:
    """Return how the text of an element is set: center, right, or empty for all else."""
    for parent in [tag, *tag.parents][:6]:
        if parent.name == "center":
            return "center"
        style = _ALIGN.search(str(parent.get("style") or ""))
        value = style[1] if style else str(parent.get("align") or "")
        if not value and re.search(
            r"text-?center|align-?center|ms-rteAlign-center|rtecenter", _join_names(parent), re.I
        ):
            value = "center"
        if value:
            return value.lower() if value.lower() in ("center", "right") else ""
    return ""


def _share(
    holder: Tag, names: tuple[str, ...], style: re.Pattern[str], parent: Tag, whole: int
) -> float:
    """Return the part of a line's letters that stand in some elements, or in such a style."""
    if any(
        tag.name in names or style.search(str(tag.get("style") or ""))
        for tag in [parent, *parent.parents][:3]
    ):
        return 1.0
    found = [
        tag
        for tag in holder.find_all(True)
        if tag.name in names or style.search(str(tag.get("style") or ""))
    ]
    known = {id(tag) for tag in found}
    outer = [tag for tag in found if not any(id(other) in known for other in tag.parents)]
    return sum(len(extract_words(tag)) for tag in outer) / whole


def _measure_linked_share(tag: Tag) -> float:
    whole = len(extract_words(tag))
    return (
        sum(len(extract_words(link)) for link in tag.find_all("a", href=True)) / whole
        if whole
        else 0.0
    )
