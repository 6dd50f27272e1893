"""Publication of one added article to a server of this machine, until citizens can read it."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tools import sshd
from tools.bench.corpus import make_added
from tools.bench.generators import make_peer
from tools.bench.portal import Generator, make_ours
from tools.bench.run import CannotMeasure, Workspace, print_line, workspace
from tools.bench.table import TEN_THOUSAND, Column, FigureTable, Goal, TableRow, select_goals
from town_portal.core.system.child import build_utf8_environment
from town_portal.core.system.places import ROOT
from town_portal.core.text import format_number

ROUNDS = 3
NEEDED = 400_000
"""Bytes that an article takes: in the site, its releases and in Hugo's output."""
SENT = re.compile(r"gửi ([\d.]+) tệp \(([\d,]+) (KB|MB)\)")
UNITS = {"KB": 1, "MB": 1_000}
EVERY = 0.005
"""Seconds between two looks whether an article is public."""
COLUMNS = (
    *(Column("files", "tệp"), Column("size", "dung lượng", "KB", 1)),
    *(Column("seconds", "đến lúc công khai", "s", 2), Column("ratio", "so với Hugo", "×", 2)),
)
GOALS = {"seconds": Goal(3.0), "ratio": Goal(0.35)}
"""With 10,000 articles; Hugo's figure is that of its build alone."""


@dataclass(frozen=True)
class PublicationFigures:
    """Files and KB that went up, seconds until the article was public."""

    files: int
    size: float
    seconds: float


def measure(sizes: Sequence[int]) -> Iterator[FigureTable]:
    """Yield the table of publications; raises CannotMeasure."""
    for count in sizes or (TEN_THOUSAND,):
        print_line(
            f"— publish: {format_number(count)} bài, thêm một bài, "
            "đưa lên máy chủ bằng rsync qua SSH"
        )
        with workspace(count * NEEDED) as place:
            whole, pairs = publish_ours(count, place)
        ratio = median(item.seconds / hugo for item, hugo in pairs)
        one = sorted((item for item, _ in pairs), key=lambda item: item.seconds)[ROUNDS // 2]
        hugo = median(seconds for _, seconds in pairs)
        goals = select_goals(count, GOALS)
        rows = [
            TableRow("Cổng này, thêm một bài", {**vars(one), "ratio": ratio}, goals),
            TableRow("Cổng này, đưa lên tất cả", vars(whole)),
            TableRow("Hugo, thêm một bài, chỉ dựng", {"seconds": hugo}),
        ]
        yield FigureTable(f"{format_number(count)} bài", COLUMNS, rows)


def publish_ours(
    count: int, place: Workspace
) -> tuple[PublicationFigures, list[tuple[PublicationFigures, float]]]:
    """Publish everything once, then one article more some times, each beside a build of Hugo's."""
    portal, hugo = make_ours(place.folder, count), make_peer("hugo", place.folder, count)
    hugo.build()
    with sshd.run_sshd(place.folder / "sshd") as (port, ssh):
        www = place.folder / "www"
        target = sshd.make_login(port, www)
        publish = Publisher(portal, target, {"PORTAL_SSH": ssh}, www / "current").publish
        print_line("  đưa lên tất cả:")
        whole = publish("index.html")
        found = []
        for turn in range(1, ROUNDS + 1):
            print_line(f"  thêm một bài, lượt {turn}:")
            article = make_added(turn)
            portal.write([article])
            hugo.write([article])
            found.append((publish(f"{article.address}index.html"), hugo.build().wall))
    return whole, found


@dataclass(frozen=True)
class Publisher:
    """The portal's own command `publish`; ``www`` is what the server shows."""

    portal: Generator
    target: str
    env: dict[str, str]
    www: Path

    def publish(self, page: str) -> PublicationFigures:
        """Publish and measure until ``page`` is public; raises CannotMeasure when it fails."""
        words = [
            *(sys.executable, str(ROOT / "tasks.py"), "publish"),
            *("--content", str(self.portal.source), "--output", str(self.portal.output)),
            *("--to", self.target),
        ]
        began = time.monotonic()
        with watch_file(self.www / page) as seen:
            ran = subprocess.run(
                words,
                env={**build_utf8_environment(), **self.env},
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
        printed = ran.stdout + ran.stderr
        sent = SENT.search(printed)
        if sent is None or not seen:
            raise CannotMeasure(f"Không đăng được:\n{printed[-3_000:]}")
        print_line(f"    {sent[0]}")
        size = float(sent[2].replace(",", ".")) * UNITS[sent[3]]
        return PublicationFigures(int(sent[1].replace(".", "")), size, seen[0] - began)


@contextmanager
def watch_file(path: Path) -> Iterator[list[float]]:
    """Yield a list that gets the moment (monotonic seconds) at which a file is there."""
    seen: list[float] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            if path.exists():
                seen.append(time.monotonic())
                return
            stop.wait(EVERY)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield seen
        watcher.join(1.0)
    finally:
        stop.set()
