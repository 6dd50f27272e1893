"""The files for nginx, before the service: limits, and whose address it is behind two proxies."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.publish.hosting.servers import find_free_port, nginx_with
from tests.service.client import BROWSER, HOME, SITE, START
from tests.service.running import Service
from town_portal.cli.test import find_server
from town_portal.core.system.places import ROOT

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(find_server("nginx", os.environ) is None, reason="máy này không có nginx"),
    # What is asked of nginx is the same whatever database the service has.
    pytest.mark.parametrize("engine", ["sqlite"], indirect=True),
]
DEPLOY = ROOT / "service" / "deploy"
NETWORK = "10.20.0.0/16"
SETTINGS = """\
daemon off;
{user}
worker_processes 1;
error_log {folder}/error.log;
pid {folder}/pid;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {http}
    server {{
        listen 127.0.0.1:{port};
        {server}
    }}
}}
"""


@contextmanager
def nginx(http: str, server: str) -> Iterator[int]:
    """Run nginx with lines for both blocks; give its port."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), find_free_port()
        folder.chmod(0o755)
        user = "user root;" if os.geteuid() == 0 else ""
        text = SETTINGS.format(folder=folder, port=port, user=user, http=http, server=server)
        with nginx_with(text, folder, port):
            yield port


def lines(name: str) -> str:
    """Return a file for nginx as it is delivered."""
    return (DEPLOY / name).read_text(encoding="utf-8")


@contextmanager
def portal(service: Service, behind: str = "") -> Iterator[int]:
    """Run the nginx of the portal before the service, behind a proxy of a network or none."""
    to_it = lines("nginx.conf").replace("127.0.0.1:8001", f"127.0.0.1:{service.port}")
    before = lines("nginx-behind-proxy.conf").replace(NETWORK, behind) if behind else ""
    with nginx(before + lines("nginx-http.conf"), to_it) as port:
        yield port


@contextmanager
def firewall(port: int) -> Iterator[int]:
    """Run another nginx as a firewall does that adds the address it sees to what it was told."""
    passed = (
        f"location / {{ proxy_pass http://127.0.0.1:{port}; proxy_set_header Host $host; "
        "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }"
    )
    with nginx("", passed) as before:
        yield before


def hit(port: int, source: str, forged: str = "", body: bytes = b'{"page": "/"}') -> HTTPConnection:
    """Send a hit from an address of this machine, with forged addresses before it."""
    line = HTTPConnection("127.0.0.1", port, timeout=30, source_address=(source, 0))
    headers = {"Origin": SITE, "User-Agent": BROWSER, "Content-Type": "application/json"}
    if forged:
        headers |= {"X-Forwarded-For": forged, "X-Real-IP": forged}
    line.request("POST", "/v1/hit", body, headers)
    return line


def total(line: HTTPConnection) -> int:
    """Return the total that the answer to a hit names."""
    answer = line.getresponse()
    told = answer.read()
    line.close()
    assert answer.status == 200, told
    return int(json.loads(told)["total"]) - START


def test_two_hops_show_the_reader(service: Service) -> None:
    """Behind two proxies readers are told apart by their own addresses, not by forged ones."""
    with portal(service, "127.0.0.1/32") as inner, firewall(inner) as outer:
        assert total(hit(outer, "127.0.0.9")) == 1
        assert total(hit(outer, "127.0.0.10")) == 2
        for forged in ("198.51.100.1", "198.51.100.2, 198.51.100.3", "127.0.0.1", "rác"):
            assert total(hit(outer, "127.0.0.9", forged)) == 2, forged


def test_nobody_but_the_firewall_is_believed(service: Service) -> None:
    """Who reaches the portal's nginx past the firewall is counted by the address it sees."""
    with portal(service, "10.20.0.0/16") as inner:
        for number in range(4):
            assert total(hit(inner, "127.0.0.9", f"198.51.100.{number}")) == 1


def test_one_address_cannot_take_all(service: Service) -> None:
    """A flood from one address is answered with 429 beyond burst and rate; the next is served."""

    def status(number: int, source: str = "127.0.0.9") -> int:
        line = hit(port, source)
        found = line.getresponse().status
        line.close()
        return found

    with portal(service) as port, ThreadPoolExecutor(16) as pool:
        found = Counter(pool.map(status, range(1_500)))
        assert found.keys() == {200, 429}
        assert found[200] >= 200
        assert [status(0, f"127.0.0.{number}") for number in range(20, 30)] == [200] * 10
        # A class whose telephones ask at once is answered.
        assert set(pool.map(status, range(200), ["127.0.0.40"] * 200)) == {200}
    assert service.reader().hit(HOME)["total"] == START + 13


def test_long_bodies_get_413_through_nginx(service: Service) -> None:
    """A body over the bound gets 413 with and without its length."""
    with portal(service) as port:
        for size in (20_000, 300_000):
            line = hit(port, "127.0.0.9", body=b"a" * size)
            assert line.getresponse().status == 413
            line = HTTPConnection("127.0.0.1", port, timeout=30)
            headers = {"Origin": SITE, "Content-Type": "application/json"}
            parts = iter([b"a" * 10_000] * (size // 10_000))
            line.request("POST", "/v1/hit", parts, headers, encode_chunked=True)
            assert line.getresponse().status == 413
