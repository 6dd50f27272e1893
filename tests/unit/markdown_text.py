"""Texts as the portal's Markdown converts them."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from markdown import Markdown

import pelicanconf


@cache
def portal_markdown(*more: str) -> Any:
    """Return Markdown with the portal's settings; ``more`` are extensions beside them."""
    settings = cast(Any, pelicanconf.MARKDOWN)
    return Markdown(**{**settings, "extensions": [*settings["extensions"], *more]})


def converted(*texts: str, more: tuple[str, ...] = ()) -> Any:
    """Return Markdown after these texts, one after the other; ``html`` is that of the last."""
    markdown = portal_markdown(*more)
    for text in texts:
        markdown.html = str(markdown.reset().convert(text))
    return markdown


def correct_html(text: str) -> str:
    """Return the HTML of a text in which nothing is wrong."""
    markdown = converted(text)
    assert not markdown.faults
    return str(markdown.html)
