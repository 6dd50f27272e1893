"""Letters: sent, cleaned, kept from everybody but the desk and, in part, their writer."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from typing import Any

import pytest

from service.guard.workdays import Workdays
from tests.service.captchas import solved
from tests.service.client import OPEN
from tests.service.databases import each_engine
from tests.service.letters import (
    ASK,
    DRAFT,
    OVER,
    letter,
    mine,
    posted,
    sent,
)
from tests.service.running import PAGES, TOKEN, Service
from tests.service.test_comments import RLO, ZWSP
from tests.service.together import at_once

WORDS = "Rieng tu khong ai doc"
TET = Workdays(
    frozenset(map(date.fromisoformat, PAGES["holidays"])),
    frozenset(map(date.fromisoformat, PAGES["worked"])),
)


def test_a_letter_gets_a_receipt_and_a_deadline(service: Service) -> None:
    """A letter is taken with 202; the answer has the code and the day of the answer alone."""
    answer = posted(service)
    assert answer.status == 202
    assert sorted(answer.json) == ["deadline", "receipt"]
    assert answer.headers["Cache-Control"] == "no-store"
    told = mine(service, answer.json["receipt"])
    assert (told["kind"], told["state"]) == ("question", "received")
    assert told["deadline"] == answer.json["deadline"]
    assert told["answer"] is told["note"] is told["closed"] is told["erasing"] is None


@each_engine
def test_sixteen_letters_at_once_with_one_captcha(service: Service) -> None:
    """Of 16 that come at once with the same solved captcha one passes, with another's none."""
    for act, page in (("comment", ASK), ("letter", DRAFT), ("letter", OPEN)):
        body = letter(service.mint.made(act, page))
        assert service.reader().call("POST", "/v1/letters", body).status == 409
    captcha = solved(service.reader(), "letter", ASK)

    def one(number: int) -> int:
        reader = service.reader(f"203.{number}.1.9")
        body = letter(captcha, text=f"Câu hỏi thứ {number}.")
        return reader.call("POST", "/v1/letters", body).status

    statuses = at_once([partial(one, number) for number in range(16)])
    assert sorted(statuses) == [202, *[409] * 15]
    assert service.database.count("inbox_letter") == 1


def test_five_letters_in_an_hour(service: Service) -> None:
    """One household sends five letters, then 429 with the time to wait."""
    reader = service.reader("198.18.0.1")
    found = [posted(service, reader, text=f"Câu hỏi thứ {number}.") for number in range(7)]
    assert [answer.status for answer in found] == [202] * 5 + [429] * 2
    assert service.database.count("inbox_letter") == 5


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"kind": "complaint"}, 422),
        ({"kind": ""}, 422),
        ({"kind": 1}, 422),
        ({"kind": "draft"}, 404),
        ({"kind": "draft", "about": OPEN}, 404),
        ({"kind": "draft", "about": OVER}, 404),
        ({"kind": "question", "about": DRAFT}, 422),
        ({"extra": 1}, 422),
        ({"text": "a" * 20_000}, 413),
    ],
    ids=str,
)
def test_what_is_no_letter(service: Service, change: dict[str, Any], status: int) -> None:
    """Other kinds, drafts that take no comments any more, strange fields are refused."""
    assert posted(service, **change).status == status
    assert service.database.count("inbox_letter") == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": f" {ZWSP}{RLO}\n"}, "name"),
        ({"name": "a" * 61}, "name"),
        ({"contact": "a" * 121}, "contact"),
        ({"text": "…"}, "text"),
        ({"text": "a" * 4_001}, "text"),
        ({"consent": False}, "consent"),
        ({"website": "https://a.vn"}, "website"),
    ],
    ids=str,
)
def test_a_wrong_field_is_named(service: Service, change: dict[str, Any], field: str) -> None:
    """What is missing, too long or without sense gets 422 and a sentence for its field."""
    answer = posted(service, **change)
    assert answer.status == 422
    assert list(answer.json["fields"]) == [field]
    assert service.database.count("inbox_letter") == 0


def test_the_same_text_is_not_taken_over_and_over(service: Service) -> None:
    """From one network the same words pass twice a day; the third time the answer says so."""
    reader = service.reader()
    statuses = [posted(service, reader).status for _ in range(2)]
    third = posted(service, reader)
    assert [*statuses, third.status] == [202, 202, 429]
    assert third.json["error"] == "same-text"


