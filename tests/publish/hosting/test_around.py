"""The rules among others: modules that are missing, the live service beside them, Caddy."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.commands.test import find_server
from plugins.hosting.table import EVERYWHERE, kind_of
from tests.publish.hosting import servers
from tests.publish.hosting.conftest import OLD, Built
from tests.publish.hosting.servers import Server
from tests.sites.build_site import ROOT

ARTICLE = "2020/12/14/tot/"


@pytest.fixture
def beside(both: dict[str, Built]) -> Iterator[Path]:
    """Give a folder that every user may enter, with the rules of the portal at the root."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "beside"
        shutil.copytree(both["/"].beside, folder)
        yield folder


@pytest.mark.skipif(find_server("apache2", os.environ) is None, reason="máy này không có Apache")
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


@pytest.mark.skipif(find_server("apache2", os.environ) is None, reason="máy này không có Apache")
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


@pytest.mark.skipif(find_server("nginx", os.environ) is None, reason="máy này không có nginx")
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


@pytest.mark.skipif(find_server("nginx", os.environ) is None, reason="máy này không có nginx")
def test_two_portals_live_in_one_nginx(both: dict[str, Built], beside: Path) -> None:
    """Their maps have different names, even where both are of one town."""
    other = (both["/x/"].beside / "nginx-http.conf").read_text(encoding="utf-8")
    file = beside / "nginx-http.conf"
    kept = [line for line in other.splitlines() if not line.startswith("map_hash")]
    file.write_text(file.read_text(encoding="utf-8") + "\n".join(kept), encoding="utf-8")
    with servers.nginx(both["/"].root, beside, "") as server:
        assert server.ask(OLD[0].lstrip("/")).headers["location"] == f"/{ARTICLE}"


@pytest.fixture(params=["/", "/x/"])
def caddy(request: pytest.FixtureRequest, both: dict[str, Built]) -> Iterator[Server]:
    """Run Caddy over the portal, where there is one."""
    program = find_server("caddy", os.environ)
    if program is None:
        pytest.skip("máy này không có Caddy; hãy cài gói caddy")
    built = both[str(request.param)]
    with tempfile.TemporaryDirectory() as name:
        port, file = servers.free_port(), Path(name) / "Caddyfile"
        file.write_text(
            "{\n  admin off\n  auto_https off\n}\n"
            f"http://127.0.0.1:{port} {{\n  root * {built.root}\n"
            f"  import {built.beside}/portal.caddy\n}}\n"
        )
        command = [program, "run", "--adapter", "caddyfile", "--config", str(file)]
        env = {**os.environ, "HOME": name}
        child = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=env)
        try:
            until = time.monotonic() + servers.PATIENCE
            while not servers.answers(port) and time.monotonic() < until:
                time.sleep(0.02)
            yield Server("caddy", port, built.base)
        finally:
            child.terminate()
            child.wait()


def test_caddy_sends_what_the_table_says(caddy: Server, both: dict[str, Built]) -> None:
    """Types, caching, headers, codings, old addresses, what is missing and what is gone."""
    built = next(it for it in both.values() if it.base == caddy.root)
    css = next((built.output / "static").glob("portal.*.css")).name
    for name in ("index.html", "tin.atom", f"static/{css}", "du-lieu-mo/index.json", ""):
        got, kind = caddy.ask(name), kind_of(name)
        assert got.status in (200, 308), name
        for header, value in (*EVERYWHERE, *kind.headers):
            assert got.headers.get(header.lower(), "") == value, f"{name}: {header}"
    for coding in ("gzip", "br"):
        got = caddy.ask("", Accept_Encoding=coding)
        assert (got.headers["content-encoding"], got.headers["vary"]) == (coding, "Accept-Encoding")
    for old in OLD:
        got = caddy.ask(old.lstrip("/") + "?a=1")
        assert (got.status, got.headers["location"]) == (301, f"{built.base}/{ARTICLE}")
    gone = caddy.ask("van-ban/cu.aspx")
    assert (gone.status, "Văn bản đã hết hiệu lực." in gone.body.decode()) == (410, True)
    for path in ("khong-co/", ".htaccess", "_headers", "web.config", "static/"):
        got = caddy.ask(path)
        assert (got.status, got.headers["cache-control"]) == (404, "no-cache"), path
        assert got.headers["x-content-type-options"] == "nosniff"
