"""Measures the live service and prints the tables."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from plugins.commands.bench.goals import Column, Goal, Row, missed
from plugins.commands.bench.service import load, programs, requests, scripts, size
from plugins.commands.bench.service.programs import Program
from plugins.commands.bench.table import table
from plugins.commands.cluster import Cluster
from plugins.commands.test import postgres

HITS, OFFERED, SECONDS = 8_000, 200.0, 15
LISTS, ROUNDS = 3_000, 3
MILLI = 1_000
COLUMNS = (
    *(Column("core", "lượt/s một nhân"), Column("rate", "lượt/s")),
    *(Column("p50", "p50 ở 200/s", "ms", 1), Column("p99", "p99 ở 200/s", "ms", 1)),
    *(Column("refused", "không được đếm"), Column("memory", "bộ nhớ", "MB")),
)
SQLITE = {"core": Goal(1_000, least=True), "p99": Goal(40), "refused": Goal(0), "memory": Goal(130)}
POSTGRES = {"p99": Goal(100), "refused": Goal(0), "memory": Goal(130)}
LIST_COLUMNS = (
    *(Column("rate", "danh sách/s"), Column("isso", "Isso, danh sách/s")),
    Column("ratio", "nhanh hơn", "lần", 2),
)
LIST_GOALS = {"ratio": Goal(1.5, least=True)}


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def compare() -> list[str]:
    """Measure, print the tables, and give the sentences about missed goals. Raises NotBuilt."""
    say("— service: lượt truy cập, danh sách bình luận, người đọc giả lập, mã lệnh; chừng 4 phút")
    with tempfile.TemporaryDirectory(prefix="town-portal-bench-") as scratch:
        folder = Path(scratch)
        hits = list(_hits(folder))
        lists = [_lists(folder)]
        sizes = list(size.rows(folder))
    weights = list(scripts.rows())
    faults = []
    for rows, columns, of in (
        (hits, COLUMNS, "Cơ sở dữ liệu"),
        (lists, LIST_COLUMNS, "20 bình luận"),
        (sizes, size.COLUMNS, f"{size.READERS} người đọc giả lập"),
        (weights, scripts.COLUMNS, "Mã lệnh"),
    ):
        say(table(rows, columns, of))
        faults += missed(rows, columns)
    return faults


def _hits(folder: Path) -> Iterator[Row]:
    with programs.ours(folder / "sqlite") as program:
        yield Row("SQLite (FULL)", _hit_figures(program), SQLITE)
    found = postgres()
    if found is None:
        say("  bỏ qua PostgreSQL: máy này không có")
        return
    cluster = Cluster(found, settings=())
    try:
        with programs.ours(folder / "on-postgres", cluster.make("bench")) as program:
            yield Row("PostgreSQL", _hit_figures(program), POSTGRES)
    finally:
        cluster.end()


def _hit_figures(program: Program) -> dict[str, float]:
    """Send hits of new readers, first at a steady rate, then as fast as they are answered."""
    steady = load.offered(program.port, requests.hit, int(OFFERED * SECONDS), OFFERED)
    before, sent = program.cpu(), len(steady.seconds)
    fast = load.closed(program.port, lambda number: requests.hit(sent + number), HITS)
    return {
        "core": len(fast.seconds) / (program.cpu() - before),
        "rate": fast.rate,
        "p50": steady.percentile(0.5) * MILLI,
        "p99": steady.percentile(0.99) * MILLI,
        "refused": float(steady.refused + fast.refused),
        "memory": program.memory(),
    }


def _lists(folder: Path) -> Row:
    """Ask both for the comments of a page, in turns."""
    with programs.ours(folder / "lists") as our, programs.isso(folder / "isso") as other:
        rates: dict[str, list[float]] = {"rate": [], "isso": []}
        for _ in range(ROUNDS):
            rates["rate"].append(load.closed(our.port, requests.comments, LISTS).rate)
            rates["isso"].append(load.closed(other.port, requests.isso_comments, LISTS).rate)
    best = {name: max(found) for name, found in rates.items()}
    return Row("cùng gunicorn", {**best, "ratio": best["rate"] / best["isso"]}, LIST_GOALS)
