"""Words of a paragraph, list, heading or cell as the portal's Markdown. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from bs4 import Tag

from town_portal.authoring.importers import escape
from town_portal.authoring.importers.word.markdown import Converter

_SAFE_IN_ADDRESS = ";/?:@&=+$,#%!~*'{}|"
FileOf = Callable[[str], str]
"""Returns the name of the file beside the text that a picture's address shows; else empty."""


class LineWriter(Converter):
    """Words of a paragraph, list or heading, with links within the portal and small pictures."""

    def __init__(self, file_of: FileOf) -> None:
        super().__init__()
        self._file_of = file_of

    def convert_a(self, el: Tag, text: str, parent_tags: Any) -> str:
        """Return a link; its words alone where it has no address."""
        del parent_tags
        address = quote(str(el.get("href") or "").strip(), safe=_SAFE_IN_ADDRESS)
        words = text.strip()
        if (
            not address
            or not words
            or _get_scheme(address) not in ("", "http", "https", "mailto", "tel")
        ):
            return text
        address = address.replace("(", "%28").replace(")", "%29")
        begin, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{begin}[{words}]({address}){end}"

    def convert_img(self, el: Tag, text: str, parent_tags: Any) -> str:
        """Return a small picture within a line."""
        del text, parent_tags
        name = self._file_of(str(el.get("src") or ""))
        return (
            f"![{escape.escape_inline(format_attribute(el, 'alt'))}]({format_file_address(name)})"
            if name
            else ""
        )

    def convert_written(self, el: Tag, text: str, parent_tags: Any) -> str:
        """Return blocks of a list item that are Markdown already."""
        del text, parent_tags
        return f"\n\n{el['text']}\n\n"


def format_attribute(tag: Tag, name: str) -> str:
    """Return an attribute on one line; empty without one."""
    return " ".join(str(tag.get(name) or "").split())


def format_file_address(name: str) -> str:
    """Return a file's name as an address in Markdown."""
    return quote(unquote(name), safe="/{}|.-_~")


def _get_scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return "?"
