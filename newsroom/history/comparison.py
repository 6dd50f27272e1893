"""What differs between two versions of a text, word by word. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_PIECES = re.compile(r"\s+|[^\s]+")
Change = Literal["same", "removed", "added"]


@dataclass(frozen=True)
class TextPart:
    """A piece of a paragraph that is in both versions, in the older or in the newer alone."""

    change: Change
    text: str


def compare_versions(older: str, newer: str) -> list[list[TextPart]]:
    """Return the paragraphs of both versions with what was removed and added; equal ones too."""
    before, after = _split_paragraphs(older), _split_paragraphs(newer)
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    rows: list[list[TextPart]] = []
    for _, a1, a2, b1, b2 in matcher.get_opcodes():
        pairs = max(a2 - a1, b2 - b1)
        old = before[a1:a2] + [""] * (pairs - (a2 - a1))
        new = after[b1:b2] + [""] * (pairs - (b2 - b1))
        rows += [compare_words(one, other) for one, other in zip(old, new, strict=True)]
    return rows


def compare_words(older: str, newer: str) -> list[TextPart]:
    """Return one paragraph with what was removed and added."""
    if older == newer:
        return [TextPart("same", older)]
    before, after = _PIECES.findall(older), _PIECES.findall(newer)
    parts: list[TextPart] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(TextPart("same", "".join(before[a1:a2])))
            continue
        removed, added = "".join(before[a1:a2]), "".join(after[b1:b2])
        parts += [TextPart("removed", removed)] if removed else []
        parts += [TextPart("added", added)] if added else []
    return parts


def _split_paragraphs(text: str) -> list[str]:
    return [
        part.strip("\n")
        for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
        if part.strip()
    ]
