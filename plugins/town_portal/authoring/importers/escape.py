"""Text as Markdown that shows exactly this text: nothing in it is taken for a mark. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENTITY = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_MARKS = re.compile(r"[\\`*_\[\]|]")
_NUMBER = re.compile(r"^(\s*\d+)([.)])(?=\s|$)", re.MULTILINE)
_BLOCK = re.compile(r"^(\s*)(#|>|[-+](?=\s|$)|-(?=-+\s*$))", re.MULTILINE)
_END = re.compile(r"""^["']|["'](?=\s*(?:\)|$))""")
"""A quotation mark that Python-Markdown takes for a title's end, escaped or not."""
_ENTITIES = {'"': "&quot;", "'": "&#39;"}
_RULE = re.compile(r"^(\s*)=(?==*\s*$)", re.MULTILINE)


def escape_inline(text: str) -> str:
    """Return ``text`` as it stands inside a line: marks, tags and entities are only letters."""
    text = _TAG.sub("&lt;", _ENTITY.sub("&amp;", text))
    return _MARKS.sub(r"\\\g<0>", text)


def escape_line_starts(markdown: str) -> str:
    """Return a paragraph's Markdown whose lines begin no list, heading, quotation or rule."""
    markdown = _NUMBER.sub(r"\1\\\2", markdown)
    return _RULE.sub(r"\1&#61;", _BLOCK.sub(r"\1\\\2", markdown))


def escape_paragraph(text: str) -> str:
    """Return ``text`` as a paragraph of its own."""
    return escape_line_starts(escape_inline(" ".join(text.split())))


def format_link(text: str, address: str) -> str:
    """Return a link whose words are ``text``, blanks around them outside of it."""
    words = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}[{words}]({address}){after}"


def format_table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of one length as a table; the first is its head."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + " --- |" * max(map(len, rows), default=0))
    return "\n".join(lines)


def escape_title(text: str) -> str:
    """Return ``text`` as it stands between the quotation marks of a picture's title."""
    shown = _END.sub(lambda quote: _ENTITIES[quote[0]], escape_inline(" ".join(text.split())))
    return shown.replace('"', '\\"')
