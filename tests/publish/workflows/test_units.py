"""The units of `deploy/`, as systemd reads them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from town_portal.core.system.places import ROOT

DEPLOY = ROOT / "deploy"
FOLDERS = ("deploy", "deploy/git-hook", "service/deploy", "newsroom/deploy")
UNITS = [item for name in FOLDERS for item in (ROOT / name).glob("*.*e*")]
PROGRAMS = re.compile(
    r"/opt/town-\w+/\.venv/bin/\w+|/srv/town-portal\.git/hooks/publish-pushed|"
    r"/usr/local/sbin/town-portal-failed"
)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="máy này không có systemd")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """Each is read without complaint, and each timer has its service."""
    units = [item for item in UNITS if item.suffix in (".service", ".timer")]
    assert len(units) > 14
    for unit in units:
        text = unit.read_text(encoding="utf-8")
        text = PROGRAMS.sub("/usr/bin/env", text)
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_comparison_changes_nothing() -> None:
    """The unit compares only."""
    unit = (ROOT / "deploy" / "compare-site.service").read_text(encoding="utf-8")
    assert "tasks.py restore --dry-run --to ${PORTAL_PUBLISH_TO}" in unit


def test_no_unit_runs_an_environment_older_than_the_pins() -> None:
    """What runs in .venv has it set up before; without that nothing is published by the clock."""
    setting_up, found = "town-portal-setup.service", 0
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        if unit.suffix != ".service" or "/opt/town-portal/.venv/" not in text:
            continue
        found += 1
        assert re.search(rf"^(Wants|Requires)=.*\b{setting_up}", text, re.MULTILINE), unit.name
        assert re.search(rf"^After=.*\b{setting_up}", text, re.MULTILINE), unit.name
    assert found > 5
    publish = (DEPLOY / "publish-due.service").read_text(encoding="utf-8")
    assert f"Requires={setting_up}\n" in publish
    own = (DEPLOY / setting_up).read_text(encoding="utf-8")
    assert "ExecStart=/usr/bin/python3 tasks.py setup\n" in own
