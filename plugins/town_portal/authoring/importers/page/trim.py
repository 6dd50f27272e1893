"""Takes out of a page's tree what is no part of the article. The tree is changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bs4 import Tag

from town_portal.authoring.importers.page.tree import extract_words, is_gone

_HALF = 0.5
"""Part of the body's letters from which an element is not taken out, whatever its class."""


def drop_selected(tree: Tag, container: Tag, selectors: Sequence[str]) -> list[str]:
    """Take out what the selectors find; return the words of those that stood in the body."""
    whole = len(extract_words(container))
    around = {id(tag) for tag in [container, *container.parents]}
    words = []
    for selector in selectors:
        for tag in tree.select(selector):
            if is_gone(tag) or id(tag) in around:
                continue
            is_inside = any(parent is container for parent in tag.parents)
            text = extract_words(tag)
            if is_inside and len(text) > _HALF * whole:
                continue
            words += [text] if is_inside and text else []
            tag.decompose()
    return words


def take_out(container: Tag, taken: Iterable[Tag | None]) -> None:
    """Take out of the body the elements whose words became fields."""
    for tag in taken:
        if (
            tag is not None
            and not is_gone(tag)
            and any(parent is container for parent in tag.parents)
        ):
            tag.extract()
