"""Where two versions of a page first differ, shortened so that a person sees what was put in."""

from __future__ import annotations

from town_portal.publishing.watch_site.findings import BINARY, is_text, quote_safely

ADDED, LOST, SWAPPED = "chèn thêm “{}”", "mất “{}”", "“{}” bị đổi thành “{}”"
LONG = 160
LEAD = 24
"""Letters before the difference that are shown too, back to the tag's begin."""


def find_first_difference(right: bytes, live: bytes) -> str:
    """Return the first passage in which ``live`` is not as ``right``; empty where it is."""
    if right == live:
        return ""
    if not is_text(live):
        return BINARY
    old, new = right.decode("utf-8", "replace"), live.decode("utf-8", "replace")
    start = _count_common(old, new)
    end = _count_common(old[start:][::-1], new[start:][::-1])
    lost, added = old[start : len(old) - end], new[start : len(new) - end]
    if not lost and added:
        return ADDED.format(quote_safely(_extend_to_tag(new, start, added), LONG))
    if not added:
        return LOST.format(quote_safely(lost, LONG))
    return SWAPPED.format(
        quote_safely(lost, LONG // 2), quote_safely(_extend_to_tag(new, start, added), LONG)
    )


def _extend_to_tag(text: str, start: int, added: str) -> str:
    """Return what was added, from the begin of its tag where that is near."""
    tag = text.rfind("<", max(0, start - LEAD), start)
    closed = text.find(">", tag, start) if tag >= 0 else 0
    if not tag >= 0 > closed:
        return added
    lead = text[tag:start]  # which the next tag may have in common with the one put in
    return lead + added.removesuffix(lead)


def _count_common(one: str, other: str) -> int:
    """Return how many letters two texts have in common at their begin."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
