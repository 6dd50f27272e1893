"""Numbers that no database and no int() takes: a wrong request or nothing found, never a fault."""

from __future__ import annotations

import pytest

from tests.service.client import OPEN, Client, comment
from tests.service.running import Service
from tests.service.staff import Staff

pytest_plugins = ("tests.service.desk_fixtures",)
NUMBERS = ["99999", "9" * 30, "9" * 2_000, "-" + "9" * 30]
LISTS = ["comments/comment/", "comments/erasure/", "comments/decision/", "inbox/letter/"]
LISTS += ["inbox/step/", "auth/user/"]


@pytest.mark.parametrize("number", NUMBERS[1:], ids=len)
def test_public_doors_know_no_such_number(reader: Client, service: Service, number: str) -> None:
    """Cursors, moments and parents that are absurd are refused."""
    for path, name in (("/v1/comments", "after"), ("/v1/export", "since")):
        token = {"Authorization": f"Bearer {service.environment['LIVE_TOKEN']}"}
        assert reader.get(path, token, **{"page": OPEN, name: number}).status in (400, 422), path
    parent = comment(service.mint.made(), parent=int(number))
    assert reader.call("POST", "/v1/comments", parent).status == 422
    vote = {"page": OPEN, "stars": int(number), "captcha": "x"}
    assert reader.call("PUT", "/v1/ratings", vote).status == 422


@pytest.mark.parametrize("number", NUMBERS[1:3], ids=len)
@pytest.mark.parametrize("path", LISTS)
def test_the_desk_knows_no_such_number(administrator: Staff, path: str, number: str) -> None:
    """Pages, searches, addresses and chosen rows with absurd numbers are no fault of the desk."""
    for asked in (
        *(f"{path}?p={number}", f"{path}?q={number}", f"{path}{number}/change/"),
        *(f"{path}?id={number}", f"{path}?at__year={number}", f"{path}{number}/history/"),
        *(f"{path}{number}/xoa/", f"{path}{number}/ban-nhap/"),
    ):
        assert administrator.get(asked).status < 500, asked
    if path == "comments/comment/":
        for way in ("duyet", "tu-choi", "xoa"):
            assert administrator.post(f"{path}{number}/{way}/").status < 500, way
        page = administrator.post(
            path, {"action": "approve", "index": "0", "_selected_action": [number]}
        )
        assert page.status < 500
