"""What the build has published: pages.json, read again when it has changed."""

from __future__ import annotations

import time
from pathlib import Path

from tests.service.client import HOME, OPEN, Client
from tests.service.conftest import Start
from tests.service.running import Service

LOOK = 1.2
"""Seconds after which a running service has looked again."""


def status(service: Service, page: str) -> int:
    """Return whether a page is known (200) or not (404)."""
    return service.reader().get("/v1/stats", page=page).status


def test_each_new_build_is_noticed(start: Start, tmp_path: Path) -> None:
    """A service that starts before the first build learns of each; a damaged file changes nothing.

    In one process: another one may not have begun yet, and then knows nothing. Origins and names
    of the environment are known beside the site's own.
    """
    late = tmp_path / "late.json"
    origins, names = "https://a.example,", "ten"
    service = start(LIVE_PAGES=str(late), LIVE_ORIGINS=origins, LIVE_HOSTS=names, LIVE_WORKERS="1")
    service.pages = late
    assert service.reader().call("POST", "/v1/hit", {"page": HOME}).status == 403
    service.publish()
    time.sleep(LOOK)
    assert (status(service, "/moi/"), status(service, OPEN)) == (404, 200)
    for origin in ("https://honglinh.example", "https://a.example"):
        Client(service.port, headers={"Origin": origin}).hit(HOME)
    for host in ("honglinh.example", "ten"):
        assert service.reader().call("GET", "/healthz", headers={"Host": host}).status == 200
    service.pages.write_bytes(service.pages.read_bytes()[:100])
    time.sleep(LOOK)
    assert status(service, OPEN) == 200
    assert "hãy dựng lại cổng" in service.said()
    service.publish(pages=["/", "/moi/"], open=[], start=5, site="https://khac.example")
    time.sleep(LOOK)
    assert (status(service, "/moi/"), status(service, OPEN)) == (200, 404)
    answer = Client(service.port, headers={"Origin": "https://khac.example"})
    assert answer.hit(HOME)["total"] == 6
    assert service.reader().call("POST", "/v1/hit", {"page": HOME}).status == 403
