"""Vietnamese text: one Unicode form, folding, slugs, numbers."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from town_portal.core import text

ROWS = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ",
    "d": "dđ",
    "e": "eèéẻẽẹêềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự",
    "y": "yỳýỷỹỵ",
}
relaxed = settings(deadline=None)


@pytest.mark.parametrize(("bare", "letters"), ROWS.items())
def test_fold_takes_every_mark_away(bare: str, letters: str) -> None:
    """Each Vietnamese letter, small or capital, folds to its letter without marks."""
    assert text.fold_text(letters) == bare * len(letters)
    assert text.fold_text(letters.upper()) == bare * len(letters)


@given(st.text(), st.text())
@relaxed
def test_nfc_makes_equal_what_looks_equal(first: str, second: str) -> None:
    """NFC is stable, and joins what two Unicode forms write apart."""
    joined = f"{first} {second}"
    assert text.normalize_text(text.normalize_text(joined)) == text.normalize_text(joined)
    assert text.normalize_text(unicodedata.normalize("NFD", joined)) == text.normalize_text(joined)


@pytest.mark.parametrize("invisible", ["\ufeff", "\u200b", "\u2060", "\u00ad"])
def test_nfc_drops_invisible_characters(invisible: str) -> None:
    """Byte order marks, zero-width spaces and soft hyphens do not reach the pages."""
    visible = "Hồng\u00a0Lĩnh \n\t–“”"
    assert text.normalize_text(f"{invisible}Hồng{invisible}Lĩnh{visible}") == f"HồngLĩnh{visible}"


@given(st.text())
@relaxed
def test_slug_holds_only_what_an_address_may(words: str) -> None:
    """A slug is empty, or words of a-z and 0-9 with single hyphens, and its own slug."""
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", text.make_slug(words))
    assert text.make_slug(text.make_slug(words)) == text.make_slug(words)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("02/3/1992", "02-3-1992"),
        ("Đường số 5 – Đậu Liêu", "duong-so-5-dau-lieu"),
        ("  Kiểm tra, cải cách!  ", "kiem-tra-cai-cach"),
        ("Tổ dân phố 12", "to-dan-pho-12"),
        ("???", ""),
        ("", ""),
    ],
)
def test_slug_of_staff_words(words: str, slug: str) -> None:
    """Words of staff give the address that one expects; dates keep their parts apart."""
    assert text.make_slug(words) == slug


@given(st.text(alphabet="aăđ ,.;:–-", max_size=80), st.integers(min_value=1, max_value=60))
@relaxed
def test_shorten_keeps_the_limit(words: str, limit: int) -> None:
    """A shortened text is never longer than asked; a text that fits stays as it is."""
    short = text.shorten_text(words, limit)
    assert len(short) <= limit
    assert (short == words) == (len(words) <= limit) or short.endswith("…")


def test_shorten_cuts_between_words() -> None:
    """Without a comma left before the ellipsis; a word longer than the limit is cut inside."""
    assert text.shorten_text("abcdefghij", 5) == "abcd…"
    assert text.shorten_text("Thị xã Hồng Lĩnh, tỉnh Hà Tĩnh", 20) == "Thị xã Hồng Lĩnh…"


@pytest.mark.parametrize(
    ("name", "inside"),
    [("Thị xã Hồng Lĩnh", "thị xã Hồng Lĩnh"), ("UBND phường", "UBND phường"), ("", "")],
)
def test_lower_first_for_a_name_inside_a_sentence(name: str, inside: str) -> None:
    """Only the first letter becomes small, and no abbreviation: there is no “uBND”."""
    assert text.lower_first(name) == inside


def test_words_are_sorted_as_in_a_dictionary() -> None:
    """Đ comes after all of d, ă and â after a, whatever the tones and capitals are."""
    words = ["đền chùa", "di tích", "Đầu tư", "danh thắng", "âm", "ăn", "an", "hồ", "Hồng Lĩnh"]
    wanted = ["an", "ăn", "âm", "danh thắng", "di tích", "Đầu tư", "đền chùa", "hồ", "Hồng Lĩnh"]
    assert sorted(words, key=text.make_sort_key) == wanted
