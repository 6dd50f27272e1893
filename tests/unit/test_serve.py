"""The preview's WSGI application, and what it adds to pages."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from wsgiref.types import WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest

from town_portal.cli.serve.page import add_script
from town_portal.cli.serve.portal import PortalServer
from town_portal.cli.serve.state import StateChannel

PAGE = "<!doctype html><html><body><p>Xin chào</p></BODY></html>"


@dataclass(frozen=True)
class Answer:
    """What the application answered."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(portal: PortalServer, address: str, method: str = "GET", **headers: str) -> Answer:
    """Send a request straight to the application."""
    path, _, query = address.partition("?")
    environ: WSGIEnvironment = {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": method}
    environ |= headers
    setup_testing_defaults(environ)
    seen: list[tuple[int, dict[str, str]]] = []

    def start_response(
        status: str, headers: list[tuple[str, str]], _error: object = None, /
    ) -> Callable[[bytes], object]:
        seen.append((int(status[:3]), {name.lower(): value for name, value in headers}))
        return len

    body = b"".join(portal(environ, start_response))
    return Answer(*seen[-1], body)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A built site of one page, one file and its own 404 page."""
    site = tmp_path / "output"
    (site / "bai").mkdir(parents=True)
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    (site / "bai" / "index.html").write_text(PAGE, encoding="utf-8")
    (site / "a.css").write_text("p{}", encoding="utf-8")
    (site / "404.html").write_text("<body>Lạc đường</body>", encoding="utf-8")
    return site


def good(output: Path, base: str = "/") -> PortalServer:
    """Give the application over a site that was built."""
    return PortalServer(output, StateChannel(first=7, site_exists=True), base, poll_seconds=0.01)


def test_a_page_gets_the_script_and_the_file_stays(output: Path) -> None:
    """The script stands before </body> in the answer, and the file on disk is untouched."""
    answer = ask(good(output), "/")
    assert answer.body.decode().endswith('data-site="7" defer></script></BODY></html>')
    assert answer.headers["content-length"] == str(len(answer.body))
    assert (output / "index.html").read_text(encoding="utf-8") == PAGE
    head = ask(good(output), "/", method="HEAD")
    assert (head.status, head.body) == (200, b"")


def test_a_page_is_never_answered_in_part(output: Path) -> None:
    """A browser that has the page already, or asks for a piece of it, gets it whole."""
    first = ask(good(output), "/")
    assert "etag" not in first.headers
    again = ask(
        good(output),
        "/",
        HTTP_IF_MODIFIED_SINCE="Fri, 01 Jan 2100 00:00:00 GMT",
        HTTP_RANGE="bytes=0-3",
    )
    assert (again.status, again.body) == (200, first.body)


def test_an_unknown_address_shows_the_404_page(output: Path) -> None:
    """With status 404: 404.html, which reloads like every page, or without one a sentence."""
    answer = ask(good(output), "/khong/co/")
    assert answer.status == 404
    assert "Lạc đường" in answer.body.decode()
    assert b"reload.js" in answer.body
    (output / "404.html").unlink()
    answer = ask(good(output), "/khong/co/")
    assert (answer.status, "Không tìm thấy trang" in answer.body.decode()) == (404, True)


@pytest.mark.parametrize("address", ["/../secret", "/bai/../../secret", "/\\..\\secret", "/a\0b"])
def test_no_address_leaves_the_output(output: Path, address: str) -> None:
    """A file beside the output is not served, whatever the address."""
    (output.parent / "secret").write_text("bí mật", encoding="utf-8")
    assert ask(good(output), address).status == 404


def test_a_folder_without_slash_redirects(output: Path) -> None:
    """A folder's address gets its slash, so that relative links work."""
    answer = ask(good(output), "/bai")
    assert (answer.status, answer.headers["location"]) == (302, "bai/")


def test_the_site_lies_below_its_base_path(output: Path) -> None:
    """With a base path the site is there and nowhere else; the root leads to it."""
    portal = good(output, "/hong-linh/")
    assert ask(portal, "/hong-linh/bai/").status == 200
    assert ask(portal, "/bai/").status == 404
    for address in ("/", "/hong-linh"):
        answer = ask(portal, address)
        assert (answer.status, answer.headers["location"]) == (302, "/hong-linh/")


def test_without_a_good_build_every_address_shows_the_faults(output: Path) -> None:
    """Faults are text, not markup, in an alert under status 503."""
    state = StateChannel(first=7, site_exists=False)
    state.failed(("content/a.md:3: title: <b> thiếu",))
    answer = ask(PortalServer(output, state), "/bai/")
    page = answer.body.decode()
    assert answer.status == 503
    assert 'role="alert"' in page
    assert "width=device-width" in page
    assert "<h1>" in page
    assert "<li>content/a.md:3: title: &lt;b&gt; thiếu</li>" in page
    assert 'data-site="0"' in page


def test_the_last_good_site_stays_when_a_build_fails(output: Path) -> None:
    """After a failed build the page is the old one, and the state names the faults."""
    state = StateChannel(first=7, site_exists=True)
    portal = PortalServer(output, state, poll_seconds=0.01)
    state.failed(("a.md:1: date: sai",))
    assert ask(portal, "/").status == 200
    told = json.loads(ask(portal, "/_serve/state?seen=0").body)
    assert told == {"number": 8, "site": 7, "faults": ["a.md:1: date: sai"]}


def test_a_question_waits_for_the_next_moment(output: Path) -> None:
    """A browser that knows the present state is answered when it changes."""
    state = StateChannel(first=7, site_exists=True)
    portal = PortalServer(output, state, poll_seconds=30)
    answers: list[Answer] = []
    asker = threading.Thread(target=lambda: answers.append(ask(portal, "/_serve/state?seen=7")))
    asker.start()
    state.built()
    asker.join(timeout=10)
    assert json.loads(answers[0].body)["site"] == 8


@pytest.mark.parametrize(
    ("query", "status"),
    [
        *((query, 200) for query in ("", "?seen=", "?seen=x", "?seen=-1", "?seen=²")),
        *((f"?seen={'9' * digits}", 400) for digits in (21, 5_000)),
    ],
)
def test_a_strange_question_is_answered_at_once(output: Path, query: str, status: int) -> None:
    """What is no number has seen nothing; one that Python does not read is a wrong request."""
    portal = PortalServer(output, StateChannel(first=7, site_exists=True), poll_seconds=30)
    answer = ask(portal, "/_serve/state" + query)
    assert answer.status == status
    assert status != 200 or json.loads(answer.body)["number"] == 7


def test_a_page_without_body_end_gets_the_script_too() -> None:
    """HTML lets </body> be left out; only the last one counts when a page shows one in code."""
    assert add_script(b"<p>a", 1).startswith(b"<p>a<script ")
    page = add_script(b"<script>'</body>'</script></body>", 1)
    assert page.startswith(b"<script>'</body>'</script><script src=")
