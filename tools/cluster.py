"""A PostgreSQL of its own: scratch folder, Unix socket only, gone with whoever started it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg

SECONDS = 30.0
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
"""For tests that pull no plug."""


class Cluster:
    """A running server with a superuser `live`, to whom everybody on its socket is let in."""

    def __init__(self, programs: str, settings: tuple[str, ...] = QUICK) -> None:
        """Make the cluster and start it. The folder is short, as a socket's path has to be."""
        self._programs = Path(programs)
        self._settings = ("listen_addresses=", "max_connections=200", *settings)
        self.folder = Path(tempfile.mkdtemp(prefix="live-pg-"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, "nobody")
        self.process: subprocess.Popen[bytes] | None = None
        try:
            self._run("initdb", f"-D{self._data}", "-Ulive", "-Atrust", "-EUTF8", "-N")
            self.start()
        except BaseException:
            self.end()
            raise

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: str) -> None:
        command = [*build_nobody_command(), str(self._programs / program), *arguments]
        subprocess.run(
            command, check=True, capture_output=True, cwd="/", env=build_plain_environment()
        )

    def start(self) -> None:
        """Start the server, as its unit does, and wait until it answers."""
        settings = [part for one in self._settings for part in ("-c", one)]
        server = [str(self._programs / "postgres"), "-D", str(self._data), "-k", str(self.folder)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *build_tied_command("QUIT"),
                    *build_nobody_command(),
                    *build_tied_command("QUIT"),
                    *server,
                    *settings,
                ],
                stdout=log,
                stderr=log,
                cwd="/",
                env=build_plain_environment(),
                start_new_session=True,
            )
        until = time.monotonic() + SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text(errors="replace"))
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.name("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def kill(self) -> None:
        """Kill every process of the server with signal 9, as a failing machine would."""
        assert self.process is not None
        for number in {self.process.pid, *list_children(self.process.pid)}:
            _send(number, signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        """Stop the server at once and remove all of it."""
        if self.process is not None and self.process.poll() is None:
            _send(self.process.pid, signal.SIGQUIT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def name(self, database: str) -> str:
        """Return how psycopg reaches a database."""
        return f"host={self.folder} user=live dbname={database}"

    def url(self, database: str) -> str:
        """Return how the service reaches a database."""
        return f"postgres://live@{quote(str(self.folder), safe='')}/{database}"

    def make(self, database: str, template: str = "template1") -> str:
        """Make a database like another one, which nobody uses, and return its URL."""
        with psycopg.connect(self.name("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"'.encode())
        return self.url(database)

    def drop(self, database: str) -> None:
        """Delete a database, whoever still uses it."""
        with psycopg.connect(self.name("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)'.encode())

    def dumped(self, database: str) -> str:
        """Return all of a database as text."""
        dump = [str(self._programs / "pg_dump"), self.name(database)]
        return subprocess.run(dump, check=True, capture_output=True, text=True, cwd="/").stdout


def build_nobody_command() -> list[str]:
    """Return what starts a program under a user of no rights, as PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return []
    import pwd  # not on Windows

    nobody = pwd.getpwnam("nobody")
    return ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]


def build_tied_command(name: str) -> list[str]:
    """Return what has a program get a signal when its parent dies, where that can be had."""
    return ["setpriv", "--pdeathsig", name] if shutil.which("setpriv") else []


def build_plain_environment() -> dict[str, str]:
    """Return an environment in which nothing sets PostgreSQL up."""
    return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def list_children(number: int) -> list[int]:
    """Return the processes that a process has started."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(number)], check=False, capture_output=True, text=True
    )
    return [int(word) for word in listed.stdout.split()]


def _send(number: int, what: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(number, what)
