"""What is delivered for a server: units, nginx, variables; who may read what."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
from collections import Counter
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from newsroom.config.environment import read_environment
from tests.newsroom.running import HOST, Newsroom
from tests.publish.hosting.servers import find_free_port
from tests.service.test_nginx import nginx
from town_portal.cli.test import find_server
from town_portal.core.system.places import ROOT

NEWSROOM = ROOT / "newsroom"
DEPLOY = NEWSROOM / "deploy"
WEB, WORKER = (
    (DEPLOY / f"town-newsroom{name}.service").read_text("utf-8") for name in ("", "-worker")
)
SETTING = re.compile(r"^#? ?(NEWSROOM_\w+)=(.*)$", re.MULTILINE)


def test_every_variable_is_documented() -> None:
    """Each variable that the newsroom reads has its row in the README, and no other has one."""
    files = ("config/environment.py", "config/server.py")
    text = "".join((NEWSROOM / name).read_text("utf-8") for name in files)
    variables = set(re.findall(r'"(NEWSROOM_[A-Z_]+)"', text))
    assert len(variables) > 10
    readme = (NEWSROOM / "README.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(NEWSROOM_[A-Z_]+)`", readme, re.MULTILINE)) == variables
    named = {name for name, _ in SETTING.findall((DEPLOY / "newsroom.env").read_text("utf-8"))}
    assert named < variables


def test_the_delivered_settings_start(tmp_path: Path) -> None:
    """The newsroom takes the settings as delivered, and SQLite in a file that the URL names."""
    text = (DEPLOY / "newsroom.env").read_text("utf-8")
    given = {name: value for name, value in SETTING.findall(text) if "postgres" not in value}
    found = read_environment({**given, "NEWSROOM_DATA": str(tmp_path / "data")})
    assert (found.is_local, found.totp) == (False, ("duyet", "dang", "quan-tri"))
    file = tmp_path / "elsewhere.sqlite3"
    newsroom = Newsroom(tmp_path, {**given, "NEWSROOM_DATABASE": f"sqlite:///{file}"})
    ask = "from django.conf import settings; print(settings.DATABASES['default'])"
    printed = newsroom.manage("shell", "-v0", "-c", ask)
    assert str(file) in printed
    assert "journal_mode=WAL" in printed


def test_the_web_process_is_kept_from_keys() -> None:
    """Web and worker are different users, and no folder that names a target is the web's."""

    def value(unit: str, name: str) -> str:
        return str(re.findall(rf"^{name}=(.*)$", unit, re.MULTILINE)[0])

    assert value(WEB, "User") not in (value(WORKER, "User"), value(WORKER, "Group"))
    assert value(WORKER, "SupplementaryGroups") == value(WEB, "Group")
    own = value(WORKER, "Environment=NEWSROOM_DATA")
    folders = (DEPLOY / "town-newsroom.conf").read_text("utf-8")
    rows = {row[1]: row[2:] for row in map(str.split, folders.splitlines()) if row[0] == "d"}
    assert rows[own] == ["0700", value(WORKER, "User"), value(WORKER, "Group")]
    # Who owns a folder may exchange what is in it: above the worker's this is root alone.
    assert [rows[f"/var/lib/town-newsroom{end}"][1] for end in ("", "/content")] == ["root"] * 2
    assert rows["/var/lib/town-newsroom/content/.ban-tot"][1] == value(WORKER, "User")
    assert f"-{own}" in value(WEB, "InaccessiblePaths").split()
    target = (DEPLOY / "publish.env").read_text("utf-8")
    assert f"{own}/publish.env, mode 0600" in target
    assert "PORTAL_" not in WEB + (DEPLOY / "newsroom.env").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="máy này không có systemd")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """Both units are read without complaint."""
    for unit in DEPLOY.glob("*.service"):
        text = re.sub(r"/opt/town-portal/\.venv/bin/\w+", "/usr/bin/env", unit.read_text("utf-8"))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def _settings(folder: Path, newsroom: Newsroom, ports: tuple[int, int]) -> str:
    """Return nginx.conf as delivered, with this machine's names, ports and certificate."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", f"/CN={HOST}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    for old, new in {
        "listen 80;": f"listen 127.0.0.1:{ports[0]};",
        "listen 443 ssl;": f"listen 127.0.0.1:{ports[1]} ssl;",
        "soan-tin.example.vn;": f"{HOST};",
        "/etc/letsencrypt/live/soan-tin.example.vn/fullchain.pem": str(certificate),
        "/etc/letsencrypt/live/soan-tin.example.vn/privkey.pem": str(key),
        "127.0.0.1:8002": f"127.0.0.1:{newsroom.port}",
    }.items():
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.long
@pytest.mark.skipif(find_server("nginx", os.environ) is None, reason="máy này không có nginx")
def test_nginx_stands_before_the_newsroom(newsroom: Newsroom, tmp_path: Path) -> None:
    """TLS only, 413 over 256 MB, 429 for who tries passwords, and the way to the portal."""
    ports = (find_free_port(), find_free_port())

    def status(path: str, port: int = ports[1], length: str = "") -> tuple[int, str]:
        context = ssl._create_unverified_context()
        secure = HTTPSConnection("127.0.0.1", port, timeout=60, context=context)
        line = secure if port == ports[1] else HTTPConnection("127.0.0.1", port, timeout=60)
        extra = {"Content-Length": length} if length else {}
        # What a browser claims of itself must not lead around TLS or the limits.
        line.request("GET", path, headers={"Host": HOST, "X-Forwarded-For": "1.2.3.4", **extra})
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer.status, answer.headers.get("Location", "")

    with nginx(_settings(tmp_path, newsroom, ports), "return 404;"):
        assert status("/soan-tin/x", ports[0]) == (301, f"https://{HOST}/soan-tin/x")
        assert status("/2026/12/02/bai/")[1] == "https://ten-phuong.example.vn/2026/12/02/bai/"
        assert status("/soan-tin/moi/", length=str(300_000_000))[0] == 413
        assert status("/soan-tin/") == (302, "/soan-tin/dang-nhap/?next=/soan-tin/")
        answers = Counter(status("/soan-tin/dang-nhap/")[0] for _ in range(60))
        assert answers.keys() == {200, 429}
        assert answers[200] >= 30
        assert status("/soan-tin/tep/newsroom/newsroom.css")[0] == 200
