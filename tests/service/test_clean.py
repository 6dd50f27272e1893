"""Texts of readers, made harmless."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.comments import clean

LETTERS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("a e\n\r\t\u0302\u0301\u0489\u200b\u202e\ufeff\ufe0f\u2028\u1100\u1161"),
    ),
    max_size=80,
)


@given(LETTERS)
def test_a_clean_text_stays_as_it_is(raw: str) -> None:
    """Cleaning a second time changes nothing, neither a text nor a line."""
    assert clean.clean_text(clean.clean_text(raw)) == clean.clean_text(raw)
    assert clean.clean_line(clean.clean_line(raw)) == clean.clean_line(raw)


@given(LETTERS)
def test_nothing_invisible_is_left(raw: str) -> None:
    """No letter is left that controls, reorders, is half a letter or private; the rest is NFC."""
    found = clean.clean_text(raw)
    assert all(unicodedata.category(letter)[0] != "C" for letter in found.replace("\n", ""))
    assert unicodedata.is_normalized("NFC", found)
    assert found == found.strip()
    assert "\n\n\n" not in found
    assert "  " not in found
    found.encode("utf-8")


@given(LETTERS)
def test_no_tower_is_left(raw: str) -> None:
    """Never more than three marks stand on a letter."""
    height = 0
    for letter in clean.clean_text(raw):
        height = height + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        assert height <= clean.MARKS


@given(LETTERS)
def test_a_line_is_one_line(raw: str) -> None:
    """A name has no line breaks."""
    assert len(clean.clean_line(raw).splitlines()) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Đường Trần Phú: ổ gà, ngập nước – đề nghị sửa!",
        "<script>alert(1)</script> & \"ngoặc\" 'nháy'",
        "Cảm ơn ❤️ 👍",
        "Dòng một\n\nDòng hai",
        "ภาษาไทย 中文 русский עברית",
    ],
)
def test_an_ordinary_text_is_not_touched(text: str) -> None:
    """Vietnamese, other scripts, markup and emoji come out as they went in."""
    assert clean.clean_text(text) == text


def test_letters_apart_come_together() -> None:
    """Vietnamese that a Mac has taken apart is composed, also around something invisible."""
    assert clean.clean_text(unicodedata.normalize("NFD", "Thị xã Hồng Lĩnh")) == "Thị xã Hồng Lĩnh"
    assert clean.clean_text("e\u200b\u0302\u2060\u0301") == "ế"


@pytest.mark.parametrize(
    ("written", "clean_text"),
    [
        ("a\u202eb\u200bc\ufeffd\U000e0041", "abcd"),
        ("a\0b\x07c\x1bd\x9fe", "abcde"),
        ("a\ud800b\udfffc", "abc"),
        ("a\u00a0 \t\u3000b", "a b"),
        ("a\r\n\r\n\r\n\r\nb\rc", "a\n\nb\nc"),
        ("Z" + "\u0489" * 50 + "a" + "\u0301" * 50, "Z" + "\u0489" * 3 + "á" + "\u0301" * 3),
        ("\u2066ẩn\u2069 \u00adgạch", "ẩn gạch"),
    ],
)
def test_what_is_not_to_be_seen_is_taken_out(written: str, clean_text: str) -> None:
    """Reordering, invisible and broken letters are gone, and towers of marks are cut."""
    assert clean.clean_text(written) == clean_text


@pytest.mark.parametrize("empty", ["", " \n\t ", "\u200b\u2060", "\u3164\u115f\u2800", "\0\x1f"])
def test_what_shows_nothing_is_nothing(empty: str) -> None:
    """A text of spaces, controls and fillers is empty."""
    assert clean.clean_text(empty) == clean.clean_line(empty) == ""


def test_texts_are_compared_without_dress() -> None:
    """Capitals, punctuation, spaces and wide letters make no other text; tones do."""
    assert clean.fold_text("  CẢM, ƠN!!! ｔｈị xã ") == clean.fold_text("cảm ơn thị xã")
    assert clean.fold_text("cam on") != clean.fold_text("cảm ơn")
    assert clean.fold_text("!!! …") == ""


def test_blocked_words_are_whole_words() -> None:
    """A blocked word is found as a word or phrase, whatever its capitals, not within another."""
    words = ["cá độ", "Nhà Cái", "", "!!"]
    assert clean.has_word("Vào CÁ ĐỘ ngay", words) == ["cá độ"]
    assert clean.has_word("nhà... cái; cá độ", words) == ["cá độ", "Nhà Cái"]
    assert clean.has_word("cá độc, nhà cáis", words) == []
