"""What a unit that fails leaves behind, and whom it tells."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from newsroom.texts.failures import NAMES
from town_portal.core.system.places import ROOT

DEPLOY = ROOT / "deploy"
UNIT, FOLDER = "publish-due.service", "/var/lib/town-portal-status"
PROGRAMS = {
    "sendmail": 'cat > "$OUT/mail"; exit "${MAIL_CODE:-0}"',
    "curl": 'for word; do :; done; cat > "$OUT/posted"; printf %s "$word" > "$OUT/address"',
    "journalctl": 'echo "dòng \\"cuối\\" của $2"',
    "systemctl": "echo exit-code",
    "hostname": "echo may-dung",
}
"""What stands in for the programs of a server."""
SERVICES = [
    path
    for name in ("deploy", "deploy/git-hook", "service/deploy", "newsroom/deploy")
    for path in sorted((ROOT / name).glob("*.service"))
    if "@" not in path.name
]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="không phải Windows")


@dataclass
class Server:
    """A machine with the script, and what its programs were given."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> Path:
        """Where messages lie."""
        return self.folder / "status"

    def fail(self, **variables: str) -> int:
        """Let the unit have failed; return the script's exit code."""
        for name in ("mail", "posted"):
            (self.folder / name).unlink(missing_ok=True)
        env = {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "OUT": str(self.folder),
            "STATUS": str(self.status),
            "MAIL_TO": "it@ten-phuong.example",
            "WEBHOOK": "https://chat.example/abc",
            **variables,
        }
        command = ["/bin/sh", str(DEPLOY / "town-portal-failed"), UNIT]
        return subprocess.run(command, env=env, check=False).returncode

    def given(self, name: str) -> str:
        """Return what a program was given; empty where it was not called."""
        file = self.folder / name
        return file.read_text(encoding="utf-8") if file.is_file() else ""


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """Put the programs into a folder."""
    (tmp_path / "bin").mkdir()
    for name, text in PROGRAMS.items():
        program = tmp_path / "bin" / name
        program.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        program.chmod(0o755)
    return Server(tmp_path)


def test_a_failure_leaves_a_file_and_tells_by_mail_and_webhook(server: Server) -> None:
    """The mail has the log's last lines; the webhook a line of JSON without them."""
    assert server.fail() == 0
    file = server.status / f"{UNIT}.failed"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ exit-code\n", file.read_text())
    head, _, body = server.given("mail").partition("\n\n")
    assert "To: it@ten-phuong.example\n" in head
    assert f"Subject: Cong thong tin: {UNIT} bao loi (may-dung)" in head
    assert f'dòng "cuối" của {UNIT}' in body
    text = json.loads(server.given("posted"))["text"]
    assert "may-dung" in text
    assert "python3 tasks.py doctor" in text
    assert "cuối" not in text
    assert server.given("address") == "https://chat.example/abc"


def test_the_same_failure_is_told_once_in_six_hours(server: Server) -> None:
    """A timer fails each five minutes; the file keeps the first moment; later it is told again."""
    server.fail()
    file = server.status / f"{UNIT}.failed"
    first = file.read_text()
    os.utime(file, (1_000, 1_000))
    assert server.fail() == 0
    assert (server.given("mail"), server.given("posted")) == ("", "")
    assert (file.read_text(), file.stat().st_mtime) == (first, 1_000)
    os.utime(server.status / f"{UNIT}.told", (1_000, 1_000))
    server.fail()
    assert server.given("mail")


def test_who_could_not_be_told_is_told_the_next_time(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    """The script fails, so that the journal has it; the file is there all the same."""
    assert server.fail(MAIL_CODE="1") == 1
    assert "Không gửi được thư báo lỗi" in capfd.readouterr().err
    assert (server.status / f"{UNIT}.failed").is_file()
    server.fail()
    assert server.given("mail")


def test_without_anybody_to_tell_there_is_the_file(server: Server) -> None:
    """Neither mail nor webhook is wanted."""
    assert server.fail(MAIL_TO="", WEBHOOK="") == 0
    assert (server.status / f"{UNIT}.failed").is_file()
    assert (server.given("mail"), server.given("posted")) == ("", "")


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_each_unit_tells_of_its_failure_and_takes_the_message_away(
    unit: Path, server: Server
) -> None:
    """By OnFailure=, and by the line that runs after a success; the newsroom has its name."""
    text = unit.read_text(encoding="utf-8")
    assert "OnFailure=town-portal-failed@%n.service\n" in text
    line = re.search(
        r"^ExecStartPost=-\+/bin/sh -c '(cd /var/lib/town-portal-status.*)'$", text, re.M
    )
    assert line
    server.fail()
    for name in (f"{UNIT}.failed", f"{UNIT}.told"):
        (server.status / name).rename(server.status / name.replace(UNIT, unit.name))
    done = (
        line[1].replace("%n", unit.name).replace("/var/lib/town-portal-status", str(server.status))
    )
    subprocess.run(["/bin/sh", "-c", done], check=True)
    is_oneshot = "Type=oneshot" in text
    assert [item.name for item in server.status.iterdir()] == [f"{unit.name}.done"] * is_oneshot
    assert unit.stem in NAMES


def test_the_script_is_one_that_every_shell_reads() -> None:
    """POSIX, so that dash and busybox run it."""
    for name in (
        *("deploy/town-portal-failed", "newsroom/deploy/backup.sh"),
        *("service/deploy/backup.sh", "service/deploy/elsewhere.sh"),
    ):
        shell = shutil.which("dash") or "/bin/sh"
        assert subprocess.run([shell, "-n", str(ROOT / name)], check=False).returncode == 0
