"""Statements made of data."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from plugins._kit.access_keys import ACCESS_KEYS, KEY_WORDS
from plugins.statutory.models import Statutory
from plugins.statutory.pages import statements

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MADE = {"made": "2025-05-01"}
ALL = Statutory.model_validate({"accessibility": MADE, "copyright": MADE, "privacy": MADE})


def test_a_statement_without_data_has_no_page() -> None:
    """Only the groups that are there become pages."""
    assert [page.url for page in statements(ALL, (), ZONE)] == [
        "kha-nang-tiep-can/",
        "ban-quyen/",
        "quyen-rieng-tu/",
    ]
    some = Statutory.model_validate({"privacy": MADE})
    assert [page.url for page in statements(some, (), ZONE)] == ["quyen-rieng-tu/"]


def test_a_page_written_by_hand_stands_instead() -> None:
    """An address that a text has taken is left to it."""
    found = [page.url for page in statements(ALL, {"quyen-rieng-tu/"}, ZONE)]
    assert found == ["kha-nang-tiep-can/", "ban-quyen/"]


def test_access_keys_are_ten_digits_with_words() -> None:
    """No digit leads to two places, and the statement has a name for each."""
    assert sorted(ACCESS_KEYS.values()) == [*"0123456789"]
    assert ACCESS_KEYS.keys() == KEY_WORDS.keys()