def test_no_public_door_has_a_word_of_it(service: Service) -> None:
    """Name, contact, text and number of a letter come out of no door, its own receipt's neither."""
    receipt = sent(service, name=WORDS, contact=WORDS, text=WORDS)
    reader = service.reader()
    asked = {"X-Receipt": receipt}
    answers = [
        reader.get("/v1/export", {"Authorization": f"Bearer {TOKEN}"}),
        *(reader.get(path, page=ASK) for path in ("/v1/stats", "/v1/comments")),
        reader.get("/v1/letters"),
        reader.get("/v1/letters/mine"),
        reader.get("/v1/mine", asked),
        reader.get("/v1/letters/mine", asked),
        reader.get("/healthz"),
    ]
    assert [answer.status for answer in answers[3:6]] == [405, 404, 404]
    for answer in answers:
        assert WORDS not in json.dumps(answer.text)
    told = answers[-2].json
    assert sorted(told) == [
        *("about", "answer", "at", "closed", "deadline", "erasing", "kind", "note", "state")
    ]
    assert "letter" not in json.dumps(answers[0].json)


def test_a_receipt_that_nobody_got(service: Service) -> None:
    """Another code than one that was given finds nothing; who tries is stopped after sixty."""
    sent(service)
    reader, wrong = (
        service.reader("198.18.0.2"),
        ("", "x", "23456-23456-23456-23456", "é", "a" * 5_000),
    )
    for receipt in wrong:
        head = {"X-Receipt": receipt.encode().decode("latin-1")}
        answer = reader.call("GET", "/v1/letters/mine", headers=head)
        assert (answer.status, answer.json["error"]) == (404, "receipt")
    head = {"X-Receipt": "x"}
    tries = [reader.call("GET", "/v1/letters/mine", headers=head).status for _ in range(70)]
    assert 55 <= tries.count(404) <= 60
    assert tries[-1] == 429


def test_a_receipt_may_be_typed(service: Service) -> None:
    """Small letters, spaces, missing dashes do not matter; the code itself is not stored."""
    receipt = sent(service)
    assert len(receipt) == 23
    typed = f" {receipt.lower().replace('-', ' ')} "
    assert mine(service, typed)["state"] == "received"
    assert receipt not in service.database.text()


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-23", 15, "2026-12-14"),  # Monday, three plain weeks
        ("2026-11-28", 5, "2026-12-04"),  # a Saturday counts itself no more than a weekday does
        ("2027-01-25", 15, "2027-02-19"),  # Tết, 04/02 to 10/02; Saturday 13/02 is worked instead
        ("2027-02-03", 1, "2027-02-11"),
        ("2027-02-12", 1, "2027-02-13"),
        ("2027-02-06", 5, "2027-02-16"),
    ],
)
def test_a_deadline_counts_working_days(received: str, days: int, due: str) -> None:
    """Weekends and Tết are left out, a make-up Saturday is counted; checked by hand."""
    found = TET.after(date.fromisoformat(received), days)
    assert found == date.fromisoformat(due)
    assert TET.between(date.fromisoformat(received), found) == days


@pytest.mark.parametrize(("kind", "days"), [("question", 15), ("information", 5), ("draft", 15)])
def test_each_kind_has_its_time(service: Service, kind: str, days: int) -> None:
    """The deadline that is told and stored is so many working days after the day it came."""
    about = DRAFT if kind == "draft" else None
    told = mine(service, sent(service, kind=kind, about=about))
    assert told["about"] == about
    assert told["deadline"] == TET.after(date.fromisoformat(told["at"]), days).isoformat()


def test_a_letter_is_taken_back(service: Service) -> None:
    """A request to erase is noted once, with its day; the letter stays for the desk to erase."""
    receipt = sent(service)
    first, second = mine(service, receipt, "DELETE"), mine(service, receipt, "DELETE")
    assert first == second == mine(service, receipt)
    assert first["erasing"] > first["at"]
    assert service.database.number("SELECT count(erase_asked) FROM inbox_letter") == 1


def test_the_portal_promises_what_the_service_does(django_ready: None) -> None:
    """Terms, the longest texts and how long letters are kept, which the portal's pages tell."""
    from service.inbox.kinds import DAYS, LetterKind
    from service.inbox.models import CONTACT_LENGTH, NAME_LENGTH, TEXT_LENGTH
    from service.inbox.retention import CLOSED_DAYS
    from town_portal.core.texts.letters import KEPT_DAYS, TERMS

    days = (DAYS[LetterKind.QUESTION], DAYS[LetterKind.INFORMATION], CLOSED_DAYS)
    assert days == (TERMS.question_days, TERMS.information_days, KEPT_DAYS)
    lengths = (NAME_LENGTH, CONTACT_LENGTH, TEXT_LENGTH)
    assert lengths == (TERMS.name, TERMS.contact, TERMS.text)
