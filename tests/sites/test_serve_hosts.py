"""By which names the preview may be asked: a stranger's name that leads here reads nothing."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.sites.previews import served, tiny_content
from tools import dumb_server
from town_portal.cli.serve.hosts import ALLOWED
from town_portal.cli.serve.live import is_live

OTHER_NAME = "may-cua-toi.example:8443"
PLACES = (
    "/",
    "/gioi-thieu/",
    "/_serve/state",
    "/soan-tin/",
    "/soan-tin/dang-nhap/",
    "/v1/stats?page=/",
)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a real preview, to which one other name is allowed."""
    folder = tmp_path_factory.mktemp("served")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ALLOWED, f"x.example, {OTHER_NAME}")
        with served(tiny_content(folder / "content"), folder) as running:
            yield urlsplit(running).port or 0


def ask(port: int, path: str, host: str, method: str = "GET", origin: str = "") -> tuple[int, str]:
    """Return status and body of the answer to a request with this Host header."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest(method, path, skip_host=True)
    if host:
        connection.putheader("Host", host)
    if origin:
        connection.putheader("Origin", origin)
    connection.putheader("Content-Length", "0")
    connection.endheaders()
    answer = connection.getresponse()
    try:
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_who_is_answered_by_which_name(port: int) -> None:
    """To a foreign name neither pages nor the staff's rooms nor data nor the service answer.

    By each name of this machine they do. A name that who runs the preview has named reads, and
    writes from its own pages alone.
    """
    foreign = (f"evil.example:{port}", "evil.example", "127.0.0.1:1", "")
    for host, path, method in product(foreign, PLACES, ("GET", "POST")):
        status, said = ask(port, path, host, method)
        assert (status, "Hãy mở http://127.0.0.1" in said) == (421, True), (host, path, method)
    for host in (f"127.0.0.1:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"):
        for path in ("/gioi-thieu/", "/soan-tin/dang-nhap/", "/healthz"):
            assert ask(port, path, host)[0] == 200, (host, path)
    assert ask(port, "/gioi-thieu/", OTHER_NAME)[0] == 200
    sign_in = "/soan-tin/dang-nhap/"
    assert ask(port, sign_in, OTHER_NAME)[0] == 200
    assert ask(port, sign_in, OTHER_NAME, "POST", "https://evil.example")[0] == 403


def test_the_plain_server_refuses_foreign_names(tmp_path: Path) -> None:
    """The server for checks, which may show drafts, answers to the names of this machine only."""
    (tmp_path / "index.html").write_text("<p>chưa đăng", encoding="utf-8")
    port = urlsplit(dumb_server.serve_portal(tmp_path, tmp_path)).port or 0
    assert ask(port, "/", "evil.example")[0] == 421
    assert ask(port, "/", f"127.0.0.1:{port}")[0] == 200


@pytest.mark.parametrize(
    ("path", "is_service"),
    [
        ("/x/quan-tri", True),
        ("/x/quan-tri/dang-nhap/", True),
        ("/x/healthz", True),
        ("/x/v1/stats", True),
        ("/x/quan-tri-mang/", False),
        ("/x/healthz-la-gi/", False),
        ("/x/v10/", False),
        ("/quan-tri/", False),
    ],
)
def test_pages_whose_names_begin_like_the_services_are_pages(path: str, is_service: bool) -> None:
    """Only whole segments of an address are the live service's."""
    assert is_live(path, "/x/") is is_service
