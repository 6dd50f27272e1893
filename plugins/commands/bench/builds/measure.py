"""One build of one generator, measured; and what it has written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.commands.child import NEW_GROUP, NEW_SESSION, end_tree, utf8_environment
from plugins.commands.dumb_server import NotBuilt

STOPWATCH = Path(__file__).with_name("stopwatch.py")
PAGES = (".html", ".xml", ".json", ".atom", ".rss")
"""Endings of the files that are counted when one article is added: HTML, XML, JSON."""
LAST = 3000
"""So many of the last letters that a generator said are shown when it fails."""


@dataclass(frozen=True)
class Run:
    """What one build took: wall time in seconds, memory of its largest process in bytes.

    ``cpu`` are the seconds of processors, of all its processes.
    """

    seconds: float
    peak: float
    cpu: float = 0


@dataclass(frozen=True)
class Mark:
    """What changes of a file when it is written: another inode, another time or another size."""

    inode: int
    time: int
    size: int


Marks = Mapping[str, Mark]


def build(command: Sequence[str], folder: Path) -> Run:
    """Run a generator in ``folder`` and give what it took.

    Raises NotBuilt, with what the generator said, when it fails.
    """
    report, log = folder / ".report.json", folder / ".log"
    words = [sys.executable, "-I", "-S", str(STOPWATCH), str(report), *command]
    with log.open("wb") as said:
        _wait(words, folder, said.fileno())
    figures = json.loads(report.read_text(encoding="utf-8"))
    if figures["code"]:
        told = log.read_text(encoding="utf-8", errors="replace")[-LAST:]
        raise NotBuilt(f"Không dựng được: {' '.join(command)}\n{told}")
    return Run(figures["seconds"], figures["peak"], figures["cpu"])


def _wait(words: Sequence[str], folder: Path, said: int) -> None:
    """Run a program to its end; it ends with all that it has started when this is interrupted."""
    with subprocess.Popen(
        words,
        cwd=folder,
        env=utf8_environment(),
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=subprocess.STDOUT,
        start_new_session=NEW_SESSION,
        creationflags=NEW_GROUP,
    ) as child:
        try:
            child.wait()
        except BaseException:
            end_tree(child)
            raise


def marks(output: Path) -> dict[str, Mark]:
    """Give the marks of all files of an output, by their path below it."""
    found = {}
    for folder, _, names in os.walk(output):
        for name in names:
            path = Path(folder, name)
            state = path.stat()
            place = path.relative_to(output).as_posix()
            found[place] = Mark(state.st_ino, state.st_mtime_ns, state.st_size)
    return found


def written(before: Marks, after: Marks) -> int:
    """Count the pages (HTML, XML, JSON) that are new or were written again. Pure."""
    return sum(name.endswith(PAGES) and before.get(name) != mark for name, mark in after.items())


def size(found: Marks) -> int:
    """Give the bytes of all files. Pure."""
    return sum(mark.size for mark in found.values())
