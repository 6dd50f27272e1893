"""The access keys: digits, as letters belong to browsers and screen readers. Pure."""

from types import MappingProxyType

ACCESS_KEYS = MappingProxyType(
    {
        "kha-nang-tiep-can/": "0",
        "": "1",
        "#noi-dung": "2",
        "so-do-cong/": "3",
        "tim-kiem/": "4",
        "hoi-dap/": "5",
        "van-ban/": "6",
        "lich/": "7",
        "quyen-rieng-tu/": "8",
        "lien-he/": "9",
    }
)
"""The key of each place, by its address; the numbers 0 to 4, 8 and 9 are those that state portals
have had since the UK's guidelines of 2002 (section 2.4.4)."""
KEY_WORDS = MappingProxyType(
    {
        "kha-nang-tiep-can/": "Khả năng tiếp cận (trang này)",
        "": "Trang chủ",
        "#noi-dung": "Tới nội dung chính của trang",
        "so-do-cong/": "Sơ đồ cổng",
        "tim-kiem/": "Ô tìm kiếm",
        "hoi-dap/": "Hỏi đáp",
        "van-ban/": "Văn bản",
        "lich/": "Lịch làm việc, lịch tiếp công dân",
        "quyen-rieng-tu/": "Quyền riêng tư",
        "lien-he/": "Liên hệ",
    }
)
"""The places as the accessibility statement names them."""
