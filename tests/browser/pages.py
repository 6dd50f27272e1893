"""The pages the browser looks at: one of each kind, at the width of a telephone and of a desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.portal import SEED, Page, Portal

WIDTHS = (360, 1280)
BY_ADDRESS: Mapping[str, str] = {
    "home": "",
    "article": SEED,
    "page": "gioi-thieu/",
    "contact": "lien-he/",
    "map": "ban-do/",
    "songs": "bai-hat/",
    "links": "lien-ket/",
    "statistics": "thong-ke/",
    "privacy": "quyen-rieng-tu/",
    "accessibility": "kha-nang-tiep-can/",
    "structure": "to-chuc/",
    "monuments": "di-tich/",
    "english": "en/",
    "category": "chuyen-muc/chinh-quyen/",
    "tag": "tu-khoa/hong-linh/",
    "year": "2026/",
    "month": "2020/12/",
    "archive": "luu-tru/",
    "categories": "chuyen-muc/",
    "tags": "tu-khoa/",
    "tree": "so-do-cong/",
    "search": "tim-kiem/",
    "document": "van-ban/67-hdbt/",
    "documents": "van-ban/",
    "duties": "muc-do-tuan-thu/",
    "evidence": "muc-do-tuan-thu/can-cu/",
    "outages": "tam-ngung/",
    "calendar": "lich/",
    "information": "tiep-can-thong-tin/",
    "procedures": "thu-tuc/",
    "questions": "hoi-dap/",
    "follow": "hoi-dap/tra-cuu/",
    "drafts": "gop-y-du-thao/",
    "missing": "404.html",
}
BY_CONTENT: Mapping[str, Callable[[Page], object]] = {
    "table": lambda page: page.find(".//table"),
    "gallery": lambda page: page.by_class("gallery"),
    "attachment": lambda page: page.by_class("article__attachments"),
}
"""Articles that hold something of their own, found by what they hold."""

KINDS = (*BY_ADDRESS, *BY_CONTENT)
VIEWS = [(kind, width) for kind in KINDS for width in WIDTHS]
DISTINCT = (
    *("home", "article", "contact", "map", "structure", "calendar"),
    *("category", "search", "document", "outages", "questions", "gallery"),
)
"""Pages with a layout of their own; those with no other are looked at with --long."""

each_kind = pytest.mark.parametrize(
    "kind",
    [pytest.param(item, marks=() if item in DISTINCT else pytest.mark.long) for item in KINDS],
)
each_width = pytest.mark.parametrize("width", WIDTHS)
on_a_telephone = pytest.mark.parametrize(
    "width", [WIDTHS[0], pytest.param(WIDTHS[1], marks=pytest.mark.long)]
)
"""For what a desk has in the same form, with --long there too."""


def address_of(portal: Portal, kind: str) -> str:
    """Return the address of the page of this kind, relative to the home page."""
    if kind in BY_CONTENT:
        return portal.first("article", BY_CONTENT[kind]).url
    return BY_ADDRESS[kind]
