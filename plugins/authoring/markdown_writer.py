"""An editor's HTML as the portal's Markdown, block by block. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from plugins._kit.text import nfc
from plugins.importers import escape
from plugins.importers.page import tables
from plugins.importers.page.tree import parsed, safe
from plugins.importers.word.markdown import Converter

SOURCE_CLASS = "language-markdown"
"""Of a ``<code>`` element whose text is Markdown that the editor shows as it is written."""
GROUP = "data-gallery"
"""An attribute of figures that stand together: those of one value are one gallery."""
_FOOTNOTE = re.compile(r"\\\[\^([\w-]+)\\\]")
_ALIGNED = re.compile(r"text-align\s*:\s*(center|right)")
_RULES = {"center": ":-:", "right": "--:"}
_SAFE_IN_ADDRESS = ";/?:@&=+$,#%!~*'{}|"
_TEXT_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol")
FileOf = Callable[[str], str]
"""Returns the name of the file beside the text that a picture's address shows; else empty."""


class _Line(Converter):
    """Words of a paragraph, list or heading, with links within the portal and small pictures."""

    def __init__(self, file_of: FileOf) -> None:
        super().__init__()
        self._file_of = file_of

    def convert_a(self, el: Tag, text: str, parent_tags: Any) -> str:
        """Return a link; its words alone where it has no address."""
        del parent_tags
        address = quote(str(el.get("href") or "").strip(), safe=_SAFE_IN_ADDRESS)
        words = text.strip()
        if (
            not address
            or not words
            or _scheme(address) not in ("", "http", "https", "mailto", "tel")
        ):
            return text
        address = address.replace("(", "%28").replace(")", "%29")
        begin, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{begin}[{words}]({address}){end}"

    def convert_img(self, el: Tag, text: str, parent_tags: Any) -> str:
        """Return a small picture within a line."""
        del text, parent_tags
        name = self._file_of(str(el.get("src") or ""))
        return f"![{escape.inline(_attribute(el, 'alt'))}]({_file(name)})" if name else ""


def write_blocks(html: str, file_of: FileOf) -> list[str]:
    """Return the Markdown blocks of an editor's HTML, in their order.

    Pictures that ``file_of`` does not know are left out; see `unknown_pictures`.
    """
    writer = _Writer(file_of)
    blocks = (nfc(block).strip("\n") for block in writer.blocks(safe(parsed(html))))
    return [block for block in blocks if block.strip()]


def unknown_pictures(html: str, file_of: FileOf) -> list[str]:
    """Return the addresses of pictures that are no files beside the text."""
    images = BeautifulSoup(html, "html.parser").find_all("img")
    sources = [str(image.get("src") or "") for image in images]
    return [source for source in sources if not file_of(source)]


class _Writer:
    def __init__(self, file_of: FileOf) -> None:
        self._file_of = file_of

    def blocks(self, container: Tag) -> Iterator[str]:
        """Yield the blocks of an element; text and inline elements between them are paragraphs."""
        nodes = [node for node in container.contents if isinstance(node, Tag) or str(node).strip()]
        for (kind, _), group in groupby(nodes, key=_kind):
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
            yield _table(tag)
        elif tag.name == "blockquote":
            inner = "\n\n".join(self.blocks(tag))
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        elif tag.name == "hr":
            yield "* * *"
        elif tag.name == "pre":
            yield _code(tag)
        elif tag.name in _TEXT_BLOCKS:
            yield self._line(tag)
        else:
            yield from self.blocks(tag)

    def _figure(self, tag: Tag) -> Iterator[str]:
        caption = tag.find("figcaption")
        words = " ".join(caption.extract().get_text().split()) if isinstance(caption, Tag) else ""
        images = [self._picture(image, words) for image in tag.find_all("img")]
        if images:
            yield "\n".join(filter(None, images))
            return
        yield from self.blocks(tag)
        if words:
            yield escape.paragraph(words)

    def _picture(self, image: Tag, caption: str) -> str:
        name = self._file_of(str(image.get("src") or ""))
        if not name:
            return ""
        title = f' "{escape.title(caption)}"' if caption else ""
        return f"![{escape.inline(_attribute(image, 'alt'))}]({_file(name)}{title})"

    def _line(self, tag: Tag) -> str:
        tag.attrs = {name: value for name, value in tag.attrs.items() if name == "start"}
        for item in tag.find_all("li"):
            _wrap_own_words(item)
        return _FOOTNOTE.sub(r"[^\1]", str(_Line(self._file_of).convert_soup(tag)))


_BLOCK_NAMES = (
    *_TEXT_BLOCKS,
    *("figure", "table", "blockquote", "hr", "pre", "div", "section", "article", "details"),
)


def _kind(node: PageElement) -> tuple[str, str]:
    """Return what a node is, and the gallery to which it belongs, for joining neighbours."""
    if not isinstance(node, Tag) or node.name not in _BLOCK_NAMES:
        return "inline", ""
    gallery = str(node.get(GROUP) or "")
    return ("gallery", gallery) if gallery else ("block", "")


def _table(tag: Tag) -> str:
    """Return a table; the alignment of a column is that of its last cell."""
    rows = tables.rows(tag)
    last = rows[-1] if rows else []
    aligned = [_ALIGNED.search(str(cell.get("style") or "")) for cell in last]
    lines = tables.markdown(tag, "").split("\n")
    rule = next(at for at, line in enumerate(lines) if line.startswith("| ---"))
    width = lines[rule].count("---")
    if any(aligned) and len(aligned) == width:
        cells = [_RULES[match[1]] if match else "---" for match in aligned]
        lines[rule] = f"| {' | '.join(cells)} |"
    return "\n".join(lines)


def _wrap_own_words(item: Tag) -> None:
    """Put a list item's own words into one element, apart from the lists below it."""
    holder = Tag(name="span")
    for node in list(item.contents):
        if isinstance(node, Tag) and node.name in ("ul", "ol"):
            continue
        node.extract()
        if isinstance(node, Tag) and node.name == "p":
            holder.extend([child.extract() for child in list(node.contents)])
        else:
            holder.append(node)
    item.insert(0, holder)


def _code(tag: Tag) -> str:
    code = tag.find("code") or tag
    text = code.get_text()
    if SOURCE_CLASS in code.get_attribute_list("class"):
        return text
    return "\n".join(f"    {line}" if line.strip() else "" for line in text.strip("\n").split("\n"))


def _attribute(tag: Tag, name: str) -> str:
    return " ".join(str(tag.get(name) or "").split())


def _file(name: str) -> str:
    return quote(unquote(name), safe="/{}|.-_~")


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return "?"


def text_of(node: PageElement) -> str:
    """Return the words of a node on one line."""
    words = str(node) if isinstance(node, NavigableString) else node.get_text(" ")
    return " ".join(words.split())
