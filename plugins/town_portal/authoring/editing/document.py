"""A text's body as the editor has it: HTML out of Markdown, and back without touching the rest."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from html import escape
from typing import Any

from bs4 import BeautifulSoup
from markdown import Markdown

from town_portal.authoring.editing.line_writer import FileOf
from town_portal.authoring.editing.markdown_writer import (
    GROUP,
    SOURCE_CLASS,
    write_blocks,
    write_with_sheets,
)
from town_portal.authoring.editing.source_blocks import DEFINITION, LINK, split_blocks
from town_portal.authoring.importers.draft import AttachedWorkbook
from town_portal.authoring.importers.page.tree import TooMuch

AddressOf = Callable[[str], str]
"""Returns the address at which the editor shows a file beside the text."""
_SLOT = re.compile(r'<(div|span) data-slot="([\d,]+)"></\1>')


@dataclass(frozen=True)
class SourceBlock:
    """A block of the body: its Markdown as written, the editor's HTML, that HTML as Markdown.

    ``written`` are the blocks that the HTML becomes when nobody changes it.
    """

    source: str
    html: str
    written: tuple[str, ...]


class EditorDocument:
    """A body of which the editor shows what it can hold, and everything else as its source."""

    def __init__(self, body: str, address_of: AddressOf, file_of: FileOf) -> None:
        """Take a body (Markdown), and how names of files and addresses of the editor relate."""
        self._address_of, self._file_of = address_of, file_of
        sources = split_blocks(body)
        self.sheets: list[AttachedWorkbook] = []
        """Workbooks of the tables in the last merged text that are too large for a page."""
        self._definitions = "\n\n".join(block for block in sources if LINK.match(block))
        self.blocks = [self._block(source) for source in sources]

    @cached_property
    def html(self) -> str:
        """The editor's HTML of the whole body."""
        return "\n".join(block.html for block in self.blocks)

    def merge(self, html: str, baseline: str = "") -> str:
        """Return the body after the editor's HTML was changed: unchanged blocks as written.

        ``baseline`` is the HTML that the editor gave before anybody changed something: editors
        write the same text in a way of their own.
        """
        written = [piece for block in self.blocks for piece in block.written]
        first = write_blocks(baseline, self._file_of) if baseline else written
        if len(first) != len(written):
            first = written
        after, self.sheets = write_with_sheets(html, self._file_of)
        return "\n\n".join(self._merged(first, after))

    def _merged(self, before: Sequence[str], after: Sequence[str]) -> Iterable[str]:
        matcher = SequenceMatcher(a=before, b=after, autojunk=False)
        same = {
            match.b + at: match.a + at
            for match in matcher.get_matching_blocks()
            for at in range(match.size)
        }
        owners = [
            (number, place)
            for number, block in enumerate(self.blocks)
            for place in range(len(block.written))
        ]
        position = 0
        while position < len(after):
            kept = self._find_unchanged(owners, same, position)
            yield kept.source if kept else after[position]
            position += len(kept.written) if kept else 1

    def _find_unchanged(
        self, owners: Sequence[tuple[int, int]], same: Mapping[int, int], position: int
    ) -> SourceBlock | None:
        """Return the block that stands unchanged and whole at a position of the new pieces."""
        first = same.get(position)
        if first is None or owners[first][1] != 0:
            return None
        block = self.blocks[owners[first][0]]
        run = [same.get(position + at) for at in range(len(block.written))]
        return block if run == list(range(first, first + len(block.written))) else None

    def _block(self, source: str) -> SourceBlock:
        with suppress(TooMuch):
            html = self._editor_html(source) or ""
            written = tuple(write_blocks(html, self._file_of))
            if written and self._meaning("\n\n".join(written)) == self._meaning(source):
                return SourceBlock(source, html, written)
        code = f'<pre><code class="{SOURCE_CLASS}">{escape(source, quote=False)}</code></pre>'
        return SourceBlock(source, code, tuple(write_blocks(code, self._file_of)))

    def _editor_html(self, source: str) -> str | None:
        """Return the HTML of a block; None for one that only makes sense in the whole text."""
        if DEFINITION.match(source) or "<" in _strip_code(source):
            return None
        rendered = self._render(source)
        figures = rendered[1]
        return _SLOT.sub(lambda slot: self._figures(slot, figures), _simplify_html(rendered[0]))

    def _figures(self, slot: re.Match[str], figures: Sequence[Any]) -> str:
        chosen = [figures[int(number)] for number in slot[2].split(",")]
        if slot[1] == "span":
            return "".join(self._image(figure) for figure in chosen)
        group = f' {GROUP}="{slot[2]}"' if len(chosen) > 1 else ""
        return "".join(
            f'<figure class="image"{group}>{self._image(figure)}'
            f"<figcaption>{escape(_format_caption(figure), quote=False)}</figcaption></figure>"
            for figure in chosen
        )

    def _image(self, figure: Any) -> str:
        return f'<img src="{escape(self._address_of(figure.source))}" alt="{escape(figure.alt)}">'

    def _meaning(self, source: str) -> tuple[str, list[tuple[Any, ...]]]:
        """Return what a block says to readers, for comparing."""
        html, figures = self._render(source)
        words = [
            (figure.source, figure.alt, _format_caption(figure), figure.kind, figure.with_original)
            for figure in figures
        ]
        return _simplify_html(html), words

    def _render(self, source: str) -> tuple[str, list[Any]]:
        markdown: Any = _get_portal_markdown()
        html = markdown.reset().convert(f"{source}\n\n{self._definitions}")
        return html, list(markdown.figures)


_own = threading.local()


def _get_portal_markdown() -> Markdown:
    """Return the portal's own Markdown, made once for each thread: it reads one text at a time."""
    if not hasattr(_own, "markdown"):
        # Late: it loads Pelican, which takes half a second.
        from town_portal.settings.base import MARKDOWN

        _own.markdown = Markdown(**dict(MARKDOWN))  # type: ignore[arg-type]
    markdown: Markdown = _own.markdown
    return markdown


def _format_caption(figure: Any) -> str:
    return " ".join(filter(None, (figure.caption, figure.credit)))


def _simplify_html(html: str) -> str:
    """Return HTML without what the portal adds for its own pages (boxes of tables, icons)."""
    tree = BeautifulSoup(html, "html.parser")
    for box in tree.find_all("div", class_="table"):
        box.unwrap()
    for added in tree.find_all("span", class_="external"):
        added.decompose()
    for cell in tree.find_all(["th", "td"], align=True):
        align = cell.attrs.pop("align")
        if align != "left":
            cell["style"] = f"text-align:{align}"
    for tag in tree.find_all(["th", "a", "h2", "h3", "h4", "h5", "h6"]):
        for name in ("scope", "rel", "id", "class"):
            tag.attrs.pop(name, None)
    return "\n".join(line for line in str(tree).split("\n") if line.strip())


def _strip_code(source: str) -> str:
    """Return a block without escaped marks and line ends, in which ``<`` begins an element."""
    return re.sub(r"\\.|`[^`]*`|<br ?/?>|<(?:https?|mailto):[^>]*>", "", source)
