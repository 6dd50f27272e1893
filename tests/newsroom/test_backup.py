"""The newsroom's nightly backup: texts, trash and database in one file that can be put back."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.newsroom.running import Newsroom
from town_portal.core.system.places import ROOT


@pytest.mark.skipif(shutil.which("rsync") is None, reason="máy này không có rsync")
def test_a_copy_goes_elsewhere_and_is_tried(newsroom: Newsroom, tmp_path: Path) -> None:
    """While the newsroom works; what was fetched back has every text, and its tables are whole."""
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    variables = {"NEWSROOM_BACKUPS": str(here), "PYTHON": sys.executable}

    def backup(**more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", "newsroom/deploy/backup.sh"],
            cwd=ROOT,
            env={**newsroom.environment, **variables, **more},
            capture_output=True,
            text=True,
            check=False,
        )

    done = backup(NEWSROOM_BACKUP_TO=str(there))
    assert done.returncode == 0, done.stderr
    assert "đọc lại đúng từng byte" in done.stdout
    texts = len(list(newsroom.content.rglob("*.md")))
    assert f"{texts} bài và trang, cơ sở dữ liệu nguyên vẹn" in done.stdout
    (copy,) = there.iterdir()
    with tarfile.open(copy) as archive:
        names = set(archive.getnames())
    assert {"content/data/town.yaml", "./newsroom.sqlite3", "trash"} <= names
    assert copy.stat().st_mode & 0o777 == 0o600
    gone = backup(NEWSROOM_BACKUP_TO=str(tmp_path / "nobody" / "there"))
    assert gone.returncode != 0
    assert "khôi phục thử" not in gone.stdout
