"""The task `bench`: measures the parts that are asked for and prints their tables."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from playwright.sync_api import Error

from plugins.commands.child import stoppable
from plugins.commands.dumb_server import NotBuilt
from tools.bench import (
    builds,
    editorial,
    lighthouse,
    newsroom,
    photographs,
    publish,
    search,
    service,
    weight,
)
from tools.bench.run import SCRATCH, CannotMeasure, say
from tools.bench.table import Table

Part = Callable[[Sequence[int]], Iterator[Table]]
"""Measures with these numbers of articles (empty: its own), and yields tables as they come."""
PARTS: Mapping[str, Part] = {
    "weight": weight.measure,
    "lighthouse": lighthouse.measure,
    "photographs": photographs.measure,
    "service": service.measure,
    "newsroom": newsroom.measure,
    "search": search.measure,
    "editorial": editorial.measure,
    "builds": builds.measure,
    "publish": publish.measure,
}
FAILURES = (CannotMeasure, NotBuilt, Error, subprocess.TimeoutExpired)


@stoppable()
def main(only: str = "", articles: str = "", peers: str = "hugo", rounds: int = 0) -> int:
    """Measure everything, or only some parts, and return the exit code: 1 for a missed goal."""
    names = [it for it in only.split(",") if it] or list(PARTS)
    unknown = [it for it in names if it not in PARTS]
    if unknown:
        return refuse(f"Không có phần nào tên là “{unknown[0]}”. Các phần: {', '.join(PARTS)}.")
    try:
        sizes = sorted({int(it) for it in articles.split(",") if it})
    except ValueError:
        return refuse("--articles: hãy ghi số bài, ví dụ 1000,10000")
    measure_builds = partial(builds.measure, peers=peers.split(","), rounds=rounds)
    try:
        missed = print_tables({**PARTS, "builds": measure_builds}, names, sizes)
    except FAILURES as error:
        return refuse(f"Chưa đo được: {error}")
    if missed:
        return refuse("\n".join(["CHƯA ĐẠT:", *(f"  {line}" for line in missed)]))
    say("Đạt mọi mục tiêu.")
    return 0


def print_tables(
    parts: Mapping[str, Part], names: Sequence[str], sizes: Sequence[int]
) -> list[str]:
    """Measure these parts, print each table at once, and return the sentences on missed goals."""
    missed: list[str] = []
    for name in names:
        tables = []
        for table in parts[name](sizes):
            say(f"{table}\n")
            missed += table.missed_goals()
            tables.append(table)
            save_figures(SCRATCH / f"{name}.json", tables)
    return missed


def save_figures(path: Path, tables: Sequence[Table]) -> None:
    """Write the figures of a part for programs, with how busy the machine was at their end."""
    path.parent.mkdir(exist_ok=True)
    load = os.getloadavg()[1] if hasattr(os, "getloadavg") else None
    told = {
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load of five minutes": load,
        "tables": [table.to_json() for table in tables],
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def refuse(text: str, code: int = 1) -> int:
    """Print what went wrong and return the exit code."""
    print(text, file=sys.stderr, flush=True)
    return code
