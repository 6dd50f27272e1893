"""What the web server writes down of who reads: no more than the privacy page says."""

from __future__ import annotations

import os
import re
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from plugins.commands.places import ROOT
from plugins.commands.test import find_server
from tests.publish.hosting import servers
from tests.publish.hosting.conftest import OLD, Built
from tests.publish.hosting.test_around import beside

__all__ = ["beside"]
PRIVACY = ROOT / "plugins" / "statutory" / "privacy.html"
TOLD = re.compile(r"chỉ ghi phần đầu của địa chỉ mạng \(/24 với IPv4, /48 với IPv6\)")
BROWSER = "DauVet/1"
CUT = {
    "203.0.113.77": "203.0.113.0",
    "2001:db8:aa:bb:1:2:3:4": "2001:db8:aa::",
    "2001:db8:aa::77": "2001:db8:aa::",
    "2001:db8::77": "2001:db8::",
    "2001::77": "2001::",
}


@pytest.mark.skipif(find_server("nginx", os.environ) is None, reason="máy này không có nginx")
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


def test_the_privacy_page_says_so() -> None:
    """The privacy page names the parts of an address that the generated log has."""
    assert TOLD.search(PRIVACY.read_text("utf-8"))


@pytest.mark.skipif(find_server("apache2", os.environ) is None, reason="máy này không có Apache")
def test_the_lines_for_apache_do_the_same(both: dict[str, Built], beside: Path) -> None:
    """The lines that the README gives for Apache cut addresses in the same way."""
    text = (ROOT / "plugins/hosting/README.md").read_text("utf-8")
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
