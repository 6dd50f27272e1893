"""A comment that is not approved, looked for through every public door; a reader's own one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service.comments.due import compute_due_day
from tests.service.client import OPEN, Client, comment
from tests.service.running import TOKEN, Service

SECRET_TEXT, SECRET_AUTHOR = "Chuyện không ai được đọc", "Người Giấu Tên"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


def sent(service: Service, text: str = SECRET_TEXT, author: str = SECRET_AUTHOR) -> Any:
    """Send a comment and return its number and receipt."""
    body = comment(service.mint.made(), text=text, author=author)
    answer = service.reader().call("POST", "/v1/comments", body)
    assert answer.status == 202, answer.text
    return answer.json


def everything(client: Client) -> str:
    """Return what all doors give to somebody who has no receipt, the build's among them."""
    exported = client.get("/v1/export", BEARER).json
    return "".join(
        answer.text + str(answer.headers["ETag"])
        for answer in (
            client.get("/v1/comments", page=OPEN),
            client.get("/v1/comments", page=OPEN, after=0),
            client.get("/v1/stats", page=OPEN),
            client.get("/v1/mine"),
            client.get("/v1/mine", {"X-Receipt": "sai"}),
        )
    ) + str(exported["comments"])


@pytest.mark.parametrize("status", ["pending", "rejected", "erased"])
def test_what_is_not_approved_is_nowhere(service: Service, reader: Client, status: str) -> None:
    """A comment that is not approved changes no answer and no ETag of any public door."""
    reader.hit(OPEN)
    before = everything(reader)
    service.database.set_status(status, sent(service)["id"])
    assert everything(reader) == before


def test_a_reader_sees_their_own(service: Service, reader: Client) -> None:
    """With the receipt a reader sees their comment and where it stands; no cache keeps it."""
    made = sent(service)
    answer = reader.get("/v1/mine", {"X-Receipt": made["receipt"]})
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(made["receipt"]) >= 24
    assert made["receipt"] not in service.database.text()  # a digest is, which erases nothing
    found = answer.json
    assert (found["id"], found["page"], found["text"]) == (made["id"], OPEN, SECRET_TEXT)
    assert (found["status"], found["author"]) == ("pending", SECRET_AUTHOR)
    for status in ("approved", "rejected"):
        service.database.set_status(status, made["id"])
        assert reader.get("/v1/mine", {"X-Receipt": made["receipt"]}).json["status"] == status


def test_without_the_receipt_there_is_nothing(service: Service, reader: Client) -> None:
    """A wrong receipt, a missing one, or the comment's number opens nothing; sixty tries end it."""
    sent(service)
    wrong = (None, "", "sai", "' OR 1=1 --", "a" * 7_000, "%00", "1")
    for receipt in wrong:
        for method in ("GET", "DELETE"):
            answer = reader.call(method, "/v1/mine", headers={"X-Receipt": receipt})
            assert (answer.status, answer.json["error"]) == (404, "receipt"), receipt
    assert service.database.count("comments_erasure") == 0
    found = [reader.get("/v1/mine", {"X-Receipt": str(number)}) for number in range(47)]
    assert [answer.status for answer in found[45:]] == [404, 429]
    assert 0 < int(found[46].headers["Retry-After"]) <= 3_600


def test_a_reader_takes_their_comment_back(service: Service, reader: Client) -> None:
    """From the request on the comment is not public; the desk has two working days to erase it."""
    made = sent(service)
    service.database.set_status("approved", made["id"])
    assert len(reader.comments()) == 1
    receipt = {"X-Receipt": made["receipt"]}
    answer = reader.call("DELETE", "/v1/mine", headers=receipt)
    assert answer.status == 202
    assert answer.json["status"] == "erasing"
    asked = service.database.rows("SELECT due FROM comments_erasure")[0][0]
    today = service.reader().get("/v1/export", BEARER).json["at"][:10]
    assert (
        answer.json["due"] == str(asked) == compute_due_day(date.fromisoformat(today)).isoformat()
    )
    assert reader.comments() == []
    body = comment(service.mint.made(), parent=made["id"], text="Trả lời")
    assert reader.call("POST", "/v1/comments", body).status == 422
    assert reader.get("/v1/mine", receipt).json["status"] == "erasing"
    again = reader.call("DELETE", "/v1/mine", headers=receipt)
    assert (again.status, again.json) == (202, answer.json)
    assert service.database.count("comments_erasure") == 1
