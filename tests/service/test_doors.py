"""What all public doors have in common: origins, methods, hosts, the words in which they refuse."""

from __future__ import annotations

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


@pytest.mark.parametrize("asked", WRITING, ids=lambda asked: asked[1])
def test_only_the_site_writes(
    service: Service, reader: Client, asked: tuple[str, str, Any]
) -> None:
    """What changes something is refused from a foreign, null or missing Origin."""
    for origin in FOREIGN:
        answer = reader.call(*asked, {"Origin": origin})
        assert (answer.status, answer.json["error"]) == (403, "origin"), origin
        assert answer.headers["Access-Control-Allow-Origin"] is None
    for table in ("visits_seen", "comments_comment", "inbox_letter"):
        assert service.database.count(table) == 0


@pytest.mark.parametrize(("method", "path", "body"), WRITING[:3])
def test_only_json_is_taken(reader: Client, method: str, path: str, body: Any) -> None:
    """A body of a form or a text, which a foreign page may send unasked, is refused."""
    forms = ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data", "", None)
    for kind in forms:
        answer = reader.call(method, path, body, {"Content-Type": kind})
        assert (answer.status, answer.json["error"]) == (415, "type"), kind


def test_a_browser_asks_first(reader: Client) -> None:
    """The question before a request tells the site what it may do, and a foreign page nothing."""
    answer = reader.call("OPTIONS", "/v1/ratings")
    assert (answer.status, answer.text) == (204, "")
    assert answer.headers["Access-Control-Allow-Origin"] == SITE
    assert answer.headers["Access-Control-Allow-Methods"] == "PUT"
    assert answer.headers["Access-Control-Allow-Headers"] == "Content-Type, X-Receipt"
    assert answer.headers["Access-Control-Allow-Credentials"] is None
    foreign: dict[str, str | None] = {"Origin": "https://evil.example"}
    answer = reader.call("OPTIONS", "/v1/ratings", headers=foreign)
    assert answer.headers["Access-Control-Allow-Methods"] is None
    for headers, known in (({}, SITE), (foreign, None)):
        read = reader.get("/v1/stats", headers, page=HOME)
        assert (read.status, read.headers["Access-Control-Allow-Origin"]) == (200, known)
        assert "Origin" in read.headers["Vary"]


def test_other_methods_and_addresses_are_refused(reader: Client) -> None:
    """PATCH and TRACE are no way in, and an unknown address is none: told in JSON, uncached.

    A refusal has a code for programs and a sentence for people, which the site's script may read.
    """
    for path in DOORS:
        for method in ("PATCH", "TRACE", "PROPFIND"):
            answer = reader.call(method, path)
            assert (answer.status, answer.json["error"]) == (405, "method")
            assert answer.headers["Allow"]
    for path in ("/", "/v1/", "/v1/nothing", "/v1/hit/", "/v2/hit", "/.env"):
        answer = reader.call("GET", path)
        assert (answer.status, answer.json["error"]) == (404, "address")
    answer = reader.call("POST", "/v1/hit", {"page": "/khong-co/"})
    assert answer.json == {"error": "page", "message": "Cổng thông tin không có trang này."}
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] == SITE


def test_head_is_get_without_its_body(reader: Client) -> None:
    """HEAD has the status and headers of GET and nothing else."""
    for path in (f"/v1/stats?page={OPEN}", f"/v1/comments?page={OPEN}", "/healthz"):
        full, head = reader.call("GET", path), reader.call("HEAD", path)
        assert (head.status, head.text) == (200, "")
        for name in ("Content-Type", "Cache-Control", "Vary"):
            assert head.headers[name] == full.headers[name]


def test_a_foreign_name_is_refused(reader: Client) -> None:
    """Under a name that is not its own the service does not answer; /healthz tells nothing else."""
    for host in ("evil.example", "honglinh.example.evil.example", "a b", "[::2]"):
        answer = reader.call("GET", "/healthz", headers={"Host": host})
        assert (answer.status, answer.json["error"]) == (400, "host"), host
    answer = reader.call("GET", "/healthz", headers={"Host": "honglinh.example"})
    assert (answer.status, answer.json) == (200, {"ok": True})
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_reader_does_not_say_where_the_service_is(reader: Client) -> None:
    """No header moves a request to another door, past what a proxy lets through."""
    for name in ("SCRIPT_NAME", "Script-Name", "PATH_INFO"):
        assert reader.call("GET", "/v1/quan-tri/", headers={name: "/v1"}).status == 404
