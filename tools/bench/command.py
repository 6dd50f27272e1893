"""The task `bench`: measures the parts that are asked for and prints their tables."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from playwright.sync_api import Error

from tools.bench import (
    editorial,
    lighthouse,
    newsroom,
    peers,
    photographs,
    publish,
    search,
    service,
    towns,
    weight,
)
from tools.bench.run import CannotMeasure, print_line
from tools.bench.table import FigureTable
from tools.dumb_server import PortalNotBuilt
from town_portal.core.system.child import make_stoppable

Part = Callable[[Sequence[int]], Iterator[FigureTable]]
"""Measures with these numbers of articles (empty: its own), and yields tables as they come."""
PARTS: Mapping[str, Part] = {
    "weight": weight.measure,
    "lighthouse": lighthouse.measure,
    "photographs": photographs.measure,
    "service": service.measure,
    "newsroom": newsroom.measure,
    "search": search.measure,
    "editorial": editorial.measure_proofreading,
    "peers": peers.measure,
    "publish": publish.measure,
    "towns": towns.measure,
}
FAILURES = (CannotMeasure, PortalNotBuilt, Error, subprocess.TimeoutExpired)


@make_stoppable()
def main(parts: Sequence[str], articles: str, beside: str, rounds: int) -> int:
    """Measure everything, or only some parts, and return the exit code: 1 for a missed goal.

    ``beside`` names the generators that the part `peers` compares with, none: all of them.
    """
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        return refuse(f"Không có phần nào tên là “{unknown[0]}”. Các phần: {', '.join(PARTS)}.")
    try:
        sizes = sorted({int(item) for item in articles.split(",") if item})
    except ValueError:
        return refuse("--articles: hãy ghi số bài, ví dụ 1000,10000")
    names = [item for item in beside.split(",") if item]
    compare = partial(peers.measure, names=names, rounds=rounds)
    try:
        missed = print_tables({**PARTS, "peers": compare}, parts or list(PARTS), sizes)
    except FAILURES as error:
        return refuse(f"Chưa đo được: {error}")
    if missed:
        return refuse("\n".join(["CHƯA ĐẠT:", *(f"  {line}" for line in missed)]))
    print_line("Đạt mọi mục tiêu.")
    return 0


def print_tables(
    parts: Mapping[str, Part], names: Sequence[str], sizes: Sequence[int]
) -> list[str]:
    """Measure these parts, print each table at once, and return the sentences on missed goals."""
    missed: list[str] = []
    for name in names:
        for table in parts[name](sizes):
            print_line(f"{table}\n")
            missed += table.missed_goals()
    return missed


def refuse(text: str, code: int = 1) -> int:
    """Print what went wrong and return the exit code."""
    print(text, file=sys.stderr, flush=True)
    return code
