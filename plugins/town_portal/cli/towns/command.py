"""Build, check, publish or watch all towns below a folder, and tell of each in one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from town_portal.core.system.child import build_utf8_environment, end_tree, make_stoppable
from town_portal.core.system.places import HOME, PACKAGES, ROOT
from town_portal.core.system.variables import read_variables

TASKS: Mapping[str, tuple[str, ...]] = {
    "build": ("build",),
    "check": ("check", "--content"),
    "duties": ("check", "--duties"),
    "publish": ("publish",),
    "watch": ("watch-site",),
}
"""What can be done with all towns, and the task and its options."""
VARIABLES = "publish.env"
"""The file in a town's folder with its variables for publishing, a line ``NAME=value`` each."""
UNKNOWN = "Không có việc “{}” cho mọi cổng; có: {}."
NO_TOWNS = "Không có cổng nào trong {} (mỗi cổng là một thư mục có content/data/town.yaml)."
SOUND, FAULTY = "đạt", "CHƯA ĐẠT"
SUMMARY = (
    "{} cổng: {} đạt, {} chưa đạt, hết {} giây. Lời báo đầy đủ của từng cổng: tệp .state/towns.log "
    "trong thư mục của cổng."
)


@dataclass(frozen=True)
class TaskOutcome:
    """How a task went in a town: exit code, seconds, the line that tells most."""

    town: str
    code: int
    seconds: float
    line: str

    def __str__(self) -> str:
        """Return the row of the table."""
        word = FAULTY if self.code else SOUND
        return f"{self.town:<28} {word:<9} {self.seconds:>6.1f}  {self.line}".rstrip()


class Towns:
    """The towns below a folder, and the programs that run for them."""

    def __init__(self, folder: Path) -> None:
        """Find the towns: folders that have a town.yaml."""
        self.folders = sorted(item.parents[2] for item in folder.glob("*/content/data/town.yaml"))
        self._children: set[subprocess.Popen[str]] = set()

    def run(self, words: Sequence[str], jobs: int) -> Iterable[TaskOutcome]:
        """Run a task in each town, so many at once, and yield how it went, in their order."""
        with ThreadPoolExecutor(jobs) as pool:
            try:
                yield from pool.map(lambda town: self._run(town, words), self.folders)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                for child in [*self._children]:
                    end_tree(child)
                raise

    def _run(self, town: Path, words: Sequence[str]) -> TaskOutcome:
        begun = time.monotonic()
        try:
            code, said = self._follow(town, words)
            log = town / ".state" / "towns.log"
            log.parent.mkdir(exist_ok=True)
            log.write_text(said, encoding="utf-8")
        except (OSError, ValueError) as error:  # of one town, which keeps no other one
            code, said = 1, f"{town}: {error}"
        return TaskOutcome(town.name, code, time.monotonic() - begun, find_telling_line(said, code))

    def _follow(self, town: Path, words: Sequence[str]) -> tuple[int, str]:
        """Run a task to its end; return its exit code and what it printed."""
        with subprocess.Popen(
            [sys.executable, "-m", "town_portal.cli.towns.one", *words],
            cwd=town,
            env=build_environment(town),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=os.name != "nt",
        ) as child:
            self._children.add(child)
            said = child.communicate()[0]
            self._children.discard(child)
        return child.returncode, said


def find_telling_line(said: str, code: int) -> str:
    """Return the line of a task that tells most: its first fault, its counts, its last one."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    faults = [line for line in lines if code and ": " in line and not line.startswith("Lưu ý")]
    counts = [line for line in lines if line.startswith("Đọc ")]
    return next(iter((*faults, *counts[-1:], *lines[-1:])), "")[:120]


def build_environment(town: Path) -> Mapping[str, str]:
    """Return the environment of a town's programs: its folder, and what it publishes with.

    The variables of this process that publish are left out: a town goes to no other one's target.
    """
    kept = {
        k: v for k, v in build_utf8_environment().items() if not k.startswith(("PORTAL_", "LIVE_"))
    }
    own = read_variables(town / VARIABLES)
    paths = [str(PACKAGES), str(ROOT), kept.get("PYTHONPATH", "")]
    return {**kept, **own, HOME: str(town), "PYTHONPATH": os.pathsep.join(filter(None, paths))}


@make_stoppable()
def main(folder: Path, name: str, jobs: int, to: Path | None) -> int:
    """Run a task in all towns below a folder, print a table, and give the exit code."""
    if name not in TASKS:
        print(UNKNOWN.format(name, ", ".join(TASKS)), file=sys.stderr)
        return 1
    towns = Towns(folder.resolve())
    if not towns.folders:
        print(NO_TOWNS.format(folder), file=sys.stderr)
        return 1
    begun, outcomes = time.monotonic(), []
    for outcome in towns.run(TASKS[name], max(1, jobs or os.cpu_count() or 1)):
        print(outcome, flush=True)
        outcomes.append(outcome)
    wrong = sum(bool(outcome.code) for outcome in outcomes)
    seconds = round(time.monotonic() - begun)
    count = len(outcomes)
    print(SUMMARY.format(count, count - wrong, wrong, seconds))
    if to:
        to.write_text(
            json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=False), "utf-8"
        )
    return int(bool(wrong))
