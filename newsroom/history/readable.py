"""A text as people read it, for comparing and reviewing: labels, words, captions; no Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag

from newsroom.forms.moments import format_moment
from newsroom.texts.kinds import get_table
from newsroom.texts.paths import get_content_folder
from town_portal.authoring.editing.document import EditorDocument
from town_portal.authoring.editing.labels import NoLabel, find_label
from town_portal.cli.import_page import load_categories
from town_portal.core.data import yamldoc
from town_portal.core.text import unify_line_ends
from town_portal.core.texts import frontmatter

UNREAD = ("review", "status", "waive")
"""Fields that are about the work on a text, not a part of it."""
DATES = ("date", "publish", "expires", "modified", "issued", "effective", "ended")


def format_readable(path: str, text: str) -> str:
    """Return a text's file as paragraphs with an empty line between them.

    Where the front matter cannot be read, the text stands as it is.
    """
    try:
        parts = frontmatter.split_front_matter(unify_line_ends(text))
    except yamldoc.YamlError:
        return text
    fields = dict(parts.head.value or {})
    about = (field_text(path, name, value) for name, value in fields.items() if name not in UNREAD)
    document = EditorDocument(parts.body, lambda name: name, lambda address: address)
    return "\n\n".join(filter(None, (*about, body_text(document.html))))


def body_text(html: str) -> str:
    """Return the words of an editor's HTML as paragraphs with an empty line between them."""
    return "\n\n".join(filter(None, _iter_blocks(html)))


def field_text(path: str, name: str, value: Any) -> str:
    """Return a field of the front matter with its label."""
    try:
        label = find_label(get_table(path), name).label
    except NoLabel:
        label = name
    return f"{label}: {_format_value(name, value)}"


def _format_value(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_format_value(name, item) for item in value)
    if isinstance(value, dict):
        return ", ".join(str(item) for item in value.values())
    if name in DATES:
        return format_moment(value)
    if name == "category":
        return load_categories(get_content_folder()).get(str(value), str(value))
    return str(value)


def _iter_blocks(html: str) -> Iterator[str]:
    for block in BeautifulSoup(html, "html.parser").find_all(recursive=False):
        if not isinstance(block, Tag):
            continue
        if block.name == "table":
            yield "\n".join(_extract_words(row, " | ") for row in block.find_all("tr"))
        elif block.name in ("ul", "ol"):
            yield "\n".join(f"• {_extract_words(item)}" for item in block.find_all("li"))
        elif image := block.find("img"):
            caption = _extract_words(block)
            yield f"[Ảnh {image.get('src')}] {caption} (Lời tả: {image.get('alt') or 'chưa có'})"
        else:
            yield block.get_text() if block.name == "pre" else _extract_words(block)


def _extract_words(tag: Tag, between: str = " ") -> str:
    parts = (tag.find_all(["td", "th"]) if tag.name == "tr" else [tag]) or [tag]
    return between.join(" ".join(part.get_text(" ").split()) for part in parts)
