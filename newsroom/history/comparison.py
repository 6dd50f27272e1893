"""What differs between two versions of a text, word by word. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_PIECES = re.compile(r"\s+|[^\s]+")
Change = Literal["same", "removed", "added"]


@dataclass(frozen=True)
class Part:
    """A piece of a paragraph that is in both versions, in the older or in the newer alone."""

    change: Change
    text: str


def compare(older: str, newer: str) -> list[list[Part]]:
    """Return the paragraphs of both versions with what was removed and added; equal ones too."""
    before, after = _paragraphs(older), _paragraphs(newer)
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    rows: list[list[Part]] = []
    for _, a1, a2, b1, b2 in matcher.get_opcodes():
        pairs = max(a2 - a1, b2 - b1)
        old = before[a1:a2] + [""] * (pairs - (a2 - a1))
        new = after[b1:b2] + [""] * (pairs - (b2 - b1))
        rows += [compare_words(one, other) for one, other in zip(old, new, strict=True)]
    return rows


def compare_words(older: str, newer: str) -> list[Part]:
    """Return one paragraph with what was removed and added."""
    if older == newer:
        return [Part("same", older)]
    before, after = _PIECES.findall(older), _PIECES.findall(newer)
    parts: list[Part] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Part("same", "".join(before[a1:a2])))
            continue
        removed, added = "".join(before[a1:a2]), "".join(after[b1:b2])
        parts += [Part("removed", removed)] if removed else []
        parts += [Part("added", added)] if added else []
    return parts


def _paragraphs(text: str) -> list[str]:
    return [
        part.strip("\n")
        for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
        if part.strip()
    ]
