"""Photographs and the captions that stand after them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from town_portal.authoring.importers.draft import DraftPicture
from town_portal.authoring.importers.page.blocks import PageBlock
from town_portal.authoring.importers.page.shots import PageShot
from town_portal.core.text import fold_text
from town_portal.features.photos.credit import split_credit

LONGEST = 300
"""Letters of a caption."""
_PLAIN_LONGEST = 200
"""Letters of a caption that nothing but its place and its missing full stop tells."""
_BYLINE = re.compile(
    r"(?:tin|bai|tin,? (?:va )?anh|bai,? (?:va )?anh|tac gia|nguon|theo|nguoi viet)\s*:"
)


@dataclass(frozen=True, slots=True)
class Captioned:
    """Photographs of one place, what stands below them, and how sure that is (0 to 1)."""

    shots: tuple[PageShot, ...]
    caption: str = ""
    sure: float = 0.0


def pair_captions(blocks: Iterable[PageBlock]) -> list[PageBlock | Captioned]:
    """Return the blocks with photographs and captions joined.

    Photographs that follow each other without a word, of which only the last has a caption, are
    one place: a gallery with one caption.
    """
    found: list[PageBlock | Captioned] = []
    waiting: list[PageShot] = []
    for block in blocks:
        if block.kind == "shots":
            waiting += block.shots
            continue
        sure = _rate_caption(block) if waiting else 0.0
        if sure:
            found.append(Captioned(tuple(waiting), block.words, sure))
            waiting = []
            continue
        if waiting:
            found.append(Captioned(tuple(waiting)))
            waiting = []
        found.append(block)
    return [*found, Captioned(tuple(waiting))] if waiting else found


def _rate_caption(block: PageBlock) -> float:
    """Return how sure it is that a block after photographs is their caption, from 0 to 1."""
    words = block.words
    if block.kind != "text" or len(words) > LONGEST or _BYLINE.match(fold_text(words)):
        return 0.0
    if block.is_caption:
        return 1.0
    ends = words[-1] in ".:;!?" and not words.endswith("...")
    marks = (block.align == "center") + block.is_slanted
    if marks == 2:
        return 0.95
    if marks == 1:
        return 0.0 if ends and len(words) > _PLAIN_LONGEST / 2 else 0.85 - 0.15 * ends
    if ends or block.is_bold or block.linked > 0.5 or block.align == "right":
        return 0.0
    return 0.6 if len(words) <= _PLAIN_LONGEST else 0.0


def build_pictures(
    group: Captioned, files: Mapping[PageShot, tuple[bytes, str]]
) -> tuple[DraftPicture, ...]:
    """Return the photographs of a place as a draft takes them; ``files`` are bytes and endings.

    A caption that is also the alternative text is only the caption: what a picture shows is not
    what is said below it. One caption of several photographs stands at the last of them.
    """
    made = []
    for number, shot in enumerate(group.shots, 1):
        is_last = number == len(group.shots)
        words = group.caption if is_last else ""
        if not words and not group.caption:
            words = shot.title
        caption, credit = split_credit(words)
        data, suffix = files.get(shot, (None, _detect_ending(shot)))
        alt = "" if fold_text(shot.alt) in (fold_text(caption), fold_text(words)) else shot.alt
        made.append(DraftPicture(data, suffix, caption, credit, alt, shot.name))
    return tuple(made)


def _detect_ending(shot: PageShot) -> str:
    match = re.search(r"\.\w{2,5}$", shot.name)
    return match[0].lower() if match else ".jpg"
