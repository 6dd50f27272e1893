"""Pages of a portal that are no articles: the home page, lists, the site map, forms. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from town_portal.authoring.importers.page import noise
from town_portal.authoring.importers.page.blocks import PageBlock
from town_portal.core.text import fold_text

HOME = "đây là trang chủ của cổng, không phải bài viết, nên bỏ qua"
LIST = "đây là trang danh sách bài, không phải bài viết, nên bỏ qua; các bài trong đó nhập riêng"
MAP = "đây là sơ đồ cổng, không phải bài viết, nên bỏ qua"
FORM = "đây là trang có biểu mẫu để điền, không phải bài viết, nên bỏ qua"
_HOME = re.compile(
    r"/?(?:(?:[\w-]+/)?(?:index|default|home|trang-?chu)(?:\.\w{2,5})?(?:\.html)?/?)?",
    re.IGNORECASE,
)
_MAP = re.compile(r"so do (?:cong|trang|website|site)\b.*|site ?map")
_FORM = re.compile(
    r"(?:lien he|gop y|dang nhap|dang ky|tim kiem|ket qua tim kiem|gui cau hoi|dat cau hoi|"
    r"phan anh|khao sat)\b.*"
)
_FORM_TITLE = 6
"""Words of a form's title at most."""
_FEW = 80
"""Words of prose below which a page of many fields is a form."""
_LEAST = 5
"""Links to articles that a list has at least."""
_TEASER = 50
"""Words that a list shows of an article at most, on the average."""
_PARAGRAPH = 120
_LINKED = 0.8


def explain_no_article(title: str, url: str, fields: int, blocks: Sequence[PageBlock]) -> str:
    """Return the sentence about a page that is no article; empty for an article.

    ``fields`` are the fields to be filled in on the whole page.
    """
    kept, _ = noise.separate_noise(blocks)
    plain, words = fold_text(title).strip(" .:"), sum(len(item.words.split()) for item in kept)
    is_list = _is_list(kept)
    if _MAP.fullmatch(plain) and (is_list or not words):
        return MAP
    is_named = bool(_FORM.fullmatch(plain)) and len(plain.split()) <= _FORM_TITLE
    if (fields >= 2 and is_named) or (fields >= _LEAST and words < _FEW):
        return FORM
    path = urlsplit(url).path if not urlsplit(url).query else "/?"
    is_home = plain == "trang chu" or (bool(url) and bool(_HOME.fullmatch(path)))
    if is_home and (is_list or words < _FEW):
        return HOME
    return LIST if is_list else ""


def _is_list(blocks: Sequence[PageBlock]) -> bool:
    """Tell whether blocks are mostly links to articles, each with a few words at most."""
    worded = [block for block in blocks if block.words]
    linked = [item for item in worded if item.linked >= _LINKED and len(item.words.split()) >= 4]
    count = sum(item.markdown.count("\n") + 1 if item.kind == "list" else 1 for item in linked)
    rest = [len(item.words.split()) for item in worded if item.linked < _LINKED]
    if count < _LEAST or max(rest, default=0) > _PARAGRAPH:
        return False
    is_mostly = sum(len(item.words.split()) for item in linked) > sum(rest)
    is_even = len(linked) >= 0.4 * len(worded) and sum(rest) <= _TEASER * count
    return is_mostly or is_even
