"""What the pages of one import have in common: frames of the portal, no content. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from town_portal.authoring.importers.page import byline
from town_portal.authoring.importers.page.blocks import PageBlock
from town_portal.authoring.importers.page.saved import Saved
from town_portal.authoring.importers.page.tree import BLOCKS, extract_words, make_safe, parse_page
from town_portal.core.text import fold_text

SAMPLE = 8
"""Pages at the beginning that are compared."""
_LEAST = 3
"""Pages that must hold a line, and words that it must have."""
_MOST = 0.8
"""Part of the pages that must hold a line; one page of another kind hides nothing."""
_WHOLE = ("ul", "ol", "table", "h1", "h2", "h3", "blockquote")


def collect_lines(saved: Saved) -> frozenset[str]:
    """Return the lines, lists and tables of a page without accents. Raises TooMuch."""
    tree = make_safe(parse_page(saved.html))
    found = set()
    for tag in tree.find_all(list(BLOCKS - {"br"})):
        if tag.name in _WHOLE or tag.find(list(BLOCKS - {"br"})) is None:
            found.add(fold_text(extract_words(tag)))
    return frozenset(item for item in found if len(item.split()) >= _LEAST)


def find_common_lines(pages: Sequence[Iterable[str]]) -> frozenset[str]:
    """Return the lines that nearly all pages hold; none for fewer than three pages."""
    counts = Counter(line for page in pages for line in set(page))
    least = max(_LEAST, round(_MOST * len(pages)))
    return frozenset(line for line, count in counts.items() if count >= least)


def drop_common(
    blocks: Sequence[PageBlock], shared: frozenset[str]
) -> tuple[list[PageBlock], list[str]]:
    """Return the blocks that are the page's own, and the words of those left out.

    A line that names who wrote or took the photographs stays.
    """
    kept, left_out = list[PageBlock](), list[str]()
    for block in blocks:
        is_shared = bool(block.words) and fold_text(block.words) in shared
        if is_shared and not byline.parse_names(block.words, 1).line:
            left_out.append(block.words)
        else:
            kept.append(block)
    return kept, left_out
