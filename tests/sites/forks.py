"""Builds as ``python -m town_portal.build`` does, without its time to start.

A server imports Pelican and the portal once a run and forks a copy of itself for each build. All
processes of the run share it.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from filelock import FileLock
from markdown import Markdown
from PIL import Image

from tests.once import RUN, is_running
from tests.portal import PATHS
from tests.sites.templates import share
from town_portal.build.incremental import up_to_date
from town_portal.core.data.loading import Model
from town_portal.features.opendata.records import build_schema

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
AT_START = {"PYTHONHASHSEED", "TZ", "LANG", "LC_ALL"}
"""Variables that Python reads only when it starts."""
BREATH = 2
"""Seconds between two looks of a server whether the run goes on."""


@dataclass(frozen=True)
class Ended:
    """How a build ended: its exit code and what it printed."""

    code: int
    stdout: str
    stderr: str


class Forks:
    """A server that builds what it is asked for; this process asks for one after the other."""

    def __init__(self, name: str) -> None:
        """Start the server of that name, unless another process has."""
        folder = Path(os.environ[RUN], name)
        self._address = str(folder / "socket")
        with FileLock(f"{folder}.lock"):
            if not folder.exists():
                folder.mkdir()
                launch(folder)

    def begin(
        self, given: Sequence[str], folder: Path, env: Mapping[str, str], texts: Sequence[Path]
    ) -> None:
        """Start a build in ``folder`` that writes what it prints into the two ``texts``."""
        asked: dict[str, Any] = {"folder": str(folder), "arguments": list(given), "env": dict(env)}
        asked |= {"texts": list(map(str, texts)), "cores": cores()}
        self._texts = texts
        self._link = socket.socket(socket.AF_UNIX)
        self._link.connect(self._address)
        self._link.sendall(json.dumps(asked).encode() + b"\n")

    def end(self) -> Ended:
        """Wait for the build that was started."""
        with self._link, self._link.makefile() as answer:
            code = answer.readline()
        if not code:
            raise TimeoutError
        return Ended(int(code), *(path.read_text(encoding="utf-8") for path in self._texts))


@cache
def forks(name: str) -> Forks:
    """Return the one server of that name."""
    return Forks(name)


def run_pelican(given: Sequence[str], folder: Path, env: Mapping[str, str], log: Path) -> Ended:
    """Run Pelican in ``folder``; in a copy of the server, where its variables allow.

    What it prints is kept beside the place ``log``.
    """
    if hasattr(os, "fork") and AT_START.isdisjoint(env):
        texts = [log.with_name(f"{log.name}.{item}") for item in ("stdout", "stderr")]
        forks("in place").begin(given, folder, env, texts)
        return forks("in place").end()
    done = subprocess.run(
        [sys.executable, "-m", "pelican", *given],
        cwd=folder,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def launch(folder: Path) -> None:
    """Start a server and wait until it listens at the ``socket`` in the folder."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.sites.forks", str(folder)],
        cwd=ROOT,
        env={**kept, "PYTHONPATH": PATHS, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while not (folder / "socket").exists():
        assert server.poll() is None
        time.sleep(0.05)


def cores() -> list[int]:
    """Return the cores on which this process may run, none where nobody can say."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def serve(folder: Path) -> None:
    """Build what is asked for at the socket in the folder, until the run ends."""
    path = list(sys.path)
    settings = importlib.import_module("pelicanconf")
    for name in settings.PLUGINS:
        import_whole(name)
    warm_up(settings)
    del sys.modules["pelicanconf"]
    share(folder)
    sys.path[:] = path
    gc.freeze()  # what the copies share is not looked through in each
    for link in links(folder):
        if not os.fork():
            answer(link)
            return
        link.close()


def import_whole(name: str) -> None:
    """Import a plugin with all its modules, most of which a build would import one by one."""
    plugin = importlib.import_module(name)
    for module in pkgutil.walk_packages(getattr(plugin, "__path__", ()), f"{name}."):
        importlib.import_module(module.name)


def warm_up(settings: ModuleType) -> None:
    """Do once what each build would do before its first text: patterns, models, late imports."""
    for name in BY_NAME:
        importlib.import_module(name)
    Image.init()
    Markdown(**settings.MARKDOWN)
    models = [Model]
    for model in models:
        models += model.__subclasses__()
        model.model_rebuild()
    build_schema()


def links(folder: Path) -> Iterator[socket.socket]:
    """Yield the connection of each that asks for a build, until the run ends."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "begun"))
        listening.listen()
        listening.settimeout(BREATH)
        (folder / "begun").rename(folder / "socket")
        while is_running(folder.parent):
            with suppress(TimeoutError):
                yield listening.accept()[0]
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


def answer(link: socket.socket) -> None:
    """Build, in a process of its own, what is asked for, and answer with the exit code."""
    os.setsid()
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(0, signal.SIGKILL))
    with link, link.makefile("rw") as words:
        asked = json.loads(words.readline())
        number = os.fork()
        if not number:
            build(asked)
            return
        signal.alarm(LIMIT)
        print(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]), file=words)


def build(asked: dict[str, Any]) -> None:
    """Build with Pelican's arguments, in the folder and environment asked for."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
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
    serve(Path(sys.argv[1]))
