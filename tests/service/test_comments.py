"""Comments: sent, cleaned, waiting, shown."""

from __future__ import annotations

from typing import Any

import pytest

from tests.service.client import CLOSED, HOME, OPEN, OTHER, Answer, Client, comment
from tests.service.running import Service

RLO, ZWSP = "\u202e", "\u200b"
MARKUP = "<script>alert(1)</script> {{ 7*7 }} %(a)s '; DROP TABLE comments_comment; -- &lt;b&gt;"


def posted(service: Service, client: Client | None = None, **more: Any) -> Answer:
    """Send a comment with a captcha that cost nothing."""
    captcha = service.mint.made(page=more.get("page", OPEN))
    asked = client or service.reader()
    return asked.call("POST", "/v1/comments", comment(captcha, **more))


def shown(service: Service, **more: Any) -> dict[str, Any]:
    """Send a comment, approve it, and return how readers get it."""
    answer = posted(service, **more)
    assert answer.status == 202, answer.text
    service.database.set_status("approved", answer.json["id"])
    found = service.reader().comments(more.get("page", OPEN))
    return next(one for one in found if one["id"] == answer.json["id"])


def test_a_comment_waits_and_is_shown_when_approved(service: Service, reader: Client) -> None:
    """It gets a number and a receipt, and nobody sees it; approved, it is text, whatever it is."""
    answer = posted(service, reader, text=f"{MARKUP}{RLO}", author=MARKUP[:60])
    assert answer.status == 202
    assert sorted(answer.json) == ["id", "receipt", "status"]
    assert answer.json["status"] == "pending"
    assert answer.headers["Cache-Control"] == "no-store"
    assert reader.comments() == []
    service.database.set_status("approved", answer.json["id"])
    (found,) = reader.comments()
    assert sorted(found) == ["at", "author", "id", "parent", "text"]
    assert (found["author"], found["text"]) == (MARKUP[:60].strip(), MARKUP)
    assert found["at"].endswith("+07:00")
    assert found["parent"] is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"author": ""}, "author"),
        ({"author": f" {ZWSP}{RLO}\n"}, "author"),
        ({"author": "\u0301\u0301"}, "author"),
        ({"author": "a" * 61}, "author"),
        ({"text": ""}, "text"),
        ({"text": f"\n{ZWSP} \0"}, "text"),
        ({"text": "a" * 2_001}, "text"),
        ({"parent": 999_999}, "parent"),
        ({"parent": -1}, "parent"),
        ({"parent": 10**30}, "parent"),
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
    assert service.database.count("comments_comment") == 0


def test_the_longest_comment_is_taken(service: Service) -> None:
    """60 letters of name and 2,000 of text are taken, counted as composed letters."""
    found = shown(service, author="ế" * 60, text="e\u0302\u0301" * 2_000)
    assert (len(found["author"]), len(found["text"])) == (60, 2_000)


def test_a_page_without_comments_takes_none(service: Service) -> None:
    """Articles whose comments are closed, other pages and unknown ones take none."""
    for page in (CLOSED, HOME, "/khong-co/"):
        assert posted(service, page=page).status == 404
    assert service.database.count("comments_comment") == 0


def test_an_answer_has_an_approved_parent_of_its_page(service: Service) -> None:
    """A comment may answer one that is shown on the same page and is itself no answer."""
    parent = shown(service)["id"]
    answer = shown(service, parent=parent, text="Tôi cũng thấy vậy.")
    assert answer["parent"] == parent
    assert posted(service, parent=answer["id"], text="Ba tầng").status == 422
    assert posted(service, parent=parent, page=OTHER, text="Trang khác").status == 422
    waiting = posted(service, service.reader("203.0.113.8"), text="Đang chờ").json["id"]
    assert posted(service, parent=waiting, text="Trả lời").status == 422


def test_a_page_of_fifty_and_a_cursor(service: Service) -> None:
    """Comments come in their order, fifty at a time, and the cursor leads to the rest."""
    first = posted(service).json["id"]
    service.database.rows(
        "INSERT INTO comments_comment (page, author, text, at, status, changed, receipt, plain) "
        "WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < 119) "
        "SELECT c.page, c.author, c.text, c.at, 'approved', c.changed, CAST(i AS text), c.plain "
        "FROM comments_comment c, numbers WHERE c.id = %s",
        first,
    )
    service.database.set_status("approved", first)
    reader, found, after = service.reader(), [], "0"
    while after:
        answer = reader.get("/v1/comments", page=OPEN, after=after).json
        assert len(answer["comments"]) in (50, 20)
        found += [one["id"] for one in answer["comments"]]
        after = answer["next"]
    assert len(found) == 120
    assert found == sorted(found)


def test_a_cursor_that_is_none(reader: Client) -> None:
    """A cursor that the service did not give is refused; a page that is not there has none."""
    for after in ("-1", "a", "1.5", "9" * 19, "٣", " 1", "0x1", ""):
        assert reader.get("/v1/comments", page=OPEN, after=after).status == 422, after
    assert reader.get("/v1/comments", page="/khong-co/").status == 404


def test_nothing_new_is_not_sent_again(service: Service, reader: Client) -> None:
    """Who asks with the ETag of what they have gets 304 without a body, until something is new."""
    shown(service)
    first = reader.get("/v1/comments", page=OPEN)
    etag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, max-age=5"
    same = reader.get("/v1/comments", {"If-None-Match": etag}, page=OPEN)
    assert (same.status, same.text, same.headers["ETag"]) == (304, "", etag)
    assert same.headers["Cache-Control"] == "public, max-age=5"
    shown(service, text="Có gì mới")
    assert reader.get("/v1/comments", {"If-None-Match": etag}, page=OPEN).status == 200
