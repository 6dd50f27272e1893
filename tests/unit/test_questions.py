"""Questions, drafts and letters: terms, lists, linked data, who takes letters."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from service.comments import clean
from service.inbox import draft as desk_draft
from town_portal.core.data.former import Validity
from town_portal.core.data.tables import DEFAULT_TOWN, Live, Town
from town_portal.core.data.workdays import Holidays
from town_portal.core.texts import frontmatter
from town_portal.core.texts.consultation import Consultation
from town_portal.core.texts.letters import find_letter_pages, takes_letters
from town_portal.core.texts.question import Question, QuestionFront
from town_portal.features.questions.linked_data import render_qa_page
from town_portal.features.questions.plan import iter_question_pages
from town_portal.features.questions.timing import compute_timing

TODAY = date(2026, 11, 28)
TET = Holidays.model_validate(
    {
        "holidays": [{"title": "Tết", "since": "2027-02-04", "until": "2027-02-10"}],
        "worked": ["2027-02-13"],
    }
)


def question(number: int = 1, **fields: Any) -> Question:
    """Return a question answered on a day of its own."""
    asked = date(2026, 1, 1) + timedelta(days=number)
    known = {"key": f"q{number}", "url": f"hoi-dap/q{number}/", "title": f"Câu {number}"}
    given = {"asked": asked, "answered": asked + timedelta(days=7), "state": "answered"}
    return Question(**{**known, **given, **fields})


def town(until: date | None = None, *, is_served: bool = True) -> Town:
    """Return an authority that was until a day."""
    given = {"valid": Validity(until=until), "live": Live() if is_served else None}
    return DEFAULT_TOWN.model_copy(update=given)


def draft(begins: date, deadline: date) -> Consultation:
    """Return a draft."""
    name = f"{begins}"
    return Consultation(name, f"gop-y-du-thao/{name}/", name, begins=begins, deadline=deadline)


@pytest.mark.parametrize(
    ("asked", "answered", "deadline", "took", "late"),
    [
        ("2026-11-23", "2026-12-14", "2026-12-14", 15, 0),
        ("2026-11-23", "2026-12-15", "2026-12-14", 16, 1),
        ("2026-11-23", "2026-11-23", "2026-12-14", 0, 0),
        ("2027-01-25", "2027-02-19", "2027-02-19", 15, 0),
        ("2027-01-25", "2027-02-20", "2027-02-19", 15, 0),
        ("2027-01-25", "2027-02-22", "2027-02-19", 16, 1),
    ],
)
def test_an_answer_is_in_time_by_working_days(
    asked: str, answered: str, deadline: str, took: int, late: int
) -> None:
    """Weekends and Tết do not count, a make-up Saturday does; checked by hand."""
    days: dict[str, Any] = {
        "asked": date.fromisoformat(asked),
        "answered": date.fromisoformat(answered),
    }
    found = compute_timing(question(**days), TET)
    assert (found.deadline, found.took, found.late) == (date.fromisoformat(deadline), took, late)
    open_ = compute_timing(question(**days | {"answered": None}), TET)
    assert (open_.deadline, open_.took, open_.late) == (found.deadline, None, 0)


def test_questions_are_listed_newest_first_on_numbered_pages() -> None:
    """What waits comes first; a page once full keeps its number; each field has a list."""
    fields = ("Đất đai", "đất đai", "Đô thị")
    made = [question(n, field=fields[n % 3]) for n in range(7)]
    made.append(question(9, answered=None, state="received"))
    ordered = tuple(sorted(made, key=lambda item: item.rank))
    pages = {page.url: page for page in iter_question_pages(ordered, 3)}
    assert sorted(pages) == [
        "hoi-dap/",
        "hoi-dap/linh-vuc/dat-dai/",
        "hoi-dap/linh-vuc/do-thi/",
        "hoi-dap/linh-vuc/linh-vuc-khac/",
        "hoi-dap/trang/1/",
    ]
    home, first = pages["hoi-dap/"].values, pages["hoi-dap/trang/1/"].values
    assert [article.key for article in home["sheet"].articles] == ["q9", "q6", "q5", "q4", "q3"]
    assert [article.key for article in first["sheet"].articles] == ["q2", "q1", "q0"]
    assert [(item.title, item.count) for item in home["fields"]][:2] == [
        ("Đất đai", 5),
        ("Đô thị", 2),
    ]
    assert first["fields"] == ()  # counts would rewrite every sheet with each answer
    assert [page.group for page in pages.values() if page.group] == ["Hỏi đáp"]


@given(st.text(), st.text(), st.text())
def test_linked_data_end_no_script(title: str, text: str, name: str) -> None:
    """Whatever a citizen wrote is data: the script element ends where it should."""
    made = render_qa_page(
        town(), question(title=title, question=text, asker=name), "<p>Đáp &amp; án</p>"
    )
    assert "<" not in made
    assert ">" not in made
    asked = json.loads(made)["mainEntity"]
    assert (asked["name"], asked["text"]) == (title, text)
    assert asked["acceptedAnswer"]["text"] == "Đáp & án"
    assert ("author" in asked) == bool(name)


@pytest.mark.parametrize(
    ("until", "is_served", "is_taken"),
    [
        (None, True, True),
        (TODAY, True, True),
        (TODAY - timedelta(days=1), True, False),
        (None, False, False),
    ],
)
def test_a_living_authority_with_a_service_takes_letters(
    until: date | None, is_served: bool, is_taken: bool
) -> None:
    """To the last day of the authority, and nowhere without a service."""
    made = town(until, is_served=is_served)
    assert takes_letters(made, TODAY) == is_taken
    pages = find_letter_pages(made, TODAY, {"hoi-dap/gui/"}, ())
    assert pages == ({"question": {"/hoi-dap/gui/": None}} if is_taken else {})


def test_letters_are_written_on_pages_that_are_there() -> None:
    """Requests where their page is; opinions while the draft is open and public."""
    opened = draft(TODAY, TODAY)
    hidden, over = draft(date(2026, 1, 1), TODAY), draft(date(2026, 1, 2), date(2026, 1, 3))
    known = {"tiep-can-thong-tin/", opened.url, over.url}
    assert find_letter_pages(town(), TODAY, known, (opened, hidden, over)) == {
        "information": {"/tiep-can-thong-tin/": None},
        "draft": {f"/{opened.url}": "2026-11-28"},
    }


@given(st.text(min_size=1))
def test_what_the_desk_copies_is_a_question_of_the_portal(text: str) -> None:
    """Whatever somebody wrote, the file reads, holds their words, and is not public yet."""
    text = clean.clean_text(text)
    assume(text)
    made = desk_draft.write_text(text, TODAY)
    parts = frontmatter.split_front_matter(made)
    head = {key: value for key, value in parts.head.value.items() if value != ""}
    front = QuestionFront.model_validate(head)
    assert front.question == text
    assert (front.asked, front.asker, front.hindrance != "") == (TODAY, None, True)
    assert desk_draft.make_path(TODAY, 7).startswith("content/questions/2026/2026-11-28-")
