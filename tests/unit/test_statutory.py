"""Statements made of data."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from town_portal.features.statutory.models import Privacy, Statutory
from town_portal.features.statutory.pages import iter_statement_pages

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SERVICE = Path(__file__).parents[2] / "service"
MADE = {"made": "2025-05-01"}
URLS = ["kha-nang-tiep-can/", "ban-quyen/", "quyen-rieng-tu/"]
ALL = Statutory.model_validate({"accessibility": MADE, "copyright": MADE, "privacy": MADE})


@pytest.mark.parametrize(
    ("groups", "taken", "urls"),
    [
        (("accessibility", "copyright", "privacy"), (), URLS),
        (("privacy",), (), URLS[2:]),
        (("accessibility", "copyright", "privacy"), ("quyen-rieng-tu/",), URLS[:2]),
    ],
)
def test_each_statement_with_data_has_a_page(
    groups: tuple[str, ...], taken: tuple[str, ...], urls: list[str]
) -> None:
    """At its address, which a text written by hand may have taken."""
    data = Statutory.model_validate(dict.fromkeys(groups, MADE))
    assert [page.url for page in iter_statement_pages(data, taken, ZONE)] == urls


def test_the_privacy_page_names_letters_where_they_are_taken() -> None:
    """Its summary, which lists and the search show, tells of letters there and nowhere else."""
    for has_letters in (True, False):
        pages = {
            page.url: page for page in iter_statement_pages(ALL, (), ZONE, has_letters=has_letters)
        }
        told = pages["quyen-rieng-tu/"]
        assert ("gửi câu hỏi" in told.values["summary"]) == has_letters
        assert told.paragraphs == (told.values["summary"],)


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
    assert told.salt_hours == 24 * number("visits/retention.py", "CAP_DAYS")
    assert told.household_readers == default("LIVE_HOUSEHOLD_READERS")
    assert told.network_readers == default("LIVE_NETWORK_READERS")
    assert told.household_votes == number("ratings/rate.py", "HOUSEHOLD_VOTES")
    assert told.fewest_votes == default("LIVE_FEWEST_VOTES")
    assert told.views_days == number("visits/retention.py", "PAGE_DAYS")
    assert told.refused_days == number("comments/retention.py", "REJECTED_DAYS")
    assert told.answer_days == number("comments/due.py", "WORKING_DAYS")
    assert told.answer_days == number("inbox/receipts.py", "ERASE_DAYS")
