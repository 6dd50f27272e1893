"""Blocks to a draft's body: noise, title, lead and byline out, photographs with captions. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from town_portal.authoring.importers.draft import Draft, DraftFigures, DraftProse
from town_portal.authoring.importers.page import byline, captions, noise
from town_portal.authoring.importers.page.blocks import PageBlock
from town_portal.authoring.importers.page.captions import Captioned
from town_portal.authoring.importers.page.fields import FoundField
from town_portal.authoring.importers.page.shots import PageShot, decode_embedded
from town_portal.core.text import fold_text
from town_portal.features.photos.kinds import ENDINGS, detect_kind

BytesOf = Callable[[PageShot], bytes | None]
_LOOK_AT = 4096
_LEAD = 40
"""Letters that a lead has at least."""
_DATE_LINE = re.compile(
    r"(?:(?:ngay|dang|cap nhat|lan cuoi|luc|vao|tin|thu \w+|chu nhat|gmt|sa|ch|am|pm)\b|"
    r"[\d\s:/.,|()+h-])+"
)


@dataclass(frozen=True, slots=True)
class Body:
    """What became of a page's blocks: the draft with its body, and fields for the report."""

    draft: Draft
    words: str
    left_out: tuple[str, ...]
    shots: tuple[PageShot, ...]
    photographs: FoundField
    captions: FoundField
    byline_sure: float


def assemble_body(blocks: Sequence[PageBlock], draft: Draft, bytes_of: BytesOf) -> Body:
    """Return a draft that has its body out of the blocks; fields that it lacks are sought there."""
    kept, left_out = noise.separate_noise(blocks)
    kept, repeated = _drop_repeats(kept, draft)
    kept, draft = _take_lead(kept, draft)
    kept, draft, sure = _take_byline(kept, draft)
    paired = captions.pair_captions(kept)
    groups = [item for item in paired if isinstance(item, Captioned)]
    shots = tuple(shot for group in groups for shot in group.shots)
    files = _fetch_files(shots, bytes_of)
    body = tuple(
        DraftFigures(captions.build_pictures(item, files))
        if isinstance(item, Captioned)
        else DraftProse(item.markdown, item.sheet)
        for item in paired
        if isinstance(item, Captioned) or item.markdown
    )
    words = " ".join(item.caption if isinstance(item, Captioned) else item.words for item in paired)
    return Body(
        replace(draft, body=body),
        words,
        (*left_out, *repeated),
        shots,
        _rate_photographs(shots, files),
        _rate_captions(groups),
        sure,
    )


def _drop_repeats(blocks: Sequence[PageBlock], draft: Draft) -> tuple[list[PageBlock], list[str]]:
    """Return the blocks without a title, lead or date that stand once more at their beginning."""
    known = {fold_text(text) for text in (draft.title, draft.summary) if text}
    kept, repeated = list[PageBlock](), list[str]()
    for number, block in enumerate(blocks):
        is_first = number < 4 and block.kind in ("text", "heading")
        plain = fold_text(block.words)
        is_date = len(plain) < 60 and any(map(str.isdigit, plain)) and _DATE_LINE.fullmatch(plain)
        if is_first and (plain in known or is_date):
            repeated.append(block.words)
        else:
            kept.append(block)
    return kept, repeated


def _take_lead(blocks: list[PageBlock], draft: Draft) -> tuple[list[PageBlock], Draft]:
    """Take the first paragraph for the lead where it is set apart, wholly bold or italic."""
    texts = [block for block in blocks if block.kind in ("text", "heading")]
    if draft.summary or len(texts) < 3 or not blocks or blocks[0] is not texts[0]:
        return blocks, draft
    first = texts[0]
    is_apart = first.is_bold or first.is_slanted or first.kind == "heading"
    others = [block for block in texts[1:] if block.is_bold or block.is_slanted]
    if not is_apart or len(first.words) < _LEAD or len(others) > len(texts) / 2:
        return blocks, draft
    return blocks[1:], replace(draft, summary=first.words)


def _take_byline(blocks: list[PageBlock], draft: Draft) -> tuple[list[PageBlock], Draft, float]:
    line, place = byline.find_byline_at_end(blocks)
    if place is None or (draft.author and line.sure < 0.9):
        return blocks, draft, 0.9 if draft.author or draft.source else 0.0
    draft = replace(
        draft,
        author=draft.author or line.author,
        photographer=draft.photographer or line.photographer,
        source=draft.source or line.source,
    )
    names = (draft.author, draft.photographer, draft.source)
    if all(not name or name in names for name in (line.author, line.photographer, line.source)):
        blocks = [*blocks[:place], *blocks[place + 1 :]]
    return blocks, draft, line.sure


def _fetch_files(shots: Sequence[PageShot], bytes_of: BytesOf) -> dict[PageShot, tuple[bytes, str]]:
    """Return the bytes of the photographs that are at hand, with the ending of their true kind."""
    found = {}
    for shot in dict.fromkeys(shots):
        data = decode_embedded(shot) or bytes_of(shot)
        if data:
            kind = detect_kind(data[:_LOOK_AT], "")
            if kind in ENDINGS:
                found[shot] = data, ENDINGS[kind][0]
    return found


def _rate_photographs(
    shots: Sequence[PageShot], files: dict[PageShot, tuple[bytes, str]]
) -> FoundField:
    missing = [shot.address or shot.name or "ảnh không tên" for shot in shots if shot not in files]
    if not shots:
        return FoundField("ảnh", "không có ảnh", 1.0, "trang không có ảnh nào trong bài")
    value = f"{len(shots)} ảnh"
    if not missing:
        return FoundField("ảnh", value, 1.0, "có đủ tệp ảnh")
    sure = 1 - len(missing) / len(shots)
    return FoundField("ảnh", value, sure, f"thiếu tệp của {len(missing)} ảnh: {', '.join(missing)}")


def _rate_captions(groups: Sequence[Captioned]) -> FoundField:
    if not groups:
        return FoundField("chú thích", "", 1.0, "không có ảnh")
    found = [
        group.sure for group in groups if group.caption or any(shot.title for shot in group.shots)
    ]
    value = f"{len(found)} trên {len(groups)} chỗ có ảnh"
    if not found:
        return FoundField("chú thích", value, 0.0, "không thấy chú thích dưới ảnh")
    sure = sum(item or 0.7 for item in found) / len(groups)
    return FoundField("chú thích", value, sure, "dòng dưới ảnh, theo kiểu chữ và cách đặt")
