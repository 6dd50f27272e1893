"""What templates may call."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from plugins._kit import filters
from plugins._kit.records import Topic

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "1 KB"),
        (999, "1 KB"),
        (34_400, "34 KB"),
        (1_000_000, "1,0 MB"),
        (1_250_000_000, "1250,0 MB"),
    ],
)
def test_file_size_in_words(size: int, words: str) -> None:
    """Sizes are told in KB and MB with a Vietnamese comma; nothing has 0 KB."""
    assert filters.file_size(size) == words


@given(st.integers(min_value=0, max_value=10**10))
@settings(deadline=None)
def test_file_size_has_no_point(size: int) -> None:
    """No English decimal point is left."""
    assert "." not in filters.file_size(size)


def test_capitalize_first_leaves_the_rest() -> None:
    """Only the first letter changes: names inside stay."""
    assert filters.capitalize_first("thơ: Nguyễn Du") == "Thơ: Nguyễn Du"
    assert filters.capitalize_first("đền Đô Đài") == "Đền Đô Đài"
    assert filters.capitalize_first("") == ""


def test_folder_of_a_page() -> None:
    """A page's address is that of its folder."""
    assert filters.folder("2020/12/index.html") == "2020/12/"
    assert filters.folder("index.html") == ""
    assert filters.folder("404.html") == "404.html"


def test_digits_are_what_a_telephone_dials() -> None:
    """Points and spaces are for the eye."""
    assert filters.digits("0239.3.835 356") == "02393835356"
    assert filters.digits("+84 (239) 383") == "+84239383"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.hatinh.gov.vn/a?b", "hatinh.gov.vn"),
        ("http://m.baohatinh.vn", "baohatinh.vn"),
        ("https://wwwa.vn:8080/", "wwwa.vn"),
        ("khong phai dia chi", "khong phai dia chi"),
    ],
)
def test_host_is_what_a_reader_knows(address: str, host: str) -> None:
    """The name of a site without `www.`; what has no host stays as it is."""
    assert filters.host(address) == host


def test_every_filter_that_templates_name_is_there() -> None:
    """A template with a filter that does not exist would stop the build."""
    known = Environment(autoescape=True).filters.keys() | filters.FILTERS.keys()
    for template in [*ROOT.glob("theme/**/*.html"), *ROOT.glob("plugins/**/*.html")]:
        source = Environment(autoescape=True)
        source.filters.update(dict.fromkeys(known, str))
        source.parse(template.read_text(encoding="utf-8"))
        source.compile(template.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("Thị xã 1992–2025 qua số", 'Thị xã <span class="unbroken">1992–2025</span> qua số'),
        ("Sau ngày 30/6/2025", 'Sau <span class="unbroken">ngày 30/6/2025</span>'),
        ("Năm 2020: 10 dự án", '<span class="unbroken">Năm 2020</span>: 10 dự án'),
        (
            "Thị xã Hồng Lĩnh, Đậu Liêu",
            (
                'Thị xã <span class="unbroken">Hồng Lĩnh</span>, '
                '<span class="unbroken">Đậu Liêu</span>'
            ),
        ),
        (
            "Ở Ẩm Thực Đô Thị Mới",
            'Ở <span class="unbroken">Ẩm Thực Đô</span> <span class="unbroken">Thị Mới</span>',
        ),
        ("UBND xã, HĐND", "UBND xã, HĐND"),
        ("Số <1>, tổ 12", "Số &lt;1&gt;, tổ 12"),
        ("", ""),
    ],
)
def test_a_headline_keeps_dates_and_ranges_whole(words: str, html: str) -> None:
    """A range, and a number with the word it belongs to; all else is plain, escaped text."""
    assert filters.typeset(words) == html


def test_topics_by_their_first_letter() -> None:
    """As a dictionary lists them: tone marks are no letters of their own, digits come together."""
    topics = [(Topic("k", title, "u"), 1) for title in ("12 năm", "7", "ẩm thực", "âm nhạc", "đền")]
    found = [(letter, len(group)) for letter, group in filters.initials(topics)]
    assert found == [("0–9", 2), ("Â", 2), ("Đ", 1)]
