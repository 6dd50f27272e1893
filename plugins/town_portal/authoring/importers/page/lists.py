"""Lists of a page as Markdown. Pure."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import PageElement

from town_portal.authoring.importers.page import inline
from town_portal.authoring.importers.page.tree import extract_words, is_block

_LISTS = ("ul", "ol", "dir", "menu")
_INDENT = "    "
"""Python-Markdown's own step for what belongs to an item."""


def format_list(tag: Tag, base: str) -> str:
    """Return a list and the lists in it; ``base`` is the page's address."""
    return "\n".join(_format_lines(tag, base))


def _format_lines(tag: Tag, base: str) -> list[str]:
    numbered, lines, number = tag.name == "ol", list[str](), _start(tag)
    for item in _list_items(tag):
        inner = [child for child in item.find_all(_LISTS) if child.find_parent(_LISTS) is tag]
        for child in inner:
            child.extract()
        text = "<br>".join(
            filter(None, (inline.format_one_line(part, base) for part in split_paragraphs(item)))
        )
        if text or inner:
            mark = f"{number}." if numbered else "-"
            lines.append(f"{mark} {text or '–'}")
            number += 1
        for child in inner:
            lines += [_INDENT + line for line in _format_lines(child, base)]
    return lines


def _list_items(tag: Tag) -> list[Tag]:
    """Return a list's items; text or a list that stands between them is one of its own."""
    items: list[Tag] = []
    for node in list(tag.contents):
        if isinstance(node, Tag) and node.name == "li":
            items.append(node)
        elif isinstance(node, Tag) and node.name in _LISTS and items:
            items[-1].append(node)
        elif extract_words(node):
            items.append(node.wrap(Tag(name="li")))
    return items


def _start(tag: Tag) -> int:
    given = str(tag.get("start") or "")
    return int(given) if given.isdecimal() and len(given) < 5 else 1


def split_paragraphs(item: Tag) -> list[list[PageElement]]:
    """Return the nodes of an item's paragraphs."""
    parts: list[list[PageElement]] = [[]]
    for node in list(item.contents):
        if is_block(node):
            parts += [*split_paragraphs(node), []]
        else:
            parts[-1].append(node)
    return parts
