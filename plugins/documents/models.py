"""The data of documents.yaml: which kinds of documents there are."""

from pydantic import field_validator

from plugins._kit.data import Model, Table
from plugins._kit.fields import Text
from plugins._kit.text import slug

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


class DocumentKinds(Model):
    """The kinds that a document may be of, in the order in which lists name them."""

    kinds: tuple[Text, ...] = (*LEGAL, *OTHERS)

    @field_validator("kinds")
    @classmethod
    def _once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        seen: dict[str, str] = {}
        for kind in value:
            key = slug(kind)
            if not key:
                raise ValueError(f"“{kind}” không có chữ cái nào để làm địa chỉ")
            if key in seen:
                raise ValueError(f"“{kind}” đã có ở trên; mỗi loại chỉ ghi một lần")
            seen[key] = kind
        return value or (*LEGAL, *OTHERS)


TABLE = Table("documents", DocumentKinds, DocumentKinds())
