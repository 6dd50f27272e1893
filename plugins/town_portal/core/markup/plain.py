"""Spares Python-Markdown its search for marks in text that can have none.

``PlainParagraph`` takes the paragraphs whose lines all begin with letters, before a dozen other
kinds of blocks are tried on them. ``Plain`` does the same within lines, where Python-Markdown tries
some fifteen patterns on every piece of text: each of its own begins with one of a few marks. Text
without any is given out as ``AtomicString``, which is Python-Markdown's own word for "leave as it
is"; on the other text of a document only those patterns are tried whose marks the document has.
What a pattern makes never holds another one's mark. That the HTML is the same is proved by
tests/unit/test_core_plain.py; a news article takes half the time.
"""

import re
import xml.etree.ElementTree as ET
from typing import Any

from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString, Registry

MARKS = {
    "backtick": ("`",),
    "escape": ("\\",),
    **dict.fromkeys(("footnote", "reference", "link", "short_reference"), ("[",)),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), ("[",)),
    **dict.fromkeys(("autolink", "automail", "html"), ("<",)),
    "linebreak": ("  \n",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
"""For each pattern the marks without which it matches nothing."""
JUST_BEFORE_INLINE = 21
_ANY = re.compile(rf"[`\\\[<&*_{STX}]|  \n")


BLOCKS = (
    *("empty", "indent", "hashheader", "setextheader", "hr", "olist", "ulist", "quote"),
    *("reference", "footnote", "table", "portal-details", "paragraph", "portal-paragraph"),
)
"""Kinds of blocks of which none but the paragraph begins with a letter in each line."""
BEFORE_ALL = 1000
_PARAGRAPH = re.compile(r"[^\W\d_][^\n|]*(?:\n[^\W\d_][^\n|]*)*")


class PlainParagraph(BlockProcessor):
    """See the module's text. Where a kind of block is not known, all are tried on all blocks."""

    _is_known: bool | None = None

    def test(self, parent: ET.Element, block: str) -> bool:
        """Tell whether a block is a paragraph, and nothing else."""
        del parent
        if self._is_known is None:  # now that all extensions have given theirs
            kinds = self.parser.blockprocessors
            self._is_known = len(kinds) == sum(name in kinds for name in BLOCKS)
        is_plain = self._is_known and not self.parser.state.isstate("list")
        return bool(is_plain and _PARAGRAPH.fullmatch(block))

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Make the paragraph."""
        ET.SubElement(parent, "p").text = blocks.pop(0)


class Plain(Treeprocessor):
    """See the module's text. Where a pattern is not known, all are tried on all text."""

    def __init__(self, md: Any) -> None:
        super().__init__(md)
        self._is_known: bool | None = None
        self._needed: dict[tuple[bool, ...], Any] = {}

    def run(self, root: ET.Element) -> None:
        """Leave alone the texts without marks; choose the patterns for the others."""
        md: Any = self.md
        if self._is_known is None:  # now that all extensions have given their patterns
            patterns = md.inlinePatterns
            self._is_known = len(patterns) == sum(name in patterns for name in MARKS)
        if not self._is_known:
            return
        marked: list[str] = []
        for element in root.iter():
            element.text = _clean_text(element.text, marked)
            element.tail = _clean_text(element.tail, marked)
        md.treeprocessors["inline"].inlinePatterns = self._patterns("".join(marked))

    def _patterns(self, text: str) -> Any:
        """Return the patterns whose marks are in ``text``."""
        all_patterns = self.md.inlinePatterns
        if STX in text:  # Python-Markdown's own mark for what it has put aside
            return all_patterns
        key = tuple(any(mark in text for mark in marks) for marks in MARKS.values())
        if key not in self._needed:
            chosen: Registry[Any] = Registry()
            for name, is_needed in zip(MARKS, key, strict=True):
                if is_needed:
                    place = -all_patterns.get_index_for_name(name)
                    chosen.register(all_patterns[name], name, place)
            self._needed[key] = chosen
        return self._needed[key]


def _clean_text(text: str | None, marked: list[str]) -> str | None:
    """Return a text as it is to be treated; one with marks is added to ``marked``."""
    if not text or isinstance(text, AtomicString):
        return text
    if _ANY.search(text):
        marked.append(text)
        return text
    return AtomicString(text)
