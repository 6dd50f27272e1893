"""Parse the HTML tags that staff may write in Markdown, with Markdown's own parser.

``RawTags`` takes the place of Python-Markdown's pattern for HTML, after code spans and links: a tag
on the list passes, another one is a fault and stays as text. ``DetailsBlocks`` reads what opens on
a click. With both Python-Markdown's own search for HTML, ahead of Markdown, is not needed: what it
takes for HTML, the rest of the parser may take for code, and the other way round.
"""

import re
import xml.etree.ElementTree as ET
from html import escape, unescape
from typing import Any

from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_RE

from town_portal.core.markup.allowlist import RAW, refuse_tag

_ATTRIBUTES = r"""(?:\s+[^\s"'=<>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>]++))?+)*+\s*+/?"""
_TAG = rf"<!--|<!\[|<[!?/]?([A-Za-z][^\s<>/]*+)({_ATTRIBUTES}|[^<>]*)>"
_TITLE = re.compile(r'\s+title="([^"<>]*)"\s*')
_ALONE = re.compile(r"^ {0,3}<(/?)details>[ \t]*$", re.MULTILINE | re.IGNORECASE)
_SUMMARY = re.compile(
    r"\s* {0,3}<summary>((?:(?!\n[ \t]*\n)[^<]|<(?!/?summary>))*+)</summary>[ \t]*(?:\n|$)",
    re.IGNORECASE,
)
_CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
LONE_DETAILS = (
    "mỗi thẻ <details>, </details> phải đứng riêng một dòng, có mở có đóng, không lồng nhau"
)
LONE_SUMMARY = "<summary>…</summary> phải đứng ngay dưới dòng <details>"


def hide_code(text: str) -> str:
    """Return a source text with its code spans made harmless, every position kept."""
    return _CODE_SPAN.sub(lambda match: re.sub(r"[^\n]", "x", match[0]), text)


class RawTags(InlineProcessor):
    """Read inline tags; see the module's docstring."""

    def __init__(self, md: Any) -> None:
        super().__init__(_TAG, md)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, match: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        """Return the placeholder of an allowed tag; else record a fault and leave the text."""
        del data
        md: Any = self.md
        tag = _filter_tag(match)
        if tag:
            return md.htmlStash.store(tag), match.start(), match.end()
        written = INLINE_PLACEHOLDER_RE.sub("…", match[0])
        name, has_more = (match[1] or "").lower(), bool((match[2] or "").strip(" /"))
        lone = {"details": LONE_DETAILS, "summary": LONE_SUMMARY}.get(name) if not has_more else ""
        md.note_tag(written, lone or refuse_tag(written))
        return None, None, None


def _filter_tag(match: re.Match[str]) -> str:
    """Return a tag within a line in its plain form; empty where it is not allowed there."""
    name, rest = (match[1] or "").lower(), match[2] or ""
    mark = match[0][1]
    if name not in RAW or name in ("details", "summary") or mark in "!?":
        return ""
    if mark == "/":
        return "" if rest.strip() or name == "br" else f"</{name}>"
    title = _TITLE.fullmatch(rest) if name == "abbr" else None
    if title:
        return f'<abbr title="{escape(unescape(title[1]))}">'
    return "" if rest.strip(" /") else f"<{name}>"


class DetailsBlocks(BlockProcessor):
    """Read ``<details>`` to ``</details>``, each on its own line, with Markdown in between."""

    def test(self, parent: ET.Element, block: str) -> bool:
        """Tell whether a block of the text itself (not of a list or quotation) opens one."""
        opened = _ALONE.search(block) if "<" in block and parent.tag == "div" else None
        return opened is not None and not opened[1]

    def run(self, parent: ET.Element, blocks: list[str]) -> bool:
        """Make the element; leave the blocks as they are where it is not closed."""
        opened = _ALONE.search(blocks[0])
        tails = [blocks[0][opened.end() :], *blocks[1:]] if opened else []
        marks = ((index, mark) for index, tail in enumerate(tails) if (mark := _ALONE.search(tail)))
        index, closed = next(marks, (0, None))
        if not opened or not closed or not closed[1]:
            return False
        before, last = blocks[0][: opened.start()], tails[index]
        if before.strip():
            self.parser.parseBlocks(parent, [before])
        self._make_details(parent, "\n\n".join((*tails[:index], last[: closed.start()])))
        blocks[:] = [last[closed.end() :].lstrip("\n"), *tails[index + 1 :]]
        return True

    def _make_details(self, parent: ET.Element, text: str) -> None:
        details = ET.SubElement(parent, "details")
        summary = _SUMMARY.match(text)
        if summary:
            ET.SubElement(details, "summary").text = summary[1].strip()
            text = text[summary.end() :]
        if text.strip():
            self.parser.parseBlocks(details, text.strip("\n").split("\n\n"))
