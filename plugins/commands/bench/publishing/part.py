"""The part ``publish`` of the bench: one article more, to a server of this machine by rsync."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from plugins.commands import walk
from plugins.commands.bench.builds import corpus, generators, measure
from plugins.commands.bench.builds.generators import Generator
from plugins.commands.bench.builds.part import ARTICLES, fill, say, sizes
from plugins.commands.bench.builds.results import numbered
from plugins.commands.bench.builds.room import Room, room
from plugins.commands.bench.goals import Row, missed
from plugins.commands.bench.publishing import results, server
from plugins.commands.bench.publishing.results import Bytes, Publication
from plugins.commands.bench.table import table
from plugins.commands.child import utf8_environment
from plugins.commands.dumb_server import NotBuilt
from plugins.commands.places import ROOT

ROUNDS = 3
NEEDED = 400_000
"""Bytes that an article takes: in the site, its releases and in Hugo's output."""
SENT = re.compile(r"gửi ([\d.]+) tệp \(([\d,]+) (KB|MB)\)")
UNITS = {"KB": 1_000, "MB": 1_000_000}
EVERY = 0.005
"""Seconds between two looks whether an article is public."""


@dataclass
class Publisher:
    """This project's full portal, published by its own command; ``www`` is what is served."""

    generator: Generator
    to: str
    www: Path

    def publish(self, page: str) -> Publication:
        """Publish and measure until ``page`` is public; raises NotBuilt when it fails."""
        began = time.monotonic()
        with _watching(self.www / page) as seen:
            said = self._run()
        found = SENT.search(said)
        if found is None or not seen:
            raise NotBuilt(f"Không đăng được:\n{said[-3_000:]}")
        size = float(found[2].replace(",", ".")) * UNITS[found[3]]
        return Publication(int(found[1].replace(".", "")), round(size), seen[0] - began)

    def _run(self) -> str:
        words = [
            *(sys.executable, "-m", "invoke", "--search-root", str(ROOT), "publish"),
            *("--content", str(self.generator.folder), "--output", str(self.generator.output)),
            *("--to", self.to),
        ]
        ran = subprocess.run(
            words,
            env=utf8_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        say("    " + ran.stdout.strip().splitlines()[-1])
        return ran.stdout


@contextmanager
def _watching(page: Path) -> Iterator[list[float]]:
    """Give a list that gets the moment (monotonic seconds) at which a page is there."""
    seen: list[float] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            if page.exists():
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


def compare() -> list[str]:
    """Measure, print the table, and give the sentences about missed goals.

    Raises NotBuilt when something fails, SetupFailed when Hugo can't be fetched.
    """
    count = sizes(os.environ.get(ARTICLES, "") or str(results.TEN_THOUSAND))[-1]
    say(f"— publish: {numbered(count)}, thêm một bài, đưa lên máy chủ bằng rsync qua SSH")
    with room(count * NEEDED) as place:
        rows = [*_ours(count, place), *_hugo(count, place)]
    say(table(rows, results.COLUMNS, "Lần đăng"))
    return missed(rows, results.COLUMNS)


def _ours(count: int, place: Room) -> list[Row]:
    """Publish everything once, then one article more, some times."""
    plain = generators.plain(place.folder)
    fill([plain], count)
    full = generators.full(place.folder)
    with server.sshd(place.folder / "sshd") as (port, words):
        os.environ["PORTAL_SSH"] = words
        www = place.folder / "www"
        publisher = Publisher(full, server.login(port, www), www / "current")
        say("  cổng này, đưa lên tất cả:")
        whole = publisher.publish("index.html")
        found = []
        for number in range(1, ROUNDS + 1):
            say(f"  cổng này, thêm một bài, lượt {number}:")
            news = corpus.added(number)
            full.write([news])
            found.append(publisher.publish(f"{news.date:%Y/%m/%d}/{news.slug}/index.html"))
    one = Publication(
        round(median(it.files for it in found)),
        round(median(it.size for it in found)),
        median(it.seconds for it in found),
    )
    return [
        results.row("Cổng này, thêm một bài", one, count, has_goal=True),
        results.row("Cổng này, đưa lên tất cả", whole, count, has_goal=False),
    ]


def _hugo(count: int, place: Room) -> list[Row]:
    """Count what another article changes in Hugo's output: so much any upload must send."""
    hugo = generators.hugo(place.folder)
    fill([hugo], count)
    measure.build(hugo.command, hugo.folder)
    before = _bytes(hugo.output)
    hugo.write([corpus.added(1)])
    run = measure.build(hugo.command, hugo.folder)
    files, size = results.changed(before, _bytes(hugo.output))
    name = "Hugo, thêm một bài: dựng lại, tệp đổi"
    return [results.row(name, Publication(files, size, run.seconds), count, has_goal=False)]


def _bytes(output: Path) -> Bytes:
    """Return size and digest of each file."""
    return {
        path: (stat.size, hashlib.blake2b((output / path).read_bytes()).hexdigest())
        for path, stat in walk.files(output).items()
    }
