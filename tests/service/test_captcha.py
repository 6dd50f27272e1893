"""The captcha: for one deed on one page, for twenty minutes, once."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.service.captchas import encoded, solved
from tests.service.client import HOME, OPEN, OTHER, Answer, Client, comment
from tests.service.databases import each_engine
from tests.service.forgeries import FORGERIES
from tests.service.running import Service
from tests.service.together import at_once


def sent(client: Client, captcha: str, **more: Any) -> Answer:
    """Send a comment with a captcha."""
    return client.call("POST", "/v1/comments", comment(captcha, **more))


def test_the_challenge_is_what_the_widget_takes(reader: Client) -> None:
    """A challenge is of ALTCHA's second version, names deed and page, and no cache keeps it."""
    answer = reader.get("/v1/captcha", act="comment", page=OPEN)
    assert answer.headers["Cache-Control"] == "no-store"
    found = answer.json
    assert sorted(found) == ["parameters", "signature"]
    assert found["parameters"]["algorithm"] == "PBKDF2/SHA-256"
    assert found["parameters"]["data"] == {"act": "comment", "page": OPEN}


@pytest.mark.parametrize(
    ("act", "page", "status"),
    [
        *(("", OPEN, 422), ("delete", OPEN, 422)),
        *(("comment", "", 404), ("comment", "/" + "a" * 4_000, 404)),
    ],
)
def test_a_challenge_for_nothing(reader: Client, act: str, page: str, status: int) -> None:
    """There is no challenge for another deed or for a page that the site does not have."""
    assert reader.get("/v1/captcha", act=act, page=page).status == status


def test_a_solved_captcha_passes_once(service: Service, reader: Client) -> None:
    """The work of a reader's machine opens the door once; the second time is 409."""
    captcha = solved(reader)
    assert sent(reader, captcha).status == 202
    again = sent(reader, captcha, text="Bài khác")
    assert (again.status, again.json["error"]) == (409, "captcha")
    assert again.json["message"] == "Mã xác thực không đúng."
    assert service.database.count("comments_comment") == 1


@each_engine
def test_of_sixteen_at_once_one_passes(service: Service) -> None:
    """Sixteen comments at the same moment with one solved captcha: exactly one is taken."""
    captcha = solved(service.reader())
    posts: list[Callable[[], Answer]] = [
        partial(sent, service.reader(f"198.51.{number}.1"), captcha, text=f"Bài số {number}")
        for number in range(16)
    ]
    found = Counter(answer.status for answer in at_once(posts))
    assert found == {202: 1, 409: 15}
    assert service.database.count("comments_comment") == 1


def test_a_used_captcha_uses_up_no_limit(service: Service) -> None:
    """Whoever sends a used captcha over and over takes nothing from what all readers share."""
    captcha = service.mint.made()
    assert sent(service.reader(), captcha).status == 202
    before = service.database.rows("SELECT key, n FROM guard_limit ORDER BY key")
    for _ in range(3):
        assert sent(service.reader(), captcha).status == 409
    assert service.database.rows("SELECT key, n FROM guard_limit ORDER BY key") == before


def test_a_forged_captcha_does_not_pass(service: Service, reader: Client) -> None:
    """Of another deed or page, changed, expired, of another version: 409, and nothing stored."""
    for name, forged in FORGERIES.items():
        answer = sent(reader, forged(service.mint))
        assert (answer.status, answer.json["error"]) == (409, "captcha"), name
    assert service.database.count("comments_comment") == service.database.count("guard_spent") == 0


@pytest.mark.parametrize(("act", "page"), [("comment", OPEN), ("rating", OTHER), ("rating", HOME)])
def test_a_vote_needs_its_own_captcha(
    service: Service, reader: Client, act: str, page: str
) -> None:
    """A captcha for a comment, or for another page, is none for a vote."""
    body = {"page": OPEN, "stars": 5, "captcha": service.mint.made(act, page)}
    assert reader.call("PUT", "/v1/ratings", body).status == 409
    assert service.database.count("ratings_vote") == 0


def test_a_captcha_in_capitals_is_the_same(service: Service, reader: Client) -> None:
    """A signature written otherwise makes no second captcha of a used one."""
    captcha = service.mint.made()
    assert sent(reader, captcha).status == 202
    payload = json.loads(base64.b64decode(captcha))
    payload["challenge"]["signature"] = payload["challenge"]["signature"].upper()
    payload["solution"]["derivedKey"] = payload["solution"]["derivedKey"].upper()
    for again in (encoded(payload), captcha + "\n", captcha.rstrip("=") + "=="):
        assert sent(reader, again, text="Bài khác").status == 409
