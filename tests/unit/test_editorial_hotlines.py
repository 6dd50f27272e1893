"""Which telephone numbers are private: the rules and the check before publishing agree."""

from __future__ import annotations

import pytest

from tests.unit.test_editorial_rules import found, text
from town_portal.publishing.gate import private_data


@pytest.mark.parametrize(
    "body",
    [
        "Người dân gọi 111, 112, 113, 114, 115 hoặc 1022, 18001090, 1900 1234.",
        "Làm thẻ căn cước mà cần giúp thì gọi 113 114 115.",
        "Số khẩn cấp của phường: 0911 113 114",
        "Gọi 0911 113 114 (đường dây nóng của Công an phường)",
        "Cứu hộ, cứu nạn trên sông: 0911.113.114",
    ],
)
def test_public_hotlines_are_nobodys_own(body: str) -> None:
    """National numbers and numbers that are called hotlines are no private numbers."""
    assert found(text(body)) == []
    assert list(private_data.find_private(body)) == []


def test_a_hotline_nearby_hides_no_private_number() -> None:
    """A person's own number stays one, whatever service is named elsewhere."""
    assert found(text("Gọi 113 hoặc anh Lê Mẫu 0911 113 114.")) == ["so-dien-thoai-rieng"]
    assert found(text("Bà Mẫu, căn cước 111 112 999")) == ["so-giay-to-rieng"]
