"""What machines are told of a page: Dublin Core, Open Graph, linked data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from town_portal.core.data.tables import Town
from town_portal.core.records import Download
from town_portal.core.texts.document import Document, Standing
from town_portal.features.metadata import linked_data
from town_portal.features.metadata.legislation import describe_legislation
from town_portal.features.metadata.plugin import make_page_subject
from town_portal.features.metadata.subject import Subject

TOWN = Town(
    name="Thị xã Mẫu",
    address="Số 1, đường Mẫu",
    time_zone="Asia/Ho_Chi_Minh",
    base_path="/cong/",
    site="https://mau.example",
    telephone="0239.1",
)


def graph(text: str) -> list[dict[str, Any]]:
    """Return the things that a script tells of."""
    found: list[dict[str, Any]] = json.loads(text)["@graph"]
    return found


PAPER = Document(
    key="12-2021-nq-hdnd",
    url="van-ban/12-2021-nq-hdnd/",
    title="Về việc thử",
    kind="Nghị quyết",
    number="12/2021/NQ-HĐND",
    issuer="Hội đồng nhân dân tỉnh",
    issued=date(2021, 7, 15),
    effective=date(2021, 8, 1),
    files=(Download("van-ban/12-2021-nq-hdnd/a.pdf", "Bản ký", "PDF", 9),),
)


@pytest.mark.parametrize(
    ("paper", "standing", "force", "covered"),
    [
        (PAPER, Standing("ended", date(2024, 1, 1)), "NotInForce", "2021-08-01/2024-01-01"),
        (PAPER, Standing("ended"), "NotInForce", None),
        (
            replace(PAPER, ended=date(2022, 1, 1)),
            Standing("ended"),
            *("NotInForce", "2021-08-01/2022-01-01"),
        ),
        (PAPER, Standing("unknown"), None, "2021-08-01/.."),
    ],
)
def test_a_document_is_in_force_for_a_time(
    paper: Document, standing: Standing, force: str | None, covered: str | None
) -> None:
    """What is not in force is not told to go on, and ends on the day that is known."""
    found = describe_legislation(TOWN, paper, standing)
    assert found.get("legislationLegalForce") == (force and f"https://schema.org/{force}")
    assert found.get("temporalCoverage") == covered


def test_texts_of_the_head_are_told_as_they_were_written() -> None:
    """A page's title has lost its escapes and the portal's name."""
    title = f"&#34;A&#34; &amp; B – {TOWN.portal}"
    subject = make_page_subject(TOWN, "a/", title, "Mô tả &lt;b&gt;", "2026-11-25\n")
    assert (subject.title, subject.description) == ('"A" & B', "Mô tả <b>")
    assert subject.changed == "2026-11-25"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("CC BY 4.0 hoặc khác", None),
        ("", None),
    ],
)
def test_a_licence_has_its_address(name: str, address: str | None) -> None:
    """Creative Commons by its usual short names; of others none is made up."""
    assert linked_data.licence_address(name) == address


def test_machines_get_no_half_word() -> None:
    """Long titles and descriptions are cut at a word; short ones are as they are."""
    long = "tin tức " * 60
    cut = Subject("a", long, long, "B")
    assert (cut.headline, cut.summary) == ("tin tức " * 13 + "tin…", "tin tức " * 39 + "tin…")
    assert Subject("a", "Tin", "Tin tức", "B").headline == "Tin"


@given(st.text(max_size=110))
def test_nothing_in_a_text_ends_the_script(text: str) -> None:
    """Whatever a title holds, the script element is not closed, and reads back the same."""
    made = linked_data.dump_script(
        TOWN, linked_data.describe_news(TOWN, Subject("a", text, text, text))
    )
    assert "<" not in made
    assert graph(made)[0].get("headline", "") == text
