"""The nightly backup: made, brought elsewhere, fetched back, tried by restoring."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forking import run
from tests.publish.deliver.servers import RCLONE
from tests.service.conftest import MakeDatabase, Start
from tests.service.databases import ENGINES, Postgres, Sqlite
from tests.service.running import Service, environment
from tests.service.test_operate import manage, used, well
from tools.cluster import Cluster
from town_portal.core.system.places import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]
on_sqlite = pytest.mark.parametrize("engine", ENGINES[:1], indirect=True)
"""For what SQLite alone is restored for trial without a scratch database."""
needs_rsync = pytest.mark.skipif(shutil.which("rsync") is None, reason="máy này không có rsync")


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    """A folder for copies."""
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies"


def backup(service: Service, backups: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the unit's script beside a running service."""
    env = environment(service.folder, service.database.url, variables)
    given = {"LIVE_BACKUPS": str(backups), "PYTHON": sys.executable, **variables}
    command = ["/bin/sh", "service/deploy/backup.sh"]
    return subprocess.run(
        command, cwd=ROOT, env={**env, **given}, capture_output=True, text=True, check=False
    )


@on_sqlite
@needs_rsync
def test_copies_go_elsewhere_and_the_fetched_one_is_restored(
    start: Start, backups: Path, tmp_path: Path
) -> None:
    """By rsync; what is older than a month goes on both sides, at most five a night there."""
    service, there = start(), tmp_path / "there"
    used(service)
    there.mkdir()
    month_ago = time.time() - 31 * 86_400
    for folder in (backups, there):
        (folder / "2026-01-01.copy").write_bytes(b"old")
        os.utime(folder / "2026-01-01.copy", (month_ago, month_ago))
    done = well(backup(service, backups, LIVE_BACKUP_TO=str(there)))
    assert f"Đã chép sang {there} và đọc lại đúng từng byte." in done
    assert "Đã khôi phục thử từ" in done
    assert [item.name for item in there.iterdir()] == [item.name for item in backups.iterdir()]
    (copy,) = there.iterdir()
    assert copy.stat().st_mode & 0o777 == 0o600
    for number in range(9):  # somebody empties the folder here
        (there / f"2026-02-{number + 1:02}.copy").write_bytes(b"x")
    done_again = backup(service, backups, LIVE_BACKUP_TO=str(there))
    assert done_again.returncode != 0
    assert len(list(there.iterdir())) >= 4


@pytest.fixture
def idle(make_database: MakeDatabase, tmp_path: Path) -> Service:
    """Give a service that does not run; its database has all tables."""
    database = make_database()
    if isinstance(database, Sqlite):
        return Service(database.path.parent.parent, database)
    return Service(tmp_path / "service", database)


@pytest.mark.skipif(not Path(RCLONE).is_file(), reason="không có rclone")
def test_rclone_brings_copies_elsewhere(idle: Service, backups: Path, tmp_path: Path) -> None:
    """A remote of rclone's configuration, here a folder."""
    (tmp_path / "rclone.conf").write_text("[noi]\ntype = local\n")
    path = f"{Path(RCLONE).parent}:{os.environ['PATH']}"
    variables = {"RCLONE_CONFIG": str(tmp_path / "rclone.conf"), "PATH": path}
    to = f"rclone:noi:{tmp_path / 'there'}"
    assert "đọc lại đúng" in well(backup(idle, backups, LIVE_BACKUP_TO=to, **variables))
    assert len(list((tmp_path / "there").iterdir())) == 1


@needs_rsync
def test_a_copy_that_was_changed_elsewhere_is_a_failure(
    idle: Service, backups: Path, tmp_path: Path
) -> None:
    """What comes back is compared byte for byte; the unit fails, and its message is left."""
    there = tmp_path / "there"
    there.mkdir()
    program = tmp_path / "bin" / "rsync"
    program.parent.mkdir()
    real = shutil.which("rsync")
    text = (
        f'#!/bin/sh\n{real} "$@" || exit\nfor to; do :; done\n[ ! -f "$to" ] || printf x >> "$to"\n'
    )
    program.write_text(text)
    program.chmod(0o755)
    path = f"{program.parent}:{os.environ['PATH']}"
    done = backup(idle, backups, LIVE_BACKUP_TO=str(there), PATH=path)
    assert done.returncode != 0
    assert "Đã khôi phục thử" not in done.stdout


@on_sqlite
def test_a_copy_that_lacks_rows_or_is_damaged_does_not_pass(idle: Service, tmp_path: Path) -> None:
    """A trial restores for real: a file that is no database, or another schema, is refused."""
    copy = tmp_path / "copy"
    well(manage(idle.database, idle.folder, "backup", str(copy)))
    assert "đủ như bản sao" in well(manage(idle.database, idle.folder, "try_backup", str(copy)))
    with sqlite3.connect(copy) as base:
        base.execute("DROP TABLE comments_comment")
    base.close()
    for data in (copy.read_bytes(), b"SQLite format 3\0" + b"x" * 5_000):
        copy.write_bytes(data)
        done = manage(idle.database, idle.folder, "try_backup", str(copy))
        assert done.returncode != 0, done.stdout
        assert "không khôi phục được" in done.stderr


def test_postgres_copies_are_restored_into_a_scratch_database(
    cluster: Cluster, tmp_path: Path
) -> None:
    """Without one the copy is read only, and that is said; the database in use is refused."""
    cluster.drop("used")
    cluster.drop("scratch")
    url, scratch = cluster.make("used", "live_template"), cluster.make("scratch")
    database, copy = Postgres(cluster, "used"), tmp_path / "copy"
    well(manage(database, tmp_path, "backup", str(copy)))

    def trial(to: str) -> subprocess.CompletedProcess[str]:
        env = {**environment(tmp_path, url), "PGUSER": "live", "LIVE_TRY_DATABASE": to}
        return run(("service/manage.py", "try_backup", str(copy)), env)

    assert "chưa khôi phục thử" in well(trial(""))
    assert "Đã khôi phục thử" in well(trial(scratch))
    assert Postgres(cluster, "scratch").count("comments_comment") == 0
    assert "đang dùng" in trial(url).stderr
    copy.write_bytes(b"PGDMP" + b"x" * 100)
    assert trial("").returncode != 0
