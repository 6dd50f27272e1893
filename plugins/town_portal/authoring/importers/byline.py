"""Who wrote and who photographed, as a line of an article says. Pure."""

from __future__ import annotations

import re

from town_portal.core.text import normalize_text

_LABEL = re.compile(
    r"(?P<label>(?:tin\s*,?\s*bài|tin|bài\s+viết|bài|ảnh|hình|video|tác\s+giả|người\s+viết|"
    r"thực\s+hiện|nội\s+dung|nguồn\s+(?:tin|ảnh)|nguồn|ctv|pv|phóng\s+viên|biên\s+soạn|"
    r"tổng\s+hợp|người\s+chụp|theo)(?:\s*(?:,|và|\+|&|-|–|/)\s*(?:tin|bài|ảnh|hình|video))*)"
    r"\s*[:：]\s*",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"([^():]+?)\s*\(([^():]+)\)")
"""``Lê An (Tin, ảnh)``"""
_WRITES = re.compile(r"tin|bài|tác|viết|thực|nội|ctv|pv|phóng|biên|tổng", re.IGNORECASE)
_SHOWS = re.compile(r"ảnh|hình|chụp", re.IGNORECASE)
EDGES = " .;,–—-|()/"
"""What may stand around a name."""


def parse_byline(text: str) -> dict[str, str]:
    """Return ``author``, ``photographer``, ``source`` as a line names them; empty for no byline."""
    text = normalize_text(text).strip()
    after = _BEHIND.fullmatch(text)
    text = f"{after[2]}: {after[1]}" if after else text.strip("()[]|").strip()
    labels = list(_LABEL.finditer(text))
    if not labels or text[: labels[0].start()].strip(EDGES):
        return {}
    found: dict[str, str] = {}
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=True):
        name = text[label.end() : end].strip(EDGES)
        for role in _find_roles(label["label"]) if name else ():
            found[role] = f"{found[role]}, {name}" if role in found else name
    return found


def _find_roles(label: str) -> list[str]:
    if label.lower().startswith(("nguồn", "theo")):
        return ["photographer" if _SHOWS.search(label) else "source"]
    roles = ["author"] if _WRITES.search(label) else []
    return [*roles, "photographer"] if _SHOWS.search(label) else roles
