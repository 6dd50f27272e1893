"""What all public doors have in common: origins, methods, hosts, the words in which they refuse."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.service.client import HOME, OPEN, SITE, Client, comment
from tests.service.letters import letter
from tests.service.running import Service

WRITING: list[tuple[str, str, Any]] = [
    ("POST", "/v1/hit", {"page": HOME}),
    ("PUT", "/v1/ratings", {"page": OPEN, "stars": 5, "captcha": "x"}),
    ("POST", "/v1/comments", comment("x")),
    ("DELETE", "/v1/mine", None),
    ("POST", "/v1/letters", letter("x")),
    ("DELETE", "/v1/letters/mine", None),
]
FOREIGN = [
    "https://evil.example",
    "null",
    "http://honglinh.example",
    "https://honglinh.example.evil.example",
    "https://honglinh.example:8443",
    "https://HONGLINH.example/",
    "",
    None,
]
DOORS = ["/v1/hit", "/v1/stats", "/v1/captcha", "/v1/ratings", "/v1/comments", "/v1/mine"]
DOORS += ["/v1/letters", "/v1/letters/mine"]


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize("asked", WRITING, ids=lambda asked: asked[1])
def test_only_the_site_writes(
    service: Service, reader: Client, asked: tuple[str, str, Any], origin: str | None
) -> None:
    """What changes something is refused from a foreign, null or missing Origin."""
    answer = reader.call(*asked, {"Origin": origin})
    assert (answer.status, answer.json["error"]) == (403, "origin")
    assert answer.headers["Access-Control-Allow-Origin"] is None
    assert service.database.count("visits_seen") == 0


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data", "", None]
)
@pytest.mark.parametrize(("method", "path", "body"), WRITING[:3])
def test_only_json_is_taken(
    reader: Client, method: str, path: str, body: Any, kind: str | None
) -> None:
    """A body of a form or a text, which a foreign page may send unasked, is refused."""
    answer = reader.call(method, path, body, {"Content-Type": kind})
    assert (answer.status, answer.json["error"]) == (415, "type")


def test_a_browser_asks_first(reader: Client) -> None:
    """The question before a request from another origin names what the site may do."""
    answer = reader.call("OPTIONS", "/v1/ratings")
    assert (answer.status, answer.text) == (204, "")
    assert answer.headers["Access-Control-Allow-Origin"] == SITE
    assert answer.headers["Access-Control-Allow-Methods"] == "PUT"
    assert answer.headers["Access-Control-Allow-Headers"] == "Content-Type, X-Receipt"
    assert answer.headers["Access-Control-Allow-Credentials"] is None
    assert "Origin" in answer.headers["Vary"]


def test_a_foreign_page_is_told_nothing(reader: Client) -> None:
    """The question of a foreign page gets no permission, nor may it read a public answer."""
    answer = reader.call("OPTIONS", "/v1/ratings", headers={"Origin": "https://evil.example"})
    assert answer.headers["Access-Control-Allow-Methods"] is None
    assert answer.headers["Access-Control-Allow-Origin"] is None
    read = reader.get("/v1/stats", {"Origin": "https://evil.example"}, page=HOME)
    assert read.status == 200
    assert read.headers["Access-Control-Allow-Origin"] is None
    assert "Origin" in read.headers["Vary"]


def test_a_known_origin_reads_every_answer(reader: Client) -> None:
    """The site may read answers, refusals too: its script shows the sentence in them."""
    for answer in (reader.get("/v1/stats", page=HOME), reader.call("POST", "/v1/hit", {})):
        assert answer.headers["Access-Control-Allow-Origin"] == SITE


@pytest.mark.parametrize("path", DOORS)
def test_other_methods_are_refused(reader: Client, path: str) -> None:
    """PATCH and TRACE are no way in; the answer names those that are."""
    for method in ("PATCH", "TRACE", "PROPFIND"):
        answer = reader.call(method, path)
        assert (answer.status, answer.json["error"]) == (405, "method")
        assert answer.headers["Allow"]


@pytest.mark.parametrize("path", ["/v1/stats", "/v1/comments", "/healthz"])
def test_head_is_get_without_its_body(reader: Client, path: str) -> None:
    """HEAD has the status and headers of GET and nothing else."""
    query = "" if path == "/healthz" else f"?page={OPEN}"
    full, head = reader.call("GET", path + query), reader.call("HEAD", path + query)
    assert (head.status, head.text) == (200, "")
    for name in ("Content-Type", "Cache-Control", "Vary"):
        assert head.headers[name] == full.headers[name]
    assert reader.call("GET", path + query).status == 200


@pytest.mark.parametrize("path", ["/", "/v1/", "/v1/nothing", "/v1/hit/", "/v2/hit", "/.env"])
def test_an_unknown_address_is_told_in_json(reader: Client, path: str) -> None:
    """Where there is nothing the answer is JSON with a code and a Vietnamese sentence."""
    answer = reader.call("GET", path)
    assert (answer.status, answer.json["error"]) == (404, "address")


@pytest.mark.parametrize("host", ["evil.example", "honglinh.example.evil.example", "a b", "[::2]"])
def test_a_foreign_name_is_refused(reader: Client, host: str) -> None:
    """Under a name that is not its own the service does not answer."""
    answer = reader.call("GET", "/healthz", headers={"Host": host})
    assert (answer.status, answer.json["error"]) == (400, "host")
    assert reader.call("GET", "/healthz", headers={"Host": "honglinh.example"}).status == 200


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "Script-Name", "PATH_INFO"])
def test_a_reader_does_not_say_where_the_service_is(reader: Client, name: str) -> None:
    """No header moves a request to another door, past what a proxy lets through."""
    assert reader.call("GET", "/v1/quan-tri/", headers={name: "/v1"}).status == 404


def test_health(reader: Client) -> None:
    """/healthz says whether the service works, and nothing of versions, pages or the database."""
    answer = reader.call("GET", "/healthz")
    assert answer.json == {"ok": True}
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_refusal_is_a_sentence(reader: Client) -> None:
    """A refusal has a code for programs and a sentence for people, and no cache keeps it."""
    answer = reader.call("POST", "/v1/hit", {"page": "/khong-co/"})
    assert answer.json == {"error": "page", "message": "Cổng thông tin không có trang này."}
    assert answer.headers["Cache-Control"] == "no-store"
    assert json.loads(answer.text) == answer.json
