"""Statements made of data."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

from plugins._kit.access_keys import ACCESS_KEYS, KEY_WORDS
from plugins.statutory.models import Privacy, Statutory
from plugins.statutory.pages import statements

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SERVICE = Path(__file__).parents[2] / "service"
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


def test_the_privacy_page_names_letters_where_they_are_taken() -> None:
    """Its summary, which lists and the search show, tells of letters there and nowhere else."""
    for has_letters in (True, False):
        pages = {page.url: page for page in statements(ALL, (), ZONE, has_letters=has_letters)}
        told = pages["quyen-rieng-tu/"]
        assert ("gửi câu hỏi" in told.values["summary"]) == has_letters
        assert told.paragraphs == (told.values["summary"],)


def test_access_keys_are_ten_digits_with_words() -> None:
    """No digit leads to two places, and the statement has a name for each."""
    assert sorted(ACCESS_KEYS.values()) == [*"0123456789"]
    assert ACCESS_KEYS.keys() == KEY_WORDS.keys()


def number(place: str, name: str) -> int:
    """Return a number that the service names; its modules need Django to be set up."""
    found = re.search(rf"^{name} = ([\d_]+)$", (SERVICE / place).read_text("utf-8"), re.MULTILINE)
    assert found, f"{place}: {name}"
    return int(found[1])


def default(name: str) -> int:
    """Return what a variable of the service's environment is where nobody sets it."""
    text = (SERVICE / "config/environment.py").read_text("utf-8")
    found = re.search(rf'"{name}", (\d+)\)', text)
    assert found, name
    return int(found[1])


def test_the_numbers_are_those_of_the_live_service() -> None:
    """What the page promises is what the service does."""
    told = Privacy.model_validate(MADE)
    assert told.presence_minutes * 60 == number("visits/count.py", "ONLINE_SECONDS")
    assert told.salt_hours == 24 * number("guard/salt.py", "KEPT_DAYS")
    assert told.salt_hours == 24 * number("visits/keep.py", "CAP_DAYS")
    assert told.household_readers == default("LIVE_HOUSEHOLD_READERS")
    assert told.network_readers == default("LIVE_NETWORK_READERS")
    assert told.household_votes == number("ratings/rate.py", "HOUSEHOLD_VOTES")
    assert told.fewest_votes == default("LIVE_FEWEST_VOTES")
    assert told.views_days == number("visits/keep.py", "PAGE_DAYS")
    assert told.refused_days == number("comments/keep.py", "REJECTED_DAYS")
    assert told.answer_days == number("comments/due.py", "WORKING_DAYS")
    assert told.answer_days == number("inbox/mine.py", "ERASE_DAYS")
