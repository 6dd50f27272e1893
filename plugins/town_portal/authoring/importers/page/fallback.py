"""The body of a page of which no profile is known: where trafilatura finds its text. Pure."""

from __future__ import annotations

from bs4 import Tag

from town_portal.authoring.importers.page.tree import extract_words
from town_portal.core.text import normalize_text

MISSING = (
    "Trang này không thuộc loại cổng nào đã biết, và máy chưa cài gói trafilatura để đoán phần "
    "bài. Hãy nhập bằng dòng lệnh, lệnh này tự cài gói còn thiếu: "
    "python3 tasks.py import-page TỆP"
)
NOTHING = "không tìm thấy phần bài viết nào trong trang"
_MOSTLY = 0.9
"""Part of the text found that the element taken as body must hold."""
_LEAST = 40


class NoTrafilatura(RuntimeError):
    """trafilatura is not installed; the message is for staff."""


def find_body(page: Tag, html: str) -> Tag | None:
    """Return the smallest element that holds the text which trafilatura takes for the article.

    Its text alone would not do: it leaves out leads, captions and cells. Raises Missing.
    """
    try:
        from trafilatura import extract
    except ImportError:
        raise NoTrafilatura(MISSING) from None
    text = extract(
        html, include_tables=True, include_comments=False, favor_recall=True, deduplicate=False
    )
    weights = _weigh_elements(page, _fold_text((text or "").replace("|", " ")))
    whole = weights.get(id(page), 0)
    if not whole:
        return None
    place = page
    while True:
        inner = [child for child in place.children if isinstance(child, Tag)]
        best = max(inner, key=lambda child: weights.get(id(child), 0), default=None)
        if best is None or weights.get(id(best), 0) < _MOSTLY * whole or _is_text(best):
            break
        place = best
    table = place.find_parent("table") if place.name in ("tbody", "thead", "tr") else None
    outer = table.parent if table is not None else place.parent if place.name == "table" else place
    return outer or place


def _weigh_elements(page: Tag, text: str) -> dict[int, int]:
    """Return for each element how many letters of the found text its paragraphs hold."""
    weights: dict[int, int] = {}
    for tag in page.find_all(["p", "div", "li", "td", "span", "h2", "h3", "blockquote"]):
        if tag.find(["p", "div", "table", "ul"]) is not None:
            continue
        words = _fold_text(extract_words(tag))
        if len(words) < _LEAST or words not in text:
            continue
        for parent in [tag, *tag.parents]:
            weights[id(parent)] = weights.get(id(parent), 0) + len(words)
            if parent is page:
                break
    return weights


def _is_text(tag: Tag) -> bool:
    """Tell whether an element is a paragraph, which is no body even where it holds all."""
    return tag.name in ("p", "span", "li", "ul", "ol", "blockquote", "b", "strong", "font", "h2")


def _fold_text(text: str) -> str:
    return normalize_text(" ".join(text.split())).lower()
