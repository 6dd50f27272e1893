"""Photographs are fetched only when asked, only from public hosts, only pictures, within limits."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.importers.page.known import data_of, saved
from tests.sites.build_site import picture
from town_portal.authoring.importers.page import fetch
from town_portal.authoring.importers.page.fetch import Fetcher, is_public
from town_portal.authoring.importers.page.understand import VIET_NAM, understand_page
from town_portal.authoring.importers.write import list_pictures

JPEG = picture()


class _Server(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - of the class, which the tests look into

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/lac":
            self.send_response(302)
            self.send_header("Location", "http://noi-bo.example:1/a.jpg")
            self.end_headers()
            return
        body = {"/a.jpg": JPEG, "/trang.jpg": b"<html>", "/lon.jpg": JPEG * 99}.get(self.path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(name="server", scope="module")
def _server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://anh.example:{server.server_port}"
        server.shutdown()


def _fetcher() -> Fetcher:
    """Return a fetcher for which the test's own server, and only it, is the open Internet."""
    hosts = {"anh.example": "127.0.0.1", "noi-bo.example": "10.0.0.7"}
    return Fetcher(lambda host, _: [hosts[host]], lambda address: address == "127.0.0.1")


PRIVATE = """
127.0.0.1 10.1.2.3 192.168.1.1 172.16.0.1 169.254.169.254 0.0.0.0 192.0.0.8 240.0.0.1 100.64.0.1
64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1::1 2002:c0a8:101:: fec0::1 64:ff9b:1::1 2001:0:1:2::
::127.0.0.1 ::1 fe80::1%eth0 fd00::1 ::ffff:127.0.0.1 224.0.0.1 x
"""
"""Of the machine, the house, the provider, a group; IPv4 inside of IPv6; what is set aside."""


def test_public_addresses() -> None:
    """Only addresses of the open Internet are public."""
    assert [item for item in PRIVATE.split() if is_public(item)] == []
    assert all(map(is_public, ("8.8.8.8", "2606:4700::1111", "64:ff9b::808:808")))


def test_photograph(server: str) -> None:
    """A photograph is fetched once."""
    get = _fetcher()
    assert get(f"{server}/a.jpg") == get(f"{server}/a.jpg") == JPEG
    assert _Server.asked.count("/a.jpg") == 1


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/trang.jpg", "không phải ảnh"),
        ("/khong-co.jpg", "404"),
        ("/lac", "mạng nội bộ"),
        ("/lon.jpg", "nặng"),
    ],
)
def test_refused(server: str, monkeypatch: pytest.MonkeyPatch, path: str, why: str) -> None:
    """What is no picture, not there, too large, or leads to a private host is refused, and why."""
    monkeypatch.setattr(fetch, "LONGEST", 2 * len(JPEG))
    get = _fetcher()
    assert get(server + path) is None
    assert why in get.refused[server + path]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/a.jpg", "http://localhost/a.jpg", "ftp://x/a", "file:///etc/passwd"]
)
def test_own_machine_is_never_asked(url: str) -> None:
    """The real rules let no page ask this machine, nor by another scheme."""
    get = Fetcher()
    assert get(url) is None
    assert "nội bộ" in get.refused[url] or "http" in get.refused[url]


def test_unknown_host() -> None:
    """A host that is not there, or an address that is none, is told in Vietnamese."""

    def nowhere(*_: object) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    get = Fetcher(nowhere)
    assert get("https://mat.example/a.jpg") is None
    assert get("https://mat.example:99999/a.jpg") is None
    assert list(get.refused.values()) == ["không tìm thấy máy chủ này", "địa chỉ ảnh sai"]


def test_only_what_is_missing_is_fetched() -> None:
    """Of a page only the photographs of its body that are not at hand are asked for."""
    asked: list[str] = []

    def get(url: str) -> bytes:
        asked.append(url)
        return JPEG

    page = replace(saved(data_of("sharepoint-1")), files={"IMG_0142.jpg": JPEG})
    draft = understand_page(page, VIET_NAM, get).draft
    assert [item.data for item in list_pictures(draft)] == [JPEG, JPEG]
    folder = "https://honglinh.example/portal/pages/2020-12-14/sharepoint-1_files"
    assert asked == [f"{folder}/IMG_0141.jpg"]
