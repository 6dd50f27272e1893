"""What templates may call."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins._kit import filters
from plugins._kit.records import Topic


@pytest.mark.parametrize(
    ("call", "given", "shown"),
    [
        (filters.file_size, 0, "1 KB"),
        (filters.file_size, 999, "1 KB"),
        (filters.file_size, 34_400, "34 KB"),
        (filters.file_size, 1_000_000, "1,0 MB"),
        (filters.file_size, 1_250_000_000, "1250,0 MB"),
        (filters.capitalize_first, "thơ: Nguyễn Du", "Thơ: Nguyễn Du"),
        (filters.capitalize_first, "đền Đô Đài", "Đền Đô Đài"),
        (filters.capitalize_first, "", ""),
        (filters.folder, "2020/12/index.html", "2020/12/"),
        (filters.folder, "index.html", ""),
        (filters.folder, "404.html", "404.html"),
        (filters.digits, "0239.3.835 356", "02393835356"),
        (filters.digits, "+84 (239) 383", "+84239383"),
        (filters.host, "https://www.hatinh.gov.vn/a?b", "hatinh.gov.vn"),
        (filters.host, "http://m.baohatinh.vn", "baohatinh.vn"),
        (filters.host, "https://wwwa.vn:8080/", "wwwa.vn"),
        (filters.host, "khong phai dia chi", "khong phai dia chi"),
        (filters.typeset, "Thị xã 1992–2025 qua số", "Thị xã [1992–2025] qua số"),
        (filters.typeset, "Sau ngày 30/6/2025", "Sau [ngày 30/6/2025]"),
        (filters.typeset, "Năm 2020: 10 dự án", "[Năm 2020]: 10 dự án"),
        (filters.typeset, "Thị xã Hồng Lĩnh, Đậu Liêu", "Thị xã [Hồng Lĩnh], [Đậu Liêu]"),
        (filters.typeset, "Ở Ẩm Thực Đô Thị Mới", "Ở [Ẩm Thực Đô] [Thị Mới]"),
        (filters.typeset, "UBND xã, HĐND", "UBND xã, HĐND"),
        (filters.typeset, "Số <1>, tổ 12", "Số &lt;1&gt;, tổ 12"),
    ],
)
def test_how_values_are_shown(call: Callable[[object], str], given: object, shown: str) -> None:
    """Sizes, names, addresses; a headline keeps dates, ranges and names whole, all else escaped."""
    assert call(given) == shown.replace("[", '<span class="unbroken">').replace("]", "</span>")


@given(st.integers(min_value=0, max_value=10**10))
def test_file_size_has_no_point(size: int) -> None:
    """No English decimal point is left."""
    assert "." not in filters.file_size(size)


def test_topics_by_their_first_letter() -> None:
    """As a dictionary lists them: tone marks are no letters of their own, digits come together."""
    topics = [(Topic("k", title, "u"), 1) for title in ("12 năm", "7", "ẩm thực", "âm nhạc", "đền")]
    found = [(letter, len(group)) for letter, group in filters.initials(topics)]
    assert found == [("0–9", 2), ("Â", 2), ("Đ", 1)]
