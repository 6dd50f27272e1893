"""Markdown in blocks that can be edited one by one. Pure."""

from __future__ import annotations

import re

_INDENTED = re.compile(r"(?: {2,}|\t)\S")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:")
"""The definition of a footnote or of a link's address."""
LINK = re.compile(r" {0,3}\[[^\]^][^\]]*\]:")
"""The definition of a link's address."""


def split_blocks(body: str) -> list[str]:
    """Return the blocks of a Markdown text, without the empty lines between them.

    Lines that belong together stay together: a list with all its items, a quotation, a table, a
    ``<details>`` element, a fenced piece of code, a footnote with its paragraphs.
    """
    blocks: list[list[str]] = []
    gap: list[str] = []
    for line in body.split("\n"):
        if not line.strip():
            gap.append(line)
        elif blocks and (not gap or _is_continuation(blocks[-1], line)):
            blocks[-1] += [*gap, line]
            gap = []
        else:
            blocks.append([line])
            gap = []
    return ["\n".join(block) for block in blocks]


def _is_continuation(block: list[str], line: str) -> bool:
    """Tell whether a line after an empty one still belongs to a block."""
    text = "\n".join(block)
    if _has_open_fence(block) or text.count("<details>") > text.count("</details>"):
        return True
    first = block[0]
    if _LIST_ITEM.match(first):
        return bool(_INDENTED.match(line) or _is_same_list(first, line))
    if first.lstrip().startswith(">"):
        return line.lstrip().startswith(">")
    return bool(_INDENTED.match(line)) and bool(DEFINITION.match(first) or _INDENTED.match(first))


def _has_open_fence(block: list[str]) -> bool:
    return sum(1 for line in block if _FENCE.match(line)) % 2 == 1


def _is_same_list(first: str, line: str) -> bool:
    """Tell whether a line is an item of the kind (numbered or not) with which a list begins."""
    if not _LIST_ITEM.match(line):
        return False
    return first.lstrip()[0].isdigit() == line.lstrip()[0].isdigit()
