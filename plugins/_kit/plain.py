"""Spares Python-Markdown its search for inline marks in text that can have none.

It tries some fifteen patterns on every piece of text, which is half of its time on a news article.
Each of its own patterns begins with one of a few marks. Text without any is given out as
``AtomicString``, which is Python-Markdown's own word for "leave as it is"; on the other text of a
document only those patterns are tried whose marks the document has. What a pattern makes never
holds another one's mark (tests/unit/test_kit_plain.py).
"""

import re
import xml.etree.ElementTree as ET
from typing import Any

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
            element.text = _left(element.text, marked)
            element.tail = _left(element.tail, marked)
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


def _left(text: str | None, marked: list[str]) -> str | None:
    """Return a text as it is to be treated; one with marks is added to ``marked``."""
    if not text or isinstance(text, AtomicString):
        return text
    if _ANY.search(text):
        marked.append(text)
        return text
    return AtomicString(text)
