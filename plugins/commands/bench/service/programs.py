"""The programs under load, each a gunicorn with one process and 16 threads."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from plugins.commands.bench import peers
from plugins.commands.bench.service import requests
from plugins.commands.child import NEW_GROUP, NEW_SESSION, end_tree, utf8_environment
from plugins.commands.dumb_server import NotBuilt
from plugins.commands.places import ROOT
from plugins.commands.serve.port import listen

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
READY_SECONDS = 20.0
COMMENTS = 20
"""Comments on the page that is asked for."""


@dataclass(frozen=True)
class Program:
    """A running server: its port, and what its processes cost."""

    port: int
    pid: int

    def processes(self) -> list[int]:
        """Return its process and those that this one has started."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii")
        return [self.pid, *map(int, children.split())]

    def cpu(self) -> float:
        """Return the seconds of processor time that it has taken so far."""
        ticks = 0
        for pid in self.processes():
            words = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            ticks += int(words[11]) + int(words[12])
        return ticks / TICKS

    def memory(self) -> float:
        """Return its megabytes; what processes share is counted once."""
        total = 0
        for pid in self.processes():
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total * 1024 / 1_000_000


@contextmanager
def ours(folder: Path, database: str = "") -> Iterator[Program]:
    """Start the live service with fresh data below `folder`; on SQLite without a database URL."""
    folder.mkdir()
    pages = folder / "pages.json"
    pages.write_text(requests.pages_json(), encoding="utf-8")
    env = {
        **utf8_environment(),
        "LIVE_DATA": str(folder / "data"),
        "LIVE_PAGES": str(pages),
        "LIVE_DATABASE": database,
        "LIVE_WORKERS": "1",
        "LIVE_LOCAL": "1",
    }
    manage = [sys.executable, str(ROOT / "service" / "manage.py")]
    subprocess.run([*manage, "migrate", "--verbosity=0", "--no-input"], env=env, check=True)
    subprocess.run(
        [*manage, "shell", "--verbosity=0", "-c", FILL],
        *(),
        env={**env, "COMMENTED": requests.COMMENTED, "COMMENTS": str(COMMENTS)},
        check=True,
    )
    settings = str(ROOT / "service" / "config" / "server.py")
    words = [sys.executable, "-m", "gunicorn", "-c", settings, "service.config.wsgi"]
    with _running(words, env, "LIVE_BIND", "/healthz") as program:
        yield program


FILL = """
import os
from service.comments.models import Comment, Status
from service.guard import clock
for number in range(int(os.environ["COMMENTS"])):
    Comment.objects.create(
        page=os.environ["COMMENTED"], author=f"Người đọc {number}", text="Ý kiến của tôi. " * 20,
        at=clock.now(), changed=clock.now(), status=Status.APPROVED, receipt=str(number),
    )
"""


@contextmanager
def isso(folder: Path) -> Iterator[Program]:
    """Start Isso with as many comments on the same page, under the same server."""
    folder.mkdir()
    python = peers.python(peers.ISSO)
    database, settings = folder / "comments.db", folder / "isso.cfg"
    settings.write_text(
        f"[general]\ndbpath = {database}\nhost = {requests.SITE}\n[moderation]\nenabled = false\n",
        encoding="utf-8",
    )
    env = {**utf8_environment(), "ISSO_SETTINGS": str(settings)}
    words = [str(python), "-m", "gunicorn", "--worker-class=gthread", "--threads=16"]
    words += ["--keep-alive=5", "--log-level=warning", "isso.run"]
    with _running(words, env, "", "/info") as program:
        _fill_isso(database)
        yield program


def _fill_isso(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "INSERT INTO threads (uri, title) VALUES (?, 'x')", (requests.COMMENTED,)
        )
        for number in range(COMMENTS):
            connection.execute(
                "INSERT INTO comments (tid, created, mode, remote_addr, text, author, voters)"
                " VALUES (1, ?, 1, '127.0.0.0', ?, ?, x'')",
                (time.time(), "Ý kiến của tôi. " * 20, f"Người đọc {number}"),
            )


@contextmanager
def _running(words: list[str], env: Mapping[str, str], bind: str, health: str) -> Iterator[Program]:
    """Start a gunicorn on a free port, and end it; `bind` is the variable that names the port."""
    with listen(0) as place:
        port = place.getsockname()[1]
    where = f"127.0.0.1:{port}"
    words = words if bind else [*words[:-1], f"--bind={where}", words[-1]]
    child = subprocess.Popen(
        words,
        cwd=ROOT,
        env={**env, bind: where} if bind else env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=NEW_SESSION,
        creationflags=NEW_GROUP,
    )
    try:
        _wait(f"http://{where}{health}", child)
        yield Program(port, child.pid)
    finally:
        end_tree(child)
        child.wait()


def _wait(address: str, child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and child.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise NotBuilt(f"Chương trình ở {address} không trả lời.")
