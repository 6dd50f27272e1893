"""Who wrote, who photographed, where it is from: the line at an article's end. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from town_portal.authoring.importers.byline import parsed
from town_portal.authoring.importers.page.blocks import Block

_LONGEST = 120
_LAST = 3
"""Blocks at the end among which the line is looked for."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Names as the line gives them; ``sure`` from 0 to 1; ``line`` is what was read."""

    author: str = ""
    photographer: str = ""
    source: str = ""
    sure: float = 0.0
    line: str = ""


def of_text(words: str, sure: float) -> Byline:
    """Return what a line like "Tin, ảnh: Lê An; Nguồn: Báo Hà Tĩnh" says, empty where nothing."""
    words = " ".join(words.split())
    found = parsed(words)
    return Byline(**found, sure=sure, line=words.strip(" ()[]–—-|")) if found else Byline()


def at_end(blocks: Sequence[Block]) -> tuple[Byline, int | None]:
    """Return the byline among the last blocks, and its place; None where there is none.

    A short bold line set to the right at the very end is a name without a word before it.
    """
    last = [number for number, block in enumerate(blocks) if block.words][-_LAST:]
    for number in reversed(last):
        block = blocks[number]
        if block.kind == "text" and len(block.words) <= _LONGEST:
            found = of_text(block.words, 0.95)
            if found.line:
                return found, number
    if last and _is_name(blocks[last[-1]]):
        words = blocks[last[-1]].words
        return Byline(author=words.strip(" ."), sure=0.6, line=words), last[-1]
    return Byline(), None


def _is_name(block: Block) -> bool:
    words = block.words.split()
    is_short = 1 < len(words) <= 6 and block.words[-1] not in "/!?:"
    return (
        block.kind == "text"
        and block.align == "right"
        and (block.is_bold or block.is_slanted)
        and is_short
        and all(word[:1].isupper() for word in words)
    )
