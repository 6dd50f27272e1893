"""What machines are told of a page: Dublin Core, Open Graph, linked data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins._kit.document import Document, Mention, Standing
from plugins._kit.records import Article, Download, Image, Photo, Picture, Topic
from plugins._kit.tables import Town
from plugins.metadata import dublin_core, linked_data, open_graph
from plugins.metadata.legislation import legislation
from plugins.metadata.plugin import page_subject
from plugins.metadata.subject import Subject, of_article, of_document

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TOWN = Town(
    name="Thị xã Mẫu",
    address="Số 1, đường Mẫu",
    time_zone="Asia/Ho_Chi_Minh",
    base_path="/cong/",
    site="https://mau.example",
    telephone="0239.1",
)
PICTURE = Picture((Image("2026/11/25/bai/a.jpg", 1200, 800, "image/jpeg", 90_000),))
PHOTO = Photo("Ba người", "Buổi làm việc", "Ảnh: An", 1200, 800, PICTURE, PICTURE)


def article(**changed: Any) -> Article:
    """Return an article of which little is known."""
    given: dict[str, Any] = {
        "url": "2026/11/25/bai/",
        "title": "Tiêu đề",
        "date": datetime(2026, 11, 25, tzinfo=ZONE),
        "has_time": False,
        "category": Topic("chinh-quyen", "Chính quyền", "chuyen-muc/chinh-quyen/"),
    }
    return Article(**{**given, **changed})


def graph(text: str) -> list[dict[str, Any]]:
    """Return the things that a script tells of."""
    found: list[dict[str, Any]] = json.loads(text)["@graph"]
    return found


def test_what_is_known_is_told() -> None:
    """Author, photographer, source, tags and the time of the last change; else the town's name."""
    changed = datetime(2026, 11, 26, 8, 30, tzinfo=ZONE)
    known = article(
        author="An",
        photographer="Bình",
        source="Báo Mẫu",
        tags=(Topic("x", "tiếp dân", "tu-khoa/x/"),),
        modified=changed,
        modified_has_time=True,
        summary="Một câu.",
    )
    found = dict(dublin_core.elements(TOWN, of_article(TOWN, known)))
    assert {
        "DC.creator": "An",
        "DC.contributor": "Bình",
        "DC.source": "Báo Mẫu",
        "DC.subject": "Chính quyền, tiếp dân",
        "DC.date": "2026-11-26T08:30:00+07:00",
    }.items() <= found.items()
    assert ("article:tag", "tiếp dân") in open_graph.properties(TOWN, of_article(TOWN, known))
    bare = dict(dublin_core.elements(TOWN, of_article(TOWN, article())))
    assert bare["DC.creator"] == bare["DC.publisher"] == "Thị xã Mẫu"
    assert bare["DC.date"] == "2026-11-25"


def test_without_the_sites_address_identifiers_are_paths() -> None:
    """A portal that does not know where it stands tells paths, and no og:url."""
    town = TOWN.model_copy(update={"site": None})
    subject = of_article(town, article())
    assert subject.address == "/cong/2026/11/25/bai/"
    assert "og:url" not in dict(open_graph.properties(town, subject))


def test_a_news_article_names_its_photographs_and_publisher() -> None:
    """Each photograph has address, size, caption and credit; the publisher is the organisation."""
    news = linked_data.news(TOWN, of_article(TOWN, article(photos=(PHOTO,))))
    assert news["image"] == [
        {
            "@type": "ImageObject",
            "contentUrl": "https://mau.example/cong/2026/11/25/bai/a.jpg",
            "width": 1200,
            "height": 800,
            "encodingFormat": "image/jpeg",
            "caption": "Buổi làm việc",
            "creditText": "Ảnh: An",
        }
    ]
    organization = linked_data.organization(TOWN)
    assert news["publisher"]["@id"] == organization["@id"] == news["author"]["@id"]
    assert organization["@type"] == "GovernmentOrganization"
    assert "email" not in organization


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
    found = legislation(TOWN, paper, standing)
    assert found.get("legislationLegalForce") == (force and f"https://schema.org/{force}")
    assert found.get("temporalCoverage") == covered


def test_a_document_is_legislation() -> None:
    """Number, days, its files and what it replaces are told; the creator is who issued it."""
    old = Mention("Nghị quyết 1", "van-ban/1/")
    found = legislation(TOWN, PAPER, Standing("ended", None, (old, Mention("Nghị quyết 0"))))
    assert found["@type"] == "Legislation"
    assert found["legislationIdentifier"] == "12/2021/NQ-HĐND"
    assert found["legislationDate"] == "2021-07-15"
    assert found["legislationChanges"] == [{"@id": "https://mau.example/cong/van-ban/1/#van-ban"}]
    (file,) = found["encoding"]
    assert file["contentUrl"] == "https://mau.example/cong/van-ban/12-2021-nq-hdnd/a.pdf"
    told = dict(dublin_core.elements(TOWN, of_document(TOWN, PAPER, "Về việc thử.")))
    assert (told["DC.creator"], told["DC.date"]) == ("Hội đồng nhân dân tỉnh", "2021-07-15")
    assert told["DC.title"] == "Nghị quyết 12/2021/NQ-HĐND: Về việc thử"


def test_the_home_page_says_where_to_search() -> None:
    """With a page that searches there is an action; without one, none."""
    assert "potentialAction" not in linked_data.website(TOWN, None)
    action = linked_data.website(TOWN, "tim-kiem/")["potentialAction"]
    assert action["target"] == "https://mau.example/cong/tim-kiem/?q={q}"


def test_texts_of_the_head_are_told_as_they_were_written() -> None:
    """A page's title has lost its escapes and the portal's name."""
    title = f"&#34;A&#34; &amp; B – {TOWN.portal}"
    subject = page_subject(TOWN, "a/", title, "Mô tả &lt;b&gt;", "2026-11-25\n")
    assert (subject.title, subject.description) == ('"A" & B', "Mô tả <b>")
    assert subject.changed == "2026-11-25"


@given(st.text())
def test_nothing_in_a_text_ends_the_script(text: str) -> None:
    """Whatever a title holds, the script element is not closed, and reads back the same."""
    made = linked_data.script(linked_data.news(TOWN, Subject("a", text, text, text)))
    assert "<" not in made
    assert graph(made)[0].get("headline", "") == text
