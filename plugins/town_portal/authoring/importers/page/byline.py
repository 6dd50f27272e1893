"""Who wrote, who photographed, where it is from: the line at an article's end. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from town_portal.authoring.importers.byline import parse_byline
from town_portal.authoring.importers.page.blocks import PageBlock

_LONGEST = 120
_LAST = 3
"""Blocks at the end among which the line is looked for."""


@dataclass(frozen=True, slots=True)
class PageByline:
    """Names as the line gives them; ``sure`` from 0 to 1; ``line`` is what was read."""

    author: str = ""
    photographer: str = ""
    source: str = ""
    sure: float = 0.0
    line: str = ""


def parse_names(words: str, sure: float) -> PageByline:
    """Return what a line like "Tin, ảnh: Lê An; Nguồn: Báo Hà Tĩnh" says, empty where nothing."""
    words = " ".join(words.split())
    found = parse_byline(words)
    return PageByline(**found, sure=sure, line=words.strip(" ()[]–—-|")) if found else PageByline()


def find_byline_at_end(blocks: Sequence[PageBlock]) -> tuple[PageByline, int | None]:
    """Return the byline among the last blocks, and its place; None where there is none.

    A short bold line set to the right at the very end is a name without a word before it.
    """
    last = [number for number, block in enumerate(blocks) if block.words][-_LAST:]
    for number in reversed(last):
        block = blocks[number]
        if block.kind == "text" and len(block.words) <= _LONGEST:
            found = parse_names(block.words, 0.95)
            if found.line:
                return found, number
    if last and _is_name(blocks[last[-1]]):
        words = blocks[last[-1]].words
        return PageByline(author=words.strip(" ."), sure=0.6, line=words), last[-1]
    return PageByline(), None


def _is_name(block: PageBlock) -> bool:
    words = block.words.split()
    is_short = 1 < len(words) <= 6 and block.words[-1] not in "/!?:"
    return (
        block.kind == "text"
        and block.align == "right"
        and (block.is_bold or block.is_slanted)
        and is_short
        and all(word[:1].isupper() for word in words)
    )
