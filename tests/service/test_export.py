"""What the build gets: everything, then what has changed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.service.client import CLOSED, HOME, OPEN, OTHER, START, Answer, Client, comment
from tests.service.running import TOKEN, Service

BEARER = {"Authorization": f"Bearer {TOKEN}"}


def exported(service: Service, since: str | None = None) -> Any:
    """Return an export, of everything or of what has changed."""
    query = {} if since is None else {"since": since}
    answer = service.reader().get("/v1/export", BEARER, **query)
    assert answer.status == 200, answer.text
    return answer.json


def approved(service: Service, text: str, page: str = OPEN) -> tuple[int, str]:
    """Send and approve a comment; return its number and receipt."""
    body = comment(service.mint.made(page=page), text=text, page=page)
    answer: Answer = service.reader().call("POST", "/v1/comments", body)
    assert answer.status == 202, answer.text
    service.database.set_status("approved", answer.json["id"])
    return answer.json["id"], answer.json["receipt"]


def age(service: Service) -> None:
    """Have all that is stored be of an hour ago."""
    earlier = "datetime(changed, '-1 hour')"
    if service.database.url:
        earlier = "changed - interval '1 hour'"
    for table in ("comments_comment", "ratings_rating"):
        service.database.rows(f"UPDATE {table} SET changed = {earlier}")


def test_without_the_token_there_is_no_export(reader: Client) -> None:
    """Without the token, with another one or another kind of it, the export is closed."""
    wrong = (
        "",
        TOKEN,
        f"Basic {TOKEN}",
        f"bearer{TOKEN}",
        f"Bearer {TOKEN}x",
        "Bearer",
        "Bearer é",
    )
    for token in (None, *(one.encode().decode("latin-1") for one in wrong)):
        answer = reader.get("/v1/export", {"Authorization": token})
        assert (answer.status, answer.json["error"]) == (401, "token"), token


def test_an_empty_service_exports_its_start(service: Service) -> None:
    """Before anybody came there are the start value, thirty days of nothing, no cache."""
    answer = service.reader().get("/v1/export", BEARER)
    found = answer.json
    assert answer.headers["Cache-Control"] == "no-store"
    assert (found["version"], found["total"], found["today"]) == (1, START, 0)
    assert (found["ratings"], found["comments"], found["gone"]) == ({}, {}, [])
    assert [n for _, n in found["days"]] == [0] * 30
    days = [day for day, _ in found["days"]]
    assert days == sorted(days)
    assert days[-1] == found["at"][:10]


def test_everything_is_exported(service: Service, reader: Client) -> None:
    """The export has total, days, votes (stars from five votes on), comments of each page."""
    reader.hit(HOME)
    service.reader("203.0.113.8").hit(HOME)
    for number, page in enumerate([OPEN] * 5 + [CLOSED] * 4):
        body = {"page": page, "stars": 4, "captcha": service.mint.made("rating", page)}
        service.reader(f"203.0.113.{number}").call("PUT", "/v1/ratings", body)
    number, _ = approved(service, "Lời đầu")
    found = exported(service)
    assert (found["total"], found["today"], found["days"][-1][1]) == (START + 2, 2, 2)
    assert found["ratings"] == {OPEN: [5, 20], CLOSED: [4, None]}
    assert [one["id"] for one in found["comments"][OPEN]] == [number]
    assert sorted(found["comments"][OPEN][0]) == ["at", "author", "id", "parent", "text"]


def test_only_changes_are_exported_again(service: Service, reader: Client) -> None:
    """With a cursor come the comments and ratings that changed since, and no others."""
    approved(service, "Lời cũ")
    old = {"page": OPEN, "stars": 4, "captcha": service.mint.made("rating")}
    assert reader.call("PUT", "/v1/ratings", old).status == 200
    age(service)
    cursor = exported(service)["cursor"]
    assert exported(service, cursor)["comments"] == exported(service, cursor)["ratings"] == {}
    number, _ = approved(service, "Lời mới", OTHER)
    new = {"page": CLOSED, "stars": 5, "captcha": service.mint.made("rating", CLOSED)}
    assert reader.call("PUT", "/v1/ratings", new).status == 200
    found = exported(service, cursor)
    assert {page: [one["id"] for one in all_] for page, all_ in found["comments"].items()} == {
        OTHER: [number]
    }
    assert found["ratings"] == {CLOSED: [1, None]}
    assert found["gone"] == []


def test_nothing_falls_between_two_exports(service: Service) -> None:
    """The cursor lies a minute back: what was being stored during an export is in the next."""
    number, _ = approved(service, "Vừa xong")
    again = exported(service, exported(service)["cursor"])
    assert [one["id"] for one in again["comments"][OPEN]] == [number]


@pytest.mark.parametrize("way", ["rejected", "erased", "pending", "taken back"])
def test_what_is_no_longer_public_is_gone(service: Service, reader: Client, way: str) -> None:
    """A comment that was public and is no more leaves the export; the build is told its number."""
    number, receipt = approved(service, "Từng được đăng")
    age(service)
    cursor = exported(service)["cursor"]
    if way == "taken back":
        reader.call("DELETE", "/v1/mine", headers={"X-Receipt": receipt})
    else:
        service.database.set_status(way, number)
    found = exported(service, cursor)
    assert (found["comments"], found["gone"]) == ({}, [number])
    whole = exported(service)
    assert (whole["comments"], whole["gone"]) == ({}, [])


@pytest.mark.parametrize("since", ["hôm qua", "2026-11-25T08:00:00", "9999-12-31T23:59:59-14:00"])
def test_a_cursor_that_is_none(service: Service, since: str) -> None:
    """A cursor that no export has given is refused."""
    answer = service.reader().get("/v1/export", BEARER, since=since)
    assert (answer.status, answer.json["error"]) == (422, "since")
