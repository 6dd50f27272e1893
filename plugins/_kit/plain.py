"""Spares Python-Markdown its search for inline marks in text that can have none.

It tries some fifteen patterns on every piece of text, which is half of its time on a news article.
Each of its own patterns begins with one of a few characters; text without any of them is marked as
``AtomicString``, which is Python-Markdown's own word for "leave as it is".
"""

import re
import xml.etree.ElementTree as ET
from typing import Any

from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

KNOWN = frozenset(
    (
        *("backtick", "escape", "footnote", "reference", "link", "image_link", "image_reference"),
        *("short_reference", "short_image_ref", "autolink", "automail", "linebreak", "html"),
        *("entity", "em_strong"),
    )
)
"""Patterns that match nothing without one of the marks; others may match anything."""
MARKS = re.compile(rf"[`\\\[<&*_{STX}]|  \n")
JUST_BEFORE_INLINE = 21


class Plain(Treeprocessor):
    """See the module's text."""

    def __init__(self, md: Any) -> None:
        super().__init__(md)
        self._is_known: bool | None = None

    def run(self, root: ET.Element) -> None:
        """Mark the texts without marks."""
        if self._is_known is None:  # now that all extensions have given their patterns
            patterns: Any = self.md.inlinePatterns
            self._is_known = len(patterns) == sum(name in patterns for name in KNOWN)
        if not self._is_known:
            return
        search = MARKS.search
        for element in root.iter():
            if element.text and not search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not search(element.tail):
                element.tail = AtomicString(element.tail)
