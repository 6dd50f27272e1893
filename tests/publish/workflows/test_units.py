"""The units of `deploy/`, as systemd reads them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from town_portal.core.system.places import ROOT

DEPLOY = ROOT / "deploy"
UNITS = [it for folder in (DEPLOY, DEPLOY / "git-hook") for it in folder.glob("*.*e*")]
PROGRAMS = ("/opt/town-portal/.venv/bin/python", "/srv/town-portal.git/hooks/publish-pushed")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="máy này không có systemd")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """Each is read without complaint, and each timer has its service."""
    units = [it for it in UNITS if it.suffix in (".service", ".timer")]
    assert len(units) > 6
    for unit in units:
        text = unit.read_text(encoding="utf-8")
        for program in PROGRAMS:
            text = text.replace(program, "/usr/bin/env")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_comparison_changes_nothing_and_is_reported() -> None:
    """The unit compares only, and what it finds is mailed with its own words."""
    unit = (ROOT / "deploy" / "compare-site.service").read_text(encoding="utf-8")
    assert "tasks.py restore --dry-run --to ${PORTAL_PUBLISH_TO}" in unit
    assert "OnFailure=watch-site-mail.service" in unit
    mail = (ROOT / "deploy" / "watch-site-mail.service").read_text(encoding="utf-8")
    assert "--unit compare-site" in mail
