"""What stands in a page's body and is no part of the article: rating, comments, … Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from town_portal.authoring.importers.page.blocks import PageBlock
from town_portal.core.text import fold_text

_WHOLE = re.compile(
    "|".join(
        (
            r"danh gia:?|\(?\d*\s*luot danh gia:?.{0,40}|ma xac (?:thuc|nhan).{0,40}",
            r"binh luan(?: \(\d+\))?:?|gui (?:binh luan|email|y kien)",
            r"(?:y kien|viet) (?:ban doc|binh luan).{0,20}",
            r"(?:so )?(?:luot|lan) (?:xem|doc|truy cap)\s*:?\s*[\d.,]*",
            r"[\d.,]+ (?:luot|lan) (?:xem|doc)",
            r"(?:in|in trang|in bai(?: viet)?|ban in|chia se|gui)\s*[|:>»]?",
            r"(?:quay lai|tro lai|tro ve)\s*[|:>»]?",
            r"(?:len dau trang|co chu|tang co chu|giam co chu|nghe bai viet|doc bai|luu bai|thich)",
            r"(?:facebook|zalo|twitter|theo doi|a[+-]|xem them)\s*[|:>»]?",
            r"(?:thong ke|online|dang truy cap|tong (?:so )?luot truy cap):?\s*[\d.,]*",
            r"(?:xep hang|rating)[:\s\d./()]*|your rating.{0,40}|\d(?: ?sao)?",
            r"average \(\d+ votes?\).{0,40}",
        )
    )
)
_TAIL = re.compile(
    "|".join(
        (
            r"(?:cac )?(?:tin|bai)(?: viet| bai| tuc)?(?: da dua)? (?:lien quan|khac)\s*:?",
            r"(?:cac )?(?:tin|bai)(?: viet)? cung chuyen muc(?: khac)?\s*:?",
            r"(?:cac )?(?:tin|bai)(?: viet)? (?:moi hon|cu hon|moi nhat|doc nhieu|moi)\s*:?",
            r"(?:cac )?(?:tin|bai)(?: viet)? noi bat\s*:?",
            r"tin (?:khac|da dua|lien quan)\s*\[.*",
            r"tin (?:cung loai|da dua|moi cap nhat)\s*:?|xem them\s*:",
            r"other (?:news|articles)|related assets?",
        )
    )
)
_MOSTLY = 0.6
"""Part of a block's letters that are links, from which it is a list of other news."""


def separate_noise(blocks: Sequence[PageBlock]) -> tuple[list[PageBlock], list[str]]:
    """Return the blocks of the article, and the words of those left out."""
    end = _find_tail(blocks)
    kept: list[PageBlock] = []
    left_out: list[str] = []
    for block in blocks[:end]:
        if block.kind != "table" and block.words and _WHOLE.fullmatch(fold_text(block.words)):
            left_out.append(block.words)
        else:
            kept.append(block)
    return kept, left_out + [block.words for block in blocks[end:] if block.words]


def _find_tail(blocks: Sequence[PageBlock]) -> int:
    """Return the place from which nothing but other news follows: a heading, then links."""
    linked, letters, end = 0.0, 0, len(blocks)
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if linked >= _MOSTLY * letters and _is_heading(block):
            end = number
        linked += block.linked * len(block.words)
        letters += len(block.words)
    return end


def _is_heading(block: PageBlock) -> bool:
    is_line = block.kind in ("text", "heading")
    return is_line and bool(_TAIL.fullmatch(fold_text(block.words).rstrip(" .»>")))
