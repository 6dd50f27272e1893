"""The units of `deploy/`, as systemd reads them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from plugins.commands.places import ROOT

UNITS = sorted(it.name for end in ("service", "timer") for it in (ROOT / "deploy").glob(f"*.{end}"))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="máy này không có systemd")
@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_the_unit(name: str, tmp_path: Path) -> None:
    """Each is read without complaint, and each timer has its service."""
    for unit in UNITS:
        text = (ROOT / "deploy" / unit).read_text(encoding="utf-8")
        python = text.replace("/opt/town-portal/.venv/bin/python", "/usr/bin/env python3")
        (tmp_path / unit).write_text(python, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_comparison_changes_nothing_and_is_reported() -> None:
    """The unit compares only, and what it finds is mailed with its own words."""
    unit = (ROOT / "deploy" / "compare-site.service").read_text(encoding="utf-8")
    assert "tasks.py restore --dry-run --to ${PORTAL_PUBLISH_TO}" in unit
    assert "OnFailure=watch-site-mail.service" in unit
    mail = (ROOT / "deploy" / "watch-site-mail.service").read_text(encoding="utf-8")
    assert "--unit compare-site" in mail
