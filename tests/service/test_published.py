"""What the build has published: pages.json, read again when it has changed."""

from __future__ import annotations

import json
import time

from tests.service.client import HOME, OPEN, Client
from tests.service.conftest import Start
from tests.service.running import PAGES, Service

LOOK = 1.2
"""Seconds after which a running service has looked again."""


def status(service: Service, page: str) -> int:
    """Return whether a page is known (200) or not (404)."""
    return service.reader().get("/v1/stats", page=page).status


def test_a_new_build_is_noticed(start: Start) -> None:
    """Pages that a build adds or takes away are known without a restart, as is another origin."""
    service = start()
    assert (status(service, "/moi/"), status(service, OPEN)) == (404, 200)
    service.publish(pages=["/", "/moi/"], open=[], start=5, site="https://khac.example")
    time.sleep(LOOK)
    assert (status(service, "/moi/"), status(service, OPEN)) == (200, 404)
    answer = Client(service.port, headers={"Origin": "https://khac.example"})
    assert answer.hit(HOME)["total"] == 6
    assert service.reader().call("POST", "/v1/hit", {"page": HOME}).status == 403


def test_a_damaged_file_changes_nothing(start: Start) -> None:
    """A pages.json that is cut off, is no JSON, or is gone leaves what was known; the log tells.

    In one process: another one may not have begun yet, and then knows nothing.
    """
    service = start(LIVE_WORKERS="1")
    assert status(service, OPEN) == 200
    whole = service.pages.read_bytes()
    for damaged in (whole[:100], b'{"pages": "/"}'):
        service.pages.write_bytes(damaged)
        time.sleep(LOOK)
        assert status(service, OPEN) == 200, damaged
    assert "hãy dựng lại cổng" in service.said()
    service.pages.unlink()
    time.sleep(LOOK)
    assert status(service, OPEN) == 200
    service.pages.write_text(json.dumps({**PAGES, "pages": ["/moi/"]}), encoding="utf-8")
    time.sleep(LOOK)
    assert status(service, "/moi/") == 200


def test_the_service_may_start_before_the_first_build(start: Start) -> None:
    """Without pages.json, or with a damaged one, the service starts, knows nothing, and learns."""
    service = start(LIVE_PAGES="/khong/co/pages.json")
    assert service.reader().call("POST", "/v1/hit", {"page": HOME}).status == 403
    damaged = service.folder / "damaged.json"
    damaged.write_text("{", encoding="utf-8")
    other = start(LIVE_PAGES=str(damaged))
    assert status(other, HOME) == 404
    damaged.write_text(json.dumps(PAGES), encoding="utf-8")
    time.sleep(LOOK)
    assert other.reader().hit(HOME)["today"] == 1
    named = other.reader().call("GET", "/healthz", headers={"Host": "honglinh.example"})
    assert named.status == 200


def test_further_origins_may_write(start: Start) -> None:
    """Origins and names of the environment are known beside the site's own."""
    service = start(LIVE_ORIGINS="https://a.example,http://b.example:8080", LIVE_HOSTS="may-chu")
    for origin in ("https://a.example", "http://b.example:8080"):
        Client(service.port, headers={"Origin": origin}).hit(HOME)
    assert service.reader().call("GET", "/healthz", headers={"Host": "may-chu"}).status == 200
    foreign = Client(service.port, headers={"Origin": "http://b.example"})
    assert foreign.call("POST", "/v1/hit", {"page": HOME}).status == 403
