"""Texts and synonyms in which the tests of the search look."""

from datetime import date

from town_portal.features.search.models import Group, Synonyms
from town_portal.features.search.terms import IndexedDocument

SYNONYMS = Synonyms(
    groups=(
        Group(words=("UBND", "Ủy ban nhân dân")),
        Group(words=("Bắc Hồng Lĩnh",), parts=("Bắc Hồng", "Trung Lương")),
    )
)


def document(title: str, *paragraphs: str, day: int = 1, category: str = "tin") -> IndexedDocument:
    """Return a document of a day of January."""
    return IndexedDocument("", title, date(2024, 1, day), category, "", paragraphs)


TEXTS = (
    document("Về hông và lính", "Một chuyện khác, không dính đến tên đất."),
    document("Thị xã", "Hồng Lĩnh có núi.", day=2),
    document("Núi Hồng Lĩnh", "Ở phía bắc.", day=3, category="van-hoa"),
    document("Lĩnh vực", "Màu hồng.", day=4),
    document("Danh nhân", "Quỳnh Ngưởng quê ở Đậu Liêu.", day=5),
    document("Văn bản", "Quyết định 1234/QĐ-UBND về hoà giải.", day=6),
    document("Ủy ban nhân dân phường", "Họp đại hội Đảng bộ.", day=7),
    document("Làng rèn Trung Lương", "Ở phường Bắc Hồng cũ.", day=8),
    document("Phường Bắc Hồng Lĩnh", "Thành lập.", day=9),
)
OLDER = (document("Chuyện cũ", "Hồng Lĩnh xưa.", day=1),)
