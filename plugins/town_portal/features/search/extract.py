"""The plain text of a body's HTML, paragraph by paragraph. Pure."""

import re
from html import unescape

_VALUES = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b{_VALUES}>|<!--.*?-->", re.S)
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img"),
        *("ins", "kbd", "mark", "picture", "q", "s", "samp", "small", "source", "span", "strong"),
        *("sub", "sup", "time", "u", "var", "wbr"),
    )
)
_MARK = re.compile(r'<a\b[^>]*\bclass="footnote-(?:back)?ref"[^>]*>.*?</a>', re.S)
"""A mark that leads to a footnote or back: no part of the words."""
_BREAK = "\0"
_SPACES = re.compile(r"\s+")


def extract_paragraphs(html: str) -> tuple[str, ...]:
    """Return the texts of an HTML body that stand apart, without tags; empty ones are left out."""
    text = unescape(_TAG.sub(_replace_tag, _MARK.sub("", html.replace(_BREAK, ""))))
    found = (_SPACES.sub(" ", part).strip() for part in text.split(_BREAK))
    return tuple(part for part in found if part)


def _replace_tag(match: re.Match[str]) -> str:
    """Return what is left of a tag: nothing within a line, a space for <br>, else a break."""
    name = (match[2] or "").lower()
    if name == "br":
        return " "
    return "" if not name or name in _INLINE else _BREAK
