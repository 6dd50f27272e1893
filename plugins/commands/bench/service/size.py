"""Measure how the database grows under invented readers: of one household, of one network.

Rows are those of the counter; bytes those of the file beyond those of an empty one (its log, which
does not grow with it, takes up to 4 MB).
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from plugins.commands.bench.goals import Column, Goal, Row
from plugins.commands.bench.service import load, programs, requests
from plugins.commands.places import ROOT

READERS = 20_000
"""Invented in each case."""
TABLES = ("visits_seen", "visits_presence", "visits_cap", "guard_limit")
COLUMNS = (
    *(Column("counted", "được tính"), Column("rows", "dòng")),
    *(Column("kilobytes", "tăng thêm", "kB"), Column("later", "dòng sau 48 giờ")),
)
BOUNDED = {"rows": Goal(2_000), "kilobytes": Goal(1_000), "later": Goal(0)}
LATER = """
from datetime import timedelta
from service.config import housekeeping
from service.guard import clock
now = clock.now() + timedelta(hours=72)
clock.now = lambda: now
housekeeping.once()
"""


def rows(folder: Path) -> Iterator[Row]:
    """Invent readers in three ways, each on a database of its own."""
    cases: tuple[tuple[str, Callable[[int], str], dict[str, Goal]], ...] = (
        ("một hộ", lambda _: "203.0.113.7", BOUNDED),
        ("một dải /24", lambda number: f"203.0.113.{number % 254 + 1}", BOUNDED),
        ("địa chỉ nào cũng khác", requests.address, {"later": Goal(0)}),
    )
    for number, (name, address, goals) in enumerate(cases):
        yield Row(name, _figures(folder / f"size{number}", address), goals)


def _figures(folder: Path, address: Callable[[int], str]) -> dict[str, float]:
    with programs.ours(folder) as program:
        data = folder / "data"
        before = _bytes(data)
        load.closed(
            program.port, lambda number: requests.hit(number, address(number), number), READERS
        )
        counted, stored = _counted(data), _stored(data)
        grown = _bytes(data) - before
    env = {**os.environ, "LIVE_DATA": str(data), "LIVE_LOCAL": "1", "LIVE_DATABASE": ""}
    manage = [sys.executable, str(ROOT / "service" / "manage.py")]
    subprocess.run([*manage, "shell", "--verbosity=0", "-c", LATER], env=env, check=True)
    return {
        "counted": counted,
        "rows": stored,
        "kilobytes": grown / 1_000,
        "later": _stored(data),
    }


def _bytes(data: Path) -> int:
    return _number(data, "PRAGMA page_count") * _number(data, "PRAGMA page_size")


def _stored(data: Path) -> int:
    return sum(_number(data, f"SELECT count(*) FROM {table}") for table in TABLES)


def _counted(data: Path) -> int:
    return _number(data, "SELECT coalesce(sum(n), 0) FROM visits_total")


def _number(data: Path, question: str) -> int:
    with closing(sqlite3.connect(data / "live.sqlite3", timeout=20)) as connection:
        return int(connection.execute(question).fetchone()[0])
