"""The rooms of the staff: who may ask, what a form may be, which room answers."""

from __future__ import annotations

import io
import json
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.types import WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest

from plugins.commands.serve.staff import app as application
from plugins.commands.serve.staff.app import ROOMS, Staff, file_name
from plugins.commands.serve.staff.contract import Answer, Asked, Place, see
from plugins.commands.serve.staff.page import ROOM, WAYS, page

HOST = "127.0.0.1:8000"
OWN: dict[str, Any] = {"HTTP_HOST": HOST, "HTTP_ORIGIN": f"http://{HOST}"}


@dataclass(frozen=True)
class Told:
    """What came back, and what the room was asked."""

    status: str
    headers: dict[str, str]
    body: str
    asked: list[Asked]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A portal at a base path of this machine."""
    return Place(tmp_path, tmp_path / "output", "/x/", f"http://{HOST}/x/")


def ask(place: Place, path: str, method: str = "GET", body: bytes = b"", **environ: Any) -> Told:
    """Send a request to rooms of which each answers with its own name."""
    seen: list[Asked] = []
    headers: list[tuple[str, dict[str, str]]] = []

    def answer(asked: Asked) -> Answer:
        seen.append(asked)
        if asked.path == "hong":
            raise RuntimeError("fault")
        return see("/x/") if asked.path == "di" else Answer(f"phòng {asked.path}")

    def start(
        status: str, given: list[tuple[str, str]], _error: object = None, /
    ) -> Callable[[bytes], object]:
        headers.append((status, dict(given)))
        return len

    request: WSGIEnvironment = {"PATH_INFO": path, "REQUEST_METHOD": method}
    request |= {"HTTP_HOST": HOST, "SERVER_PORT": "8000", "wsgi.input": io.BytesIO(body)}
    request |= {"CONTENT_LENGTH": str(len(body)), **environ}
    setup_testing_defaults(request)
    module = types.SimpleNamespace(answer=answer)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(application, "import_module", lambda _name: module)
        found: Iterable[bytes] = Staff(lambda: place)(request, start)
        text = b"".join(found).decode()
    return Told(*headers[-1], text, seen)


def form(name: str, data: bytes = b"abc") -> tuple[bytes, dict[str, Any]]:
    """Return a form with one field and one file, and the header that announces it."""
    head = f'--Z\r\nContent-Disposition: form-data; name="tep"; filename="{name}"\r\n\r\n'
    field = '--Z\r\nContent-Disposition: form-data; name="ten"\r\n\r\nGiá trị\r\n'
    body = field.encode() + head.encode() + data + b"\r\n--Z--\r\n"
    return body, {"CONTENT_TYPE": "multipart/form-data; boundary=Z"}


def test_the_room_gets_what_follows_its_name(place: Place) -> None:
    """The longest way to a room is taken; the rest is its own; a form that was done leads on."""
    told = ask(place, "/x/soan-tin-cu/duyet-bai/bai", QUERY_STRING="a=1&b=")
    assert (told.status, told.body) == ("200 OK", "phòng bai")
    assert dict(told.asked[0].query) == {"a": "1", "b": ""}
    assert told.headers["Cache-Control"] == "no-store"
    assert told.headers["X-Content-Type-Options"] == "nosniff"
    told = ask(place, "/x/soan-tin-cu/di")
    assert (told.status, told.headers["Location"]) == ("303 See Other", "/x/")
    assert {way for way, _ in WAYS} == set(ROOMS)


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        (HOST, f"http://{HOST}", "200 OK"),
        ("localhost:8000", "http://localhost:8000", "200 OK"),
        (HOST, "http://localhost:8000", "403 Forbidden"),
        (HOST, "http://evil.example", "403 Forbidden"),
        (HOST, "null", "403 Forbidden"),
        (HOST, None, "403 Forbidden"),
        ("evil.example:8000", "http://evil.example:8000", "403 Forbidden"),
        ("127.0.0.1:9000", "http://127.0.0.1:9000", "403 Forbidden"),
        ("127.0.0.1", "http://127.0.0.1", "403 Forbidden"),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_only_the_portals_own_pages_may_write(
    place: Place, host: str, origin: str | None, status: str, method: str
) -> None:
    """By either name of this machine, if page and request are of one, and no other site."""
    environ = {"HTTP_HOST": host} | ({} if origin is None else {"HTTP_ORIGIN": origin})
    told = ask(place, "/x/soan-tin-cu/", method, b"{}", **environ)
    assert told.status == status
    assert [it.body for it in told.asked] == [b"{}"][: status == "200 OK"]
    assert ask(place, "/x/soan-tin-cu/", HTTP_HOST=host).status == (
        "200 OK" if host in (HOST, "localhost:8000") else "403 Forbidden"
    )


def test_too_much_is_refused_before_it_is_read(place: Place) -> None:
    """A request above the limit gets a sentence with what to do, the desk's program in JSON."""
    given = {**OWN, "CONTENT_LENGTH": "256000001"}
    told = ask(place, "/x/soan-tin-cu/", "POST", **given)
    assert told.status == "413 Content Too Large"
    assert "nặng quá 256 MB" in told.body
    told = ask(place, "/x/soan-tin-cu/", "POST", **given, CONTENT_TYPE="application/json")
    assert told.status == "413 Content Too Large"
    assert "nặng quá 256 MB" in json.loads(told.body)["error"]


@pytest.mark.parametrize(
    "name", ["a/b.jpg", "../../b.jpg", "C:\\\\Ảnh\\\\b.jpg", "b.jpg", "/b.jpg"]
)
def test_a_forms_fields_and_files_reach_the_room(place: Place, name: str) -> None:
    """Text is text, a file has its name without folders, of whatever system."""
    assert file_name(name) == "b.jpg"
    body, environ = form(name)
    (asked,) = ask(place, "/x/soan-tin-cu/nhap-word/", "POST", body, **OWN, **environ).asked
    assert dict(asked.form) == {"ten": "Giá trị"}
    assert [(it.name, it.data) for it in asked.uploads] == [("b.jpg", b"abc")]


def test_a_broken_form_is_told(place: Place) -> None:
    """A form that ends too early is answered with a sentence, not with a fault of the program."""
    body, environ = form("a.jpg")
    told = ask(place, "/x/soan-tin-cu/", "POST", body[:60], **OWN, **environ)
    assert told.status == "404 Not Found"
    assert "không đọc được" in told.body


def test_a_rooms_fault_does_not_end_the_preview(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason stands in the terminal, the page says that nothing was lost."""
    told = ask(place, "/x/soan-tin-cu/hong")
    assert told.status == "500 Internal Server Error"
    assert "chưa tệp nào bị mất" in told.body
    assert "RuntimeError: fault" in capsys.readouterr().err


def test_the_frame_shows_where_one_is_and_trusts_no_title(place: Place) -> None:
    """The room's own link is marked, titles are text, no script or style stands in the page."""
    answer = page(place, "duyet-bai/", "<b>Soát & lỗi</b>", "<p>Chữ</p>", ("/x/a.js",))
    text = str(answer.body)
    assert text.count("aria-current") == 1
    assert f'<a href="/x/{ROOM}duyet-bai/" aria-current=page>Duyệt bài</a>' in text
    assert "<h1>&lt;b&gt;Soát &amp; lỗi&lt;/b&gt;</h1>" in text
    assert '<script type="module" src="/x/a.js"></script>' in text
    assert "unsafe" not in dict(answer.headers)["Content-Security-Policy"]
