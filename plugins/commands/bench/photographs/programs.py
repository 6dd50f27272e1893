"""Programs that the bench runs to their end, and what they cost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from plugins.commands.child import NEW_GROUP, NEW_SESSION, end_tree, utf8_environment
from plugins.commands.places import ROOT

LAST = 2000
"""Letters of what a program said that are shown when it fails."""


class Failed(Exception):
    """A program did not succeed; the message is its last words."""


@dataclass(frozen=True)
class Command:
    """What to run, the folder to run it in, and what is added to the environment."""

    words: Sequence[str]
    folder: Path = ROOT
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and seconds of all cores together (0 where the system can't tell)."""

    wall: float
    cores: float


def said(command: Command) -> str:
    """Run a program to its end and give what it printed; it ends with the bench, also on Ctrl-C.

    Raises Failed.
    """
    with subprocess.Popen(
        command.words,
        cwd=command.folder,
        env={**utf8_environment(), **command.env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=NEW_SESSION,
        creationflags=NEW_GROUP,
    ) as child:
        try:
            printed, told = child.communicate()
        except BaseException:
            end_tree(child)
            raise
    if child.returncode:
        raise Failed(f"{command.words[0]}: {(printed + told).strip()[-LAST:]}")
    return printed


def timed(command: Command) -> Cost:
    """Run a program to its end and give what it cost, with all that it started.

    Raises Failed.
    """
    before, began = os.times(), time.perf_counter()
    said(command)
    wall, after = time.perf_counter() - began, os.times()
    user = after.children_user - before.children_user
    system = after.children_system - before.children_system
    return Cost(wall, user + system)


@contextmanager
def few_cores(count: int) -> Iterator[None]:
    """Have programs that are started meanwhile use so many cores, where the system can: Linux."""
    if sys.platform != "linux":
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:count])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
