"""What the IT person does: back up while readers come, restore, move to another database."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from plugins.commands.places import ROOT
from tests.service.client import OPEN, START, comment
from tests.service.conftest import Start, begun
from tests.service.databases import Database, Postgres, Sqlite
from tests.service.letters import sent
from tests.service.running import Service, environment
from tools.cluster import Cluster


def manage(database: Database, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one of the service's commands on a database."""
    if isinstance(database, Sqlite):
        folder = database.path.parent.parent
    return subprocess.run(
        [sys.executable, "service/manage.py", *words],
        cwd=ROOT,
        env={**environment(folder, database.url), "PGUSER": "live"},
        capture_output=True,
        text=True,
        check=False,
    )


def well(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a command said that went well."""
    assert done.returncode == 0, done.stderr
    return done.stdout


def used(service: Service) -> None:
    """Let readers visit, vote and comment."""
    for number in range(1, 41):
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
        for number in range(first, first + 2_000):
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


def test_a_damaged_copy_is_not_put_back(start: Start, tmp_path: Path) -> None:
    """What is no whole copy leaves the data as they were, and says so."""
    service = start()
    used(service)
    before = numbers(service.database)
    copy = tmp_path / "copy"
    copy.write_bytes(b"SQLite format 3\0" + b"x" * 5_000)
    service.kill()
    done = manage(service.database, tmp_path, "restore", str(copy))
    assert done.returncode != 0
    assert "Chưa khôi phục được" in done.stderr
    assert numbers(service.database) == before


def test_two_restorations_keep_both_that_stood_there(start: Start, tmp_path: Path) -> None:
    """Restoring the wrong copy, and then another one, loses nothing."""
    service = start()
    copy = tmp_path / "copy"
    well(manage(service.database, tmp_path, "backup", str(copy)))
    used(service)
    service.kill()
    for _ in range(2):
        well(manage(service.database, tmp_path, "restore", str(copy)))
    if isinstance(service.database, Sqlite):
        path = service.database.path
        kept = [Sqlite(path.with_name(f"{path.name}.before-{number}")) for number in (1, 2)]
        assert [one.total() for one in kept] == [40, 0]


@pytest.mark.parametrize("command", ["restore", "move"])
def test_data_are_replaced_only_while_the_service_stands_still(
    start: Start, tmp_path: Path, command: str
) -> None:
    """What a running service writes meanwhile would be lost: the commands say so and do nothing."""
    service = start()
    used(service)
    done = manage(service.database, service.folder, command, str(tmp_path / "x"))
    assert done.returncode != 0
    assert "Dịch vụ đang chạy" in done.stderr
    assert service.database.total() == 40


@pytest.fixture
def filled(sqlite_template: Path, tmp_path: Path) -> Service:
    """Give a service on SQLite that was used and is stopped now."""
    path = tmp_path / "here" / "data" / "live.sqlite3"
    path.parent.mkdir(parents=True)
    shutil.copy(sqlite_template, path)
    service = begun(Sqlite(path), tmp_path)
    try:
        used(service)
    finally:
        service.kill()
    return service


def test_everything_moves_to_postgres(filled: Service, cluster: Cluster, tmp_path: Path) -> None:
    """After the move PostgreSQL has the same numbers, and goes on counting from there."""
    cluster.drop("moved")
    moved = Postgres(cluster, "moved")
    url = cluster.make("moved")
    said = well(manage(filled.database, tmp_path, "move", url))
    assert "Đã chuyển đủ" in said
    assert numbers(moved) == numbers(filled.database)
    service = Service(tmp_path / "there", moved).start()
    try:
        reader = service.reader("192.0.2.1")
        assert reader.hit(OPEN)["total"] == START + 41
        assert len(reader.comments(OPEN)) == 1
        assert reader.call("POST", "/v1/comments", comment(service.mint.made())).json["id"] == 3
    finally:
        service.kill()


def test_nothing_moves_over_other_data(filled: Service, cluster: Cluster, tmp_path: Path) -> None:
    """A database that holds something already is refused, and nothing is changed."""
    cluster.drop("moved_twice")
    url = cluster.make("moved_twice")
    well(manage(filled.database, tmp_path, "move", url))
    moved = Postgres(cluster, "moved_twice")
    before = numbers(moved)
    done = manage(filled.database, tmp_path, "move", url)
    assert done.returncode != 0
    assert "đã có dữ liệu" in done.stderr
    assert numbers(moved) == before


def test_the_settings_have_no_warning(start: Start, tmp_path: Path) -> None:
    """Django's own check for production finds nothing."""
    service = start()
    own = {"DJANGO_SETTINGS_MODULE": "service.config.settings"}
    variables = {"LIVE_LOCAL": "", "LIVE_SECRET_KEY": "", **own}
    done = subprocess.run(
        [sys.executable, "service/manage.py", "check", "--deploy", "--fail-level", "INFO"],
        cwd=ROOT,
        env={**service.environment, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_secrets_are_their_owners_alone(start: Start, engine: str, tmp_path: Path) -> None:
    """The first start makes key and token, mode 0600, in a folder that is its owner's alone."""
    data = tmp_path / "new"
    env = {**start().environment, "LIVE_DATA": str(data), "LIVE_SECRET_KEY": "", "LIVE_TOKEN": ""}
    command = [sys.executable, "service/manage.py", "check"]
    for _ in range(2):
        subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
    assert data.stat().st_mode & 0o777 == 0o700
    for name in ("secret-key", "export-token"):
        assert (data / name).stat().st_mode & 0o777 == 0o600
        assert len((data / name).read_text()) >= 50
