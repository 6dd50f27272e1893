"""The rules among others: missing modules, the live service, another portal, what is logged."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.publish.hosting import servers
from tests.publish.hosting.conftest import OLD, Built
from tests.sites.build_site import ROOT
from town_portal.cli.test import find_server

pytestmark = pytest.mark.long
has_nginx = pytest.mark.skipif(
    find_server("nginx", os.environ) is None, reason="máy này không có nginx"
)
has_apache = pytest.mark.skipif(
    find_server("apache2", os.environ) is None, reason="máy này không có Apache"
)
ARTICLE = "2020/12/14/tot/"


@pytest.fixture
def beside(both: dict[str, Built]) -> Iterator[Path]:
    """Give a folder that every user may enter, with the rules of the portal at the root."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "beside"
        shutil.copytree(both["/"].beside, folder)
        yield folder


@has_apache
@pytest.mark.parametrize(
    "without",
    [("headers",), ("rewrite",), ("deflate",), ("filter", "deflate"), ("alias",), ("env",)],
)
def test_a_missing_module_takes_its_part_away_and_nothing_else(
    without: tuple[str, ...], both: dict[str, Built], beside: Path
) -> None:
    """Pages are served all the same, and what is not there is not found."""
    built = both["/"]
    with servers.apache(built.root, beside, "", without) as server:
        for path in ("", ARTICLE, "static/tim/index.json"):
            got = server.ask(path)
            assert (got.status, got.body[:1] in b"<{") == (200, True), path
        assert server.ask("khong-co/").status == 404
        old = server.ask(OLD[0].lstrip("/"))
        assert old.status == 301
        assert ("frame-ancestors" in str(server.ask("").headers)) is ("headers" not in without)


@has_apache
def test_small_texts_are_compressed_by_apache_and_asked_about(
    both: dict[str, Built], beside: Path
) -> None:
    """A file too small for a compressed one has a tag that Apache knows again."""
    with servers.apache(both["/"].root, beside, "") as server:
        first = server.ask("pages.json", Accept_Encoding="gzip")
        assert first.headers["content-encoding"] == "gzip"
        again = server.ask(
            "pages.json", Accept_Encoding="gzip", If_None_Match=first.headers["etag"]
        )
        assert (again.status, again.body) == (304, b"")


@has_nginx
def test_the_live_service_is_left_alone(both: dict[str, Built], beside: Path) -> None:
    """Its lines for nginx stand beside ours: what it answers has its own headers, pages ours."""
    deploy = ROOT / "service" / "deploy"
    lines, http = (
        (deploy / name).read_text(encoding="utf-8") for name in ("nginx.conf", "nginx-http.conf")
    )
    with servers.nginx(both["/"].root, beside, "", lines, http) as server:
        for path in ("v1/stats", "quan-tri/", "healthz"):
            got = server.ask(path)
            assert got.status == 502, "nobody answers behind the proxy"
            assert "content-security-policy" not in got.headers, path
        for path in ("", "tin.rss"):
            got = server.ask(path)
            assert (got.status, got.headers["cache-control"]) == (200, "no-cache")


@has_nginx
def test_two_portals_live_in_one_nginx(both: dict[str, Built], beside: Path) -> None:
    """Their maps have different names, even where both are of one town."""
    other = (both["/x/"].beside / "nginx-http.conf").read_text(encoding="utf-8")
    file = beside / "nginx-http.conf"
    kept = [line for line in other.splitlines() if not line.startswith("map_hash")]
    file.write_text(file.read_text(encoding="utf-8") + "\n".join(kept), encoding="utf-8")
    with servers.nginx(both["/"].root, beside, "") as server:
        assert server.ask(OLD[0].lstrip("/")).headers["location"] == f"/{ARTICLE}"


BROWSER = "DauVet/1"
CUT = {
    "203.0.113.77": "203.0.113.0",
    "2001:db8:aa:bb:1:2:3:4": "2001:db8:aa::",
    "2001:db8:aa::77": "2001:db8:aa::",
    "2001:db8::77": "2001:db8::",
    "2001::77": "2001::",
}


@has_nginx
def test_nginx_logs_the_front_of_an_address(both: dict[str, Built], beside: Path) -> None:
    """Pages, old addresses, missing pages: /24 and /48 are logged, no browser, no whole address."""
    behind = "set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For;"
    with servers.nginx(both["/"].root, beside, "", behind) as server:
        for address in CUT:
            for path in ("/", "/khong-co/", OLD[3]):
                asked = {
                    "X-Forwarded-For": address,
                    "User-Agent": BROWSER,
                    "Referer": "http://x/?q",
                }
                line = HTTPConnection("127.0.0.1", server.port, timeout=20)
                line.request("GET", quote(path), headers=asked)
                line.getresponse().read()
                line.close()
    logs = {path.name: path.read_text() for path in (beside.parent / "nginx").glob("*.log")}
    lines = logs["portal.log"].splitlines()
    assert [line.split(" ")[0] for line in lines] == [cut for cut in CUT.values() for _ in range(3)]
    written = "".join(logs.values())
    assert not any(address in written for address in CUT)
    assert BROWSER not in written
    assert "http://x/" not in written


@has_apache
def test_the_lines_for_apache_do_the_same(both: dict[str, Built], beside: Path) -> None:
    """The lines that the README gives for Apache cut addresses in the same way."""
    text = (ROOT / "plugins/town_portal/publishing/hosting/README.md").read_text("utf-8")
    found = re.search(r"^SetEnvIf Remote_Addr.*?^CustomLog [^\n]*", text, re.MULTILINE | re.DOTALL)
    assert found
    log = beside.parent / "portal.log"
    lines = found[0].replace("/var/log/apache2/portal.log", str(log))
    with servers.apache(both["/"].root, beside, "", more=lines) as server:
        assert server.ask("").status == 200
        assert server.ask("khong-co/").status == 404
    written = log.read_text()
    assert [line.split(" ")[0] for line in written.splitlines()] == ["127.0.0.0"] * 2
    assert "127.0.0.1" not in written
