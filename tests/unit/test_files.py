"""Files for download: their kind and their published name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from town_portal.core.content_files.kinds import describe_kind
from town_portal.core.naming import make_published_name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        *(("a.PDF", "PDF"), ("a.docx", "Word"), ("a.xls", "Excel"), ("a.jpeg", "ảnh")),
        *(("a.mp3", "âm thanh"), ("a.b.zip", "ZIP"), ("a.dwg", "DWG"), ("a", "tệp")),
    ],
)
def test_the_kind_in_words(name: str, words: str) -> None:
    """Readers know “Word” and “ảnh”; an ending without a word is told in capitals."""
    assert describe_kind(name) == words


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("Kế hoạch số 12.PDF", "ke-hoach-so-12.pdf"),
        ("báo cáo.2020.docx", "bao-cao-2020.docx"),
        ("???.pdf", "tep.pdf"),
        ("Quyết định", "quyet-dinh"),
    ],
)
def test_the_published_name(name: str, published: str) -> None:
    """Addresses have small ASCII letters; the ending stays."""
    assert make_published_name(name) == published


@given(st.text(alphabet="aĂđ 0._-–(\\?#&%", min_size=1, max_size=20))
@settings(deadline=None)
def test_every_published_name_is_an_address(name: str) -> None:
    """Whatever a file is called, its address needs no escaping."""
    assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*", make_published_name(name))
