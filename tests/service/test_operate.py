"""What the IT person does: back up while readers come, restore, move to another database."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.forking import run
from tests.service.client import OPEN, START, comment
from tests.service.conftest import Start
from tests.service.databases import Database, Postgres, Sqlite
from tests.service.letters import sent
from tests.service.running import Service, environment
from tools.cluster import Cluster
from town_portal.core.system.places import ROOT


def manage(database: Database, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one of the service's commands on a database."""
    if isinstance(database, Sqlite):
        folder = database.path.parent.parent
    env = {**environment(folder, database.url), "PGUSER": "live"}
    return run(("service/manage.py", *words), env)


def well(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a command said that went well."""
    assert done.returncode == 0, done.stderr
    return done.stdout


def used(service: Service) -> None:
    """Let readers visit, vote and comment."""
    for number in range(1, 11):
        service.reader(f"198.51.100.{number}").hit(OPEN)
    reader = service.reader()
    vote = {"page": OPEN, "stars": 4, "captcha": service.mint.made("rating")}
    assert reader.call("PUT", "/v1/ratings", vote).status == 200
    assert reader.call("POST", "/v1/comments", comment(service.mint.made())).status == 202
    sent(service)
    service.database.set_status(
        "approved", service.database.number("SELECT max(id) FROM comments_comment")
    )
    answer = comment(service.mint.made(), parent=1, text="Tôi cũng nghĩ thế.")
    assert reader.call("POST", "/v1/comments", answer).status == 202


def numbers(database: Database) -> dict[str, int]:
    """Return what must not change by moving."""
    tables = (
        *("visits_seen", "visits_pageviews", "visits_day", "ratings_rating", "comments_comment"),
        *("inbox_letter", "inbox_step"),
    )
    return {"total": database.total()} | {table: database.count(table) for table in tables}


def test_a_backup_under_load_can_be_restored(start: Start, tmp_path: Path) -> None:
    """A copy made while readers come holds all that was told before, and can be put back."""
    service = start()
    used(service)
    before = numbers(service.database)
    stop = threading.Event()

    def visit(first: int) -> None:
        for number in range(first, first + 500):
            if stop.is_set():
                return
            service.reader(f"10.{number // 250}.0.{number % 250}").hit(OPEN)

    readers = [threading.Thread(target=visit, args=(first,)) for first in (0, 5_000)]
    for one in readers:
        one.start()
    copy = tmp_path / "copy"
    said = well(manage(service.database, tmp_path, "backup", str(copy)))
    stop.set()
    for one in readers:
        one.join()
    assert "Đã sao lưu" in said
    assert copy.stat().st_mode & 0o077 == 0
    service.kill()
    after = service.database.total()
    well(manage(service.database, tmp_path, "restore", str(copy)))
    assert before["total"] <= service.database.total() <= after
    assert numbers(service.database)["comments_comment"] == before["comments_comment"]
    service.start()
    assert service.reader("192.0.2.1").hit(OPEN)["total"] == START + service.database.total()


def test_nothing_is_lost_by_restoring(start: Start, tmp_path: Path) -> None:
    """Data are replaced only while the service stands still, only by whole copies, and are kept.

    What a running service writes meanwhile would be lost: the commands say so and do nothing.
    """
    service = start()
    copy, damaged = tmp_path / "copy", tmp_path / "damaged"
    well(manage(service.database, tmp_path, "backup", str(copy)))
    used(service)
    before = numbers(service.database)
    for command in ("restore", "move"):
        done = manage(service.database, service.folder, command, str(copy))
        assert done.returncode != 0
        assert "Dịch vụ đang chạy" in done.stderr
    service.kill()
    damaged.write_bytes(b"SQLite format 3\0" + b"x" * 5_000)
    done = manage(service.database, tmp_path, "restore", str(damaged))
    assert done.returncode != 0
    assert "Chưa khôi phục được" in done.stderr
    assert numbers(service.database) == before
    for _ in range(2):
        well(manage(service.database, tmp_path, "restore", str(copy)))
    if isinstance(service.database, Sqlite):
        path = service.database.path
        kept = [Sqlite(path.with_name(f"{path.name}.before-{number}")) for number in (1, 2)]
        assert [one.total() for one in kept] == [10, 0]


@pytest.mark.long
def test_everything_moves_to_postgres(start: Start, cluster: Cluster, tmp_path: Path) -> None:
    """After the move PostgreSQL has the same numbers, and goes on counting from there.

    A database that holds something already is refused, and nothing is changed.
    """
    filled = start()
    used(filled)
    filled.kill()
    cluster.drop("moved")
    moved = Postgres(cluster, "moved")
    url = cluster.make("moved")
    assert "Đã chuyển đủ" in well(manage(filled.database, tmp_path, "move", url))
    assert numbers(moved) == numbers(filled.database)
    done = manage(filled.database, tmp_path, "move", url)
    assert done.returncode != 0
    assert "đã có dữ liệu" in done.stderr
    assert numbers(moved) == numbers(filled.database)
    service = start(moved)
    reader = service.reader("192.0.2.1")
    assert reader.hit(OPEN)["total"] == START + 11
    assert len(reader.comments(OPEN)) == 1
    assert reader.call("POST", "/v1/comments", comment(service.mint.made())).json["id"] == 3


def test_the_settings_have_no_warning(tmp_path: Path) -> None:
    """Django's own check for production finds nothing."""
    own = {"DJANGO_SETTINGS_MODULE": "service.config.settings", "LIVE_LOCAL": ""}
    done = subprocess.run(
        [sys.executable, "service/manage.py", "check", "--deploy", "--fail-level", "INFO"],
        cwd=ROOT,
        env=environment(tmp_path, "", {"LIVE_SECRET_KEY": "", **own}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
