"""Which statements there are, and what each is given. Pure."""

from collections.abc import Collection, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from town_portal.build.made import MadePage
from town_portal.core import dates
from town_portal.core.access_keys import ACCESS_KEYS, KEY_WORDS
from town_portal.features.statutory.models import Statutory

GROUP = "Về cổng này"
SUMMARIES = {
    "accessibility": "Cổng đạt chuẩn tiếp cận nào, đã kiểm tra bằng cách nào, còn chỗ nào chưa "
    "đạt, phím tắt và nơi góp ý.",
    "copyright": "Ai giữ quyền đối với tin bài và ảnh của cổng, được dùng lại thế nào, giấy phép "
    "của bản đồ, phông chữ.",
    "privacy": "Cổng lưu những gì khi ông/bà đọc bài, đánh giá và bình luận; lưu trong bao lâu; "
    "xóa thế nào.",
}
OF_LETTERS = (
    "Cổng lưu những gì khi ông/bà đọc bài, đánh giá, bình luận, gửi câu hỏi, yêu cầu, góp ý; "
    "lưu trong bao lâu; xóa thế nào."
)
"""What the privacy page tells where letters are taken."""
KINDS = (
    ("accessibility", "kha-nang-tiep-can/", "Khả năng tiếp cận"),
    ("copyright", "ban-quyen/", "Bản quyền"),
    ("privacy", "quyen-rieng-tu/", "Quyền riêng tư"),
)


def iter_statement_pages(
    table: Statutory, taken: Collection[str], zone: ZoneInfo, *, has_letters: bool = False
) -> Iterator[MadePage]:
    """Yield the page of each statement whose address nobody has taken by a page of his own."""
    summaries = SUMMARIES | ({"privacy": OF_LETTERS} if has_letters else {})
    keys = tuple((digit, place, KEY_WORDS[place]) for place, digit in ACCESS_KEYS.items())
    for name, url, title in KINDS:
        told = getattr(table, name)
        if told is None or url in taken:
            continue
        made: date = told.made
        values = {"title": title, "told": told, "summary": summaries[name]}
        yield MadePage(
            url,
            f"statutory/{name}",
            values | ({"keys": keys} if name == "accessibility" else {}),
            in_sitemaps=True,
            group=GROUP,
            changed=dates.convert_to_zone(made, zone),
            paragraphs=(summaries[name],),
        )
