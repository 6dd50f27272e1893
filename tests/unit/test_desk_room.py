"""The desk's room: its page, its files, its configuration, and the way to the content."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from plugins.commands.serve import decap
from plugins.commands.serve.decap import NoServer
from plugins.commands.serve.staff import desk
from plugins.commands.serve.staff.contract import Asked, Place
from plugins.editorial.rules import RULES

TOWN = "name: A\naddress: B\ntime_zone: Asia/Ho_Chi_Minh\nbase_path: /x/\n"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A portal with a category and a page."""
    content = tmp_path / "content"
    (content / "data").mkdir(parents=True)
    (content / "pages").mkdir()
    (content / "data" / "town.yaml").write_text(TOWN, encoding="utf-8")
    categories = "categories:\n  - {key: van-hoa, title: Văn hóa}\n"
    (content / "data" / "categories.yaml").write_text(categories, encoding="utf-8")
    (content / "pages" / "ban-do.md").write_text("---\ntitle: Bản đồ\n---\n", encoding="utf-8")
    return Place(content, tmp_path / "output", "/x/", "http://127.0.0.1:8000/x/")


def post(place: Place, body: Any) -> tuple[str, Any]:
    """Return status and answer of a request of Decap's."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    told = desk.answer(Asked(place, "api/v1", "POST", body=data))
    return told.status, json.loads(told.body)


def config(place: Place) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return what the desk's page is given, and the fields of an article's form by their names."""
    found = json.loads(desk.answer(Asked(place, "_config.json")).body)
    return found, {it["name"]: it for it in found["config"]["collections"][0]["fields"]}


def test_the_configuration_is_that_of_the_content(place: Place) -> None:
    """Categories, pages and rules are those that there are; faults leave a desk to mend them."""
    found, fields = config(place)
    assert found["config"]["backend"]["proxy_url"] == "/x/soan-tin-cu/api/v1"
    assert fields["category"]["options"] == [{"value": "van-hoa", "label": "Văn hóa"}]
    assert (found["base"], found["zone"]) == ("/x/", "Asia/Ho_Chi_Minh")
    assert '"ban-do"' in json.dumps(found["config"])
    (rule,) = (it for it in fields["waive"]["fields"] if it["name"] == "rule")
    assert {it["value"]: it["label"] for it in rule["options"]} == {
        it.id: it.title for it in RULES.values()
    }
    (place.content / "data" / "categories.yaml").write_text("categories: [", encoding="utf-8")
    assert config(place)[1]["category"]["widget"] == "string"


def test_the_page_has_a_policy_or_says_what_is_missing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It runs no script of its own text; where Node.js lacks, it tells how to get it."""
    monkeypatch.setattr(decap, "is_ready", lambda: False)
    told = desk.answer(Asked(place))
    assert told.status.startswith("503")
    assert "python3 tasks.py serve" in str(told.body)
    monkeypatch.setattr(decap, "is_ready", lambda: True)
    told = desk.answer(Asked(place))
    policy = dict(told.headers)["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval';" in policy
    assert "https:" not in policy
    assert '<a href="/x/soan-tin-cu/" aria-current=page>Soạn tin</a>' in str(told.body)


def test_files_are_those_of_the_page_only(place: Place) -> None:
    """What the page does not need is not served, whatever the path says."""
    assert desk.answer(Asked(place, "_desk/desk.js")).kind.startswith("text/javascript")
    assert desk.answer(Asked(place, "_staff.css")).kind.startswith("text/css")
    for path in ("_desk/../plugin.py", "_decap/../package.json", "khong-co", "_desk/"):
        assert desk.answer(Asked(place, path)).status == "404 Not Found"


def test_the_style_is_that_of_the_newest_build(place: Place) -> None:
    """Rooms look as the portal does; before its first build they have their own style alone."""
    assert desk.answer(Asked(place, "_portal.css")).body == ""
    (place.output / "static").mkdir(parents=True)
    (place.output / "static" / "portal.abc.css").write_text("", encoding="utf-8")
    told = desk.answer(Asked(place, "_portal.css"))
    assert dict(told.headers)["Location"] == "/x/static/portal.abc.css"


def test_what_leads_out_of_the_content_is_refused(place: Place) -> None:
    """Such a request never reaches Decap's server, which does not even start."""
    asked = {"action": "getEntry", "params": {"path": "../pelicanconf.py"}}
    status, told = post(place, asked)
    assert status.startswith("403")
    assert "pelicanconf.py" in told["error"]
    assert post(place, b"{")[1] == {"error": "Yêu cầu không đọc được."}
    assert desk.answer(Asked(place, "api/v1")).status == "404 Not Found"


@pytest.mark.skipif(sys.platform == "win32", reason="cần liên kết của Unix")
@pytest.mark.parametrize("path", ["pages/la.md", "articles/2026/2026-01-02-a/index.md"])
def test_nothing_is_read_or_written_through_a_link(
    place: Place, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git carries links; one to a file or a folder elsewhere is told, not followed."""
    outside = place.content.parent / "ngoai"
    outside.mkdir()
    (place.content / "pages" / "la.md").symlink_to(outside / "la.md")
    (place.content / "articles").mkdir()
    (place.content / "articles" / "2026").symlink_to(outside)
    monkeypatch.setattr(decap, "server", lambda _content: pytest.fail("handed on"))
    for params in ({"path": path}, {"dataFiles": [{"path": path, "raw": "a"}]}):
        action = "getEntry" if "path" in params else "persistEntry"
        status, told = post(place, {"action": action, "params": params})
        assert status.startswith("403")
        assert "symlink" in told["error"]


def test_a_server_that_does_not_start_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decap shows the sentence, and keeps the text."""

    class Broken:
        def ask(self, _body: bytes) -> tuple[int, bytes]:
            raise NoServer("Phần ghi tệp không chạy.")

    monkeypatch.setattr(decap, "server", lambda _content: Broken())
    status, told = post(place, {"action": "info"})
    assert (status[:3], told) == ("503", {"error": "Phần ghi tệp không chạy."})
