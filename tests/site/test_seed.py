"""The article of the former portal: its text, captions and photographs, word for word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.portal import SEED, Page, Portal, text

TEXT = (Path(__file__).parent / "seed.txt").read_text(encoding="utf-8")
LINES = [" ".join(line.split()) for line in TEXT.splitlines()]
"""The article as the former portal showed it, a paragraph or a caption to the line.

Its no-break spaces, which stand between words at random, count as spaces.
"""

CAPTIONS = (2, 4, 6)
"""Which of the lines are captions: each stands below a photograph."""

WORDS = "Ảnh minh họa"


@pytest.fixture(scope="module")
def page(at_root: Portal) -> Page:
    """Give the article's page."""
    return at_root.pages[SEED]


@pytest.fixture(scope="module")
def body(page: Page) -> Any:
    """Give the article's body."""
    (found,) = page.by_class("article__body")
    return found


def test_text_is_that_of_the_former_portal(body: Any) -> None:
    """Paragraphs and captions are the former portal's, line for line, and nothing is added."""
    found = [text(part) for part in body.iter("p", "figcaption")]
    assert found == LINES
    assert text(body) == " ".join(" ".join(LINES).split())


def test_captions_stand_below_their_photographs(body: Any) -> None:
    """Paragraphs and figures come in the former order, each caption in its own figure."""
    kinds = ["figure" if index in CAPTIONS else "p" for index in range(len(LINES))]
    assert [part.tag for part in body] == kinds
    figures = body.findall("figure")
    assert [text(figure.find("figcaption")) for figure in figures] == [
        LINES[index] for index in CAPTIONS
    ]
    sources = [figure.xpath("string(.//img/@src)") for figure in figures]
    assert [source[:5] for source in sources] == ["anh-1", "anh-2", "anh-3"]


def test_pictures_are_called_illustrations(body: Any) -> None:
    """The three pictures, drawn for want of the photographs, say so and what they show."""
    alternatives = body.xpath(".//img/@alt")
    assert len(set(alternatives)) == len(CAPTIONS)
    assert [words for words in alternatives if not words.startswith(WORDS)] == []
    assert [words for words in alternatives if words in LINES] == []


def test_date_is_shown_without_a_time(page: Page) -> None:
    """The day is shown with its weekday; the hour is not known and not shown."""
    (moment,) = page.by_class("article__meta")[0].iter("time")
    assert (text(moment), moment.get("datetime")) == ("Thứ Hai, 14/12/2020", "2020-12-14")


def test_nothing_of_the_former_page_s_frame_is_kept(page: Page) -> None:
    """The former page's empty rating, its error message and its counters are gone."""
    shown = text(page.one("body")).lower()
    former = ("lượt đánh giá", "trung bình:", "mã xác thực", "online:", "345.988")
    assert [words for words in former if words in shown] == []
