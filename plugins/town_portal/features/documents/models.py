"""The data of documents.yaml: which kinds of documents there are."""

from collections.abc import Collection
from difflib import get_close_matches

from pydantic import field_validator

from town_portal.core.data.fields import Text
from town_portal.core.data.loading import Model, Table
from town_portal.core.text import make_slug
from town_portal.core.texts.document import Document

LEGAL = (
    *("Hiến pháp", "Luật", "Bộ luật", "Pháp lệnh", "Lệnh", "Nghị quyết", "Nghị định", "Thông tư"),
    *("Nghị quyết liên tịch", "Thông tư liên tịch", "Quyết định", "Chỉ thị"),
)
"""Kinds of legal documents."""
OTHERS = (
    *("Quy chế", "Quy định", "Thông cáo", "Thông báo", "Hướng dẫn", "Chương trình", "Kế hoạch"),
    *("Phương án", "Đề án", "Dự án", "Báo cáo", "Biên bản", "Tờ trình", "Công điện", "Công văn"),
    *("Giấy mời", "Kết luận", "Hợp đồng"),
)
"""Kinds of administrative documents that a portal may publish."""
ADD = "hãy ghi thêm loại mới vào kinds của content/data/documents.yaml (chưa có tệp thì tạo)"
CLOSE = 0.75
"""How like a known kind an unknown one must be to be taken for a slip."""


class DocumentKinds(Model):
    """Kinds that a document may be of beside the usual ones; these stand first in lists.

    One that has the address of a usual one stands in its place.
    """

    kinds: tuple[Text, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """All kinds, in the order in which lists name them."""
        own = {make_slug(kind) for kind in self.kinds}
        return (*self.kinds, *(item for item in (*LEGAL, *OTHERS) if make_slug(item) not in own))

    @field_validator("kinds")
    @classmethod
    def _once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        seen: dict[str, str] = {}
        for kind in value:
            key = make_slug(kind)
            if not key:
                raise ValueError(f"“{kind}” không có chữ cái nào để làm địa chỉ")
            if key in seen:
                raise ValueError(f"“{kind}” đã có ở trên; mỗi loại chỉ ghi một lần")
            seen[key] = kind
        return value


def describe_unknown_kind(document: Document, known: Collection[str]) -> str:
    """Return what staff read about a kind that is none of the known ones."""
    by_key = {make_slug(kind): kind for kind in known}
    near = get_close_matches(document.kind_key, by_key, n=1, cutoff=CLOSE)
    advice = f"có phải ý là “{by_key[near[0]]}”? Nếu không, {ADD}" if near else ADD
    return f"không có loại văn bản “{document.kind}”; {advice}"


TABLE = Table("documents", DocumentKinds, DocumentKinds())
