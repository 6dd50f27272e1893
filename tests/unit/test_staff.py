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
    """The longest way to a room is taken; the rest of the path and the question are its own."""
    told = ask(place, "/x/soan-tin/soat-loi/bai", QUERY_STRING="a=1&b=")
    assert (told.status, told.body) == ("200 OK", "phòng bai")
    assert dict(told.asked[0].query) == {"a": "1", "b": ""}
    assert told.headers["Cache-Control"] == "no-store"
    assert told.headers["X-Content-Type-Options"] == "nosniff"


def test_every_room_has_its_place_on_the_way() -> None:
    """The way between the rooms names all rooms, and nothing else below the desk."""
    assert {way for way, _ in WAYS} == set(ROOMS)


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_HOST": "evil.example:8000"},
        {"HTTP_HOST": "127.0.0.1:9000"},
        {"HTTP_HOST": "127.0.0.1"},
    ],
)
def test_another_name_for_this_machine_is_refused(place: Place, environ: dict[str, Any]) -> None:
    """A foreign name that leads here reads nothing: its page would be let in as the portal's."""
    told = ask(place, "/x/soan-tin/", **environ)
    assert told.status == "403 Forbidden"
    assert not told.asked


@pytest.mark.parametrize(
    "environ",
    [{}, {"HTTP_ORIGIN": "null"}, {"HTTP_ORIGIN": "http://evil.example"}],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_another_site_writes_nothing(place: Place, method: str, environ: dict[str, Any]) -> None:
    """A form or script of another site is refused, also one that does not tell where it is from."""
    assert ask(place, "/x/soan-tin/", method, **environ).status == "403 Forbidden"


def test_the_portals_own_pages_may_write(place: Place) -> None:
    """By either name of this machine, if page and request are of one."""
    assert ask(place, "/x/soan-tin/", "POST", b"{}", **OWN).asked[0].body == b"{}"
    local: dict[str, Any] = {"HTTP_HOST": "localhost:8000", "HTTP_ORIGIN": "http://localhost:8000"}
    assert ask(place, "/x/soan-tin/", "POST", b"{}", **local).status == "200 OK"
    mixed: dict[str, Any] = {**OWN, "HTTP_ORIGIN": "http://localhost:8000"}
    assert ask(place, "/x/soan-tin/", "POST", b"{}", **mixed).status == "403 Forbidden"


def test_too_much_is_refused_before_it_is_read(place: Place) -> None:
    """A request above the limit is answered with a sentence that says what to do."""
    told = ask(place, "/x/soan-tin/", "POST", **OWN, CONTENT_LENGTH="256000001")
    assert told.status == "413 Content Too Large"
    assert "nặng quá 256 MB" in told.body


def test_the_desks_program_is_told_in_its_own_way(place: Place) -> None:
    """A refusal of a request in JSON is JSON, so that the desk shows the sentence."""
    environ = {**OWN, "CONTENT_LENGTH": "256000001", "CONTENT_TYPE": "application/json"}
    told = ask(place, "/x/soan-tin/", "POST", **environ)
    assert told.status == "413 Content Too Large"
    assert "nặng quá 256 MB" in json.loads(told.body)["error"]


def test_a_forms_fields_and_files_reach_the_room(place: Place) -> None:
    """Text is text, a file has its name without folders, of whatever system."""
    body, environ = form("C:\\\\Ảnh\\\\họp.jpg")
    (asked,) = ask(place, "/x/soan-tin/nhap-word/", "POST", body, **OWN, **environ).asked
    assert dict(asked.form) == {"ten": "Giá trị"}
    assert [(it.name, it.data) for it in asked.uploads] == [("họp.jpg", b"abc")]


@pytest.mark.parametrize("name", ["a/b.jpg", "../../b.jpg", "C:\\a\\b.jpg", "b.jpg", "/b.jpg"])
def test_names_of_files_lead_nowhere(name: str) -> None:
    """Of a path that a browser gives, only the last part is left."""
    assert file_name(name) == "b.jpg"


def test_a_broken_form_is_told(place: Place) -> None:
    """A form that ends too early is answered with a sentence, not with a fault of the program."""
    body, environ = form("a.jpg")
    told = ask(place, "/x/soan-tin/", "POST", body[:60], **OWN, **environ)
    assert told.status == "404 Not Found"
    assert "không đọc được" in told.body


def test_a_rooms_fault_does_not_end_the_preview(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason stands in the terminal, the page says that nothing was lost."""
    told = ask(place, "/x/soan-tin/hong")
    assert told.status == "500 Internal Server Error"
    assert "chưa tệp nào bị mất" in told.body
    assert "RuntimeError: fault" in capsys.readouterr().err


def test_a_form_that_was_done_leads_on(place: Place) -> None:
    """The browser goes on to another address, so that loading again sends nothing twice."""
    told = ask(place, "/x/soan-tin/di")
    assert (told.status, told.headers["Location"]) == ("303 See Other", "/x/")


def test_the_frame_shows_where_one_is_and_trusts_no_title(place: Place) -> None:
    """The room's own link is marked, titles are text, no script or style stands in the page."""
    answer = page(place, "soat-loi/", "<b>Soát & lỗi</b>", "<p>Chữ</p>", ("/x/a.js",))
    text = str(answer.body)
    assert text.count("aria-current") == 1
    assert f'<a href="/x/{ROOM}soat-loi/" aria-current=page>Soát lỗi</a>' in text
    assert "<h1>&lt;b&gt;Soát &amp; lỗi&lt;/b&gt;</h1>" in text
    assert '<script type="module" src="/x/a.js"></script>' in text
    assert "unsafe" not in dict(answer.headers)["Content-Security-Policy"]
