"""Builds as ``python -m town_portal.build`` does, without its time to start.

A process imports Pelican and the portal once and forks a copy of itself for each build.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from tests.portal import PATHS
from tests.sites.templates import share
from town_portal.build.incremental import up_to_date

ROOT = Path(__file__).parents[2]
LIMIT = 120
"""Seconds after which a build hangs."""
BY_NAME = (
    *("PIL.ImageCms", "rich.live", "rich.table", "rich.progress"),
    *(f"markdown.extensions.{name}" for name in ("footnotes", "sane_lists", "tables")),
)
"""Modules that a build imports by name, or late."""
KEPT = ("PATH", "SYSTEMROOT", "HOME")
"""What a build gets of the environment of the tests."""


@dataclass(frozen=True)
class Ended:
    """How a build ended: its exit code and what it printed."""

    code: int
    stdout: str
    stderr: str


class Forks:
    """A process that builds what it is asked for, one after the other."""

    def __init__(self, env: Mapping[str, str]) -> None:
        """Start it; ``env`` is what it gets as its environment, and each build its own."""
        self._templates = TemporaryDirectory(prefix="templates-")
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.sites.forks", self._templates.name],
            cwd=ROOT,
            env=dict(env),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self._texts: Sequence[Path] = ()

    def begin(
        self, given: Sequence[str], folder: Path, env: Mapping[str, str], texts: Sequence[Path]
    ) -> None:
        """Start a build in ``folder`` that writes what it prints into the two ``texts``."""
        asked: dict[str, Any] = {"folder": str(folder), "arguments": list(given), "env": dict(env)}
        asked |= {"texts": list(map(str, texts)), "cores": cores()}
        self._texts = texts
        assert self._server.stdin
        self._server.stdin.write(json.dumps(asked).encode() + b"\n")
        self._server.stdin.flush()

    def end(self) -> Ended:
        """Wait for the build that was started."""
        assert self._server.stdout
        if not select.select([self._server.stdout], [], [], LIMIT)[0]:
            os.killpg(self._server.pid, signal.SIGKILL)
            forks.cache_clear()
            raise TimeoutError
        code = int(self._server.stdout.readline())
        return Ended(code, *(path.read_text(encoding="utf-8") for path in self._texts))


@cache
def forks(name: str) -> Forks:
    """Return the one process of that name."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return Forks({**kept, "PYTHONPATH": PATHS, "PYTHONUTF8": "1"})


def cores() -> list[int]:
    """Return the cores on which this process may run, none where nobody can say."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def serve() -> None:
    """Build what each line of standard input asks for; answer with the exit code."""
    path = list(sys.path)
    settings = importlib.import_module("pelicanconf")
    for name in settings.PLUGINS:
        import_whole(name)
    del sys.modules["pelicanconf"]
    for name in BY_NAME:
        importlib.import_module(name)
    Image.init()
    share(Path(sys.argv[1]))
    sys.path[:] = path
    gc.freeze()  # what the copies share is not looked through in each
    for line in sys.stdin:
        number = os.fork()
        if not number:
            build(json.loads(line))
            return
        print(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]), flush=True)


def import_whole(name: str) -> None:
    """Import a plugin with all its modules, most of which a build would import one by one."""
    plugin = importlib.import_module(name)
    for module in pkgutil.walk_packages(getattr(plugin, "__path__", ()), f"{name}."):
        importlib.import_module(module.name)


def build(asked: dict[str, Any]) -> None:
    """Build with Pelican's arguments, in the folder and environment asked for."""
    os.chdir(asked["folder"])
    for number, name in enumerate((os.devnull, *asked["texts"])):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC if number else os.O_RDONLY
        os.dup2(os.open(name, flags, 0o666), number)
    if asked["cores"]:
        os.sched_setaffinity(0, asked["cores"])
    os.environ.clear()
    os.environ.update(asked["env"])
    sys.path[0] = asked["folder"]
    up_to_date.main(asked["arguments"])


if __name__ == "__main__":
    serve()
