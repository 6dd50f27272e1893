"""The credit at the end of a caption."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.photos.credit import split_credit

NAMES = st.text(alphabet="aăâbcđêghoôơtưy AĂĐLN.,-", min_size=1, max_size=20).filter(
    lambda name: name.strip(" .,-") == name
)
CAPTIONS = st.text(alphabet="aăâbcđêghoôơtưy AĂĐLN0123456789/", max_size=40)
ENDS = st.sampled_from(
    ["{}. Ảnh: {}", "{}. Nguồn: {}", "{} (Ảnh: {})", "{} (Nguồn: {}).", "{} | Ảnh: {}."]
)


@pytest.mark.parametrize(
    ("caption", "words", "credit"),
    [
        ("Cầu Bà Nở. Ảnh: Lê An", "Cầu Bà Nở.", "Ảnh: Lê An"),
        ("Cầu Bà Nở; Nguồn: Báo Hà Tĩnh.", "Cầu Bà Nở", "Nguồn: Báo Hà Tĩnh"),
        ("Cầu Bà Nở (Ảnh: Lê An)", "Cầu Bà Nở", "Ảnh: Lê An"),
        ("Cầu Bà Nở. (Nguồn: Báo Hà Tĩnh).", "Cầu Bà Nở.", "Nguồn: Báo Hà Tĩnh"),
        ("Cầu Bà Nở – ảnh: Lê An", "Cầu Bà Nở", "Ảnh: Lê An"),
        ("Cầu Bà Nở. ẢNH: Lê An", "Cầu Bà Nở.", "Ảnh: Lê An"),
        ("Cầu Bà Nở. Ảnh : Lê An", "Cầu Bà Nở.", "Ảnh: Lê An"),
        ("Cầu Bà Nở. Nguồn ảnh: Lê An", "Cầu Bà Nở.", "Nguồn: Lê An"),
        ("Cầu (cũ). Ảnh: Lê An", "Cầu (cũ).", "Ảnh: Lê An"),
        ("Họp lúc 7:30. Ảnh: Lê An", "Họp lúc 7:30.", "Ảnh: Lê An"),
        ("Cầu. Ảnh: Lê An. Nguồn: Báo", "Cầu. Ảnh: Lê An.", "Nguồn: Báo"),
        ("Cầu Bà Nở. Ảnh: Lê An (TTXVN)", "Cầu Bà Nở.", "Ảnh: Lê An (TTXVN)"),
        ("Cầu. Nguồn: https://baohatinh.vn/a", "Cầu.", "Nguồn: https://baohatinh.vn/a"),
        ("Cầu Bà Nở. Ảnh: ", "Cầu Bà Nở. Ảnh:", ""),
        ("Ảnh: Lê An", "", "Ảnh: Lê An"),
        ("(Nguồn: Báo Hà Tĩnh)", "", "Nguồn: Báo Hà Tĩnh"),
        (" Cầu Bà Nở ", "Cầu Bà Nở", ""),
        ("", "", ""),
    ],
)
def test_a_caption_and_its_credit(caption: str, words: str, credit: str) -> None:
    """The credit at the end is set apart, with its word; the caption keeps its full stop."""
    assert split_credit(caption) == (words, credit)


@pytest.mark.parametrize(
    "caption",
    [
        "Ảnh minh họa: buổi làm việc",
        "Nguồn nước: sông Lam",
        "Hình ảnh: toàn cảnh cuộc họp",
        "Cầu Bà Nở, ảnh chụp năm 2020",
        "Nguồn của sông Lam",
        "Khánh: Lê An",
        "Cầu (Ảnh: Lê An) bắc qua sông",
    ],
)
def test_words_that_only_resemble_a_credit(caption: str) -> None:
    """“Ảnh” and “nguồn” within a sentence name no photographer."""
    assert split_credit(caption) == (caption, "")


@given(ENDS, CAPTIONS, NAMES)
@settings(deadline=None)
def test_every_form_gives_the_name_back(form: str, caption: str, name: str) -> None:
    """Whoever took the photograph is in the credit and not in the caption."""
    words, credit = split_credit(form.format(caption, name))
    assert credit in (f"Ảnh: {name}", f"Nguồn: {name}")
    assert words.rstrip(" .(|") == caption.strip()


@given(st.text(max_size=60))
@settings(deadline=None)
def test_a_caption_without_a_colon_is_left_alone(caption: str) -> None:
    """Without a colon there is no credit, whatever the words are."""
    bare = caption.replace(":", "")
    assert split_credit(bare) == (bare.strip(), "")
