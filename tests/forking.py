"""Programs in Python that are started without their time to import what they use.

A process imports that once and forks a copy of itself for each program. With --long, and where
there is no Linux, a program is started as usual.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, Any

from tests.portal import PATHS, ROOT
from tools.cluster import build_tied_command

IS_FORKED = sys.platform == "linux" and not os.environ.get("TEST_LONG")
DJANGO = (
    *("django.core.management.commands.migrate", "django.core.management.commands.shell"),
    *("django.core.management.commands.check", "django.db.backends.sqlite3.base"),
    *("django.contrib.admin", "django.template.defaulttags", "django.template.loader_tags"),
    *("django.template.backends.django", "django.views.i18n", "django.middleware.csrf"),
    *("django.contrib.auth.hashers", "django.contrib.sessions.backends.db"),
    *("django.contrib.auth.tokens", "django.contrib.sites", "django.core.cache.backends.db"),
    *("django.middleware.common", "django.middleware.security", "django_otp.oath"),
    *("django.db.models.sql.compiler", "dj_database_url"),
    *("django.core.handlers.wsgi", "sqlparse.sql"),
    *("gunicorn.app.wsgiapp", "gunicorn.workers.gthread", "segno", "whitenoise.middleware"),
)
"""What has no need of any settings."""
LOADED = {
    "service": (*DJANGO, "altcha", "crawlerdetect", "django.contrib.postgres.operations"),
    "newsroom": (
        *(*DJANGO, "django_tasks_db", "town_portal.cli.preview", "town_portal.cli.import_word"),
        *("town_portal.cli.import_page", "town_portal.authoring.editing.document"),
        *("town_portal.authoring.proofreading.check", "mammoth"),
    ),
}
"""Modules by the package whose programs are to be started."""


class Started:
    """A program that was forked, as subprocess.Popen shows one: it leads a group of its own."""

    def __init__(self, pid: int, told: IO[bytes]) -> None:
        """Follow a program, whose exit code is told when it has ended."""
        self.pid, self._told = pid, told
        self.returncode: int | None = None

    def wait(self) -> int:
        """Wait for the end and return the exit code."""
        if self.returncode is None:
            self.returncode = int(self._told.readline() or -signal.SIGKILL)
            self._told.close()
        return self.returncode


class Forks:
    """A process that has imported what the programs of a package use."""

    def __init__(self, package: str) -> None:
        """Start it."""
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        with theirs:
            words = (sys.executable, "-m", "tests.forking", str(theirs.fileno()), package)
            self._process = subprocess.Popen(
                [*build_tied_command("KILL"), *words],
                cwd=ROOT,
                env={**kept, "PYTHONPATH": PATHS, "PYTHONUTF8": "1"},
                stdin=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
            )
        atexit.register(self._end)

    def _end(self) -> None:
        self._ours.close()
        self._process.wait()

    def start(self, words: Sequence[str], env: Mapping[str, str], files: Sequence[int]) -> Started:
        """Start a program; ``files`` are the descriptors of its input, output and errors."""
        here, there = os.pipe()
        asked = json.dumps({"words": list(words), "env": dict(env)}).encode()
        socket.send_fds(self._ours, [asked], [*files, there])
        os.close(there)
        told = os.fdopen(here, "rb")
        return Started(int(told.readline()), told)


Running = Started | subprocess.Popen[bytes]


@cache
def forks(package: str) -> Forks:
    """Return the one process for a package."""
    return Forks(package)


def start(words: Sequence[str], env: Mapping[str, str], log: IO[bytes]) -> Running:
    """Start a program of the service or of the newsroom that runs until it is killed.

    ``words`` are what stands after `python`: -m and a module, or a file, and its arguments.
    """
    if IS_FORKED:
        with Path(os.devnull).open("rb") as nothing:
            files = [item.fileno() for item in (nothing, log, log)]
            return forks(_package(words)).start(words, env, files)
    return subprocess.Popen(
        [*build_tied_command("KILL"), sys.executable, *words],
        cwd=ROOT,
        env=dict(env),
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def run(
    words: Sequence[str], env: Mapping[str, str], given: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a program of the service or of the newsroom to its end; see ``start``."""
    if not IS_FORKED:
        return subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=dict(env),
            input=given,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    with (
        tempfile.TemporaryFile() as read,
        tempfile.TemporaryFile() as said,
        tempfile.TemporaryFile() as faults,
    ):
        read.write(given.encode())
        read.seek(0)
        files = [item.fileno() for item in (read, said, faults)]
        code = forks(_package(words)).start(words, env, files).wait()
        texts = []
        for file in (said, faults):
            file.seek(0)
            texts.append(file.read().decode())
    return subprocess.CompletedProcess(list(words), code, *texts)


def _package(words: Sequence[str]) -> str:
    """Return whose program it is."""
    return "newsroom" if any(word.startswith("newsroom") for word in words) else "service"


def serve() -> None:
    """Start what each message asks for, until there is nobody who may ask."""
    with socket.socket(fileno=int(sys.argv[1])) as door:
        for name in LOADED[sys.argv[2]]:
            importlib.import_module(name)
        gc.freeze()  # what the copies share is not looked through in each
        while True:
            message, files, _, _ = socket.recv_fds(door, 1 << 20, 4)
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
            if not message:
                return
            if not os.fork():
                break
            for file in files:
                os.close(file)
    follow(json.loads(message), files)


def follow(asked: dict[str, Any], files: Sequence[int]) -> None:
    """Start a program, tell its number and then its exit code."""
    die_with_parent()
    number = os.fork()
    if not number:
        become(asked, files)
        return
    with os.fdopen(files[-1], "wb", buffering=0) as told:
        told.write(b"%d\n" % number)
        code = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
        with suppress(BrokenPipeError):
            told.write(b"%d\n" % code)
    os._exit(0)


def become(asked: dict[str, Any], files: Sequence[int]) -> None:
    """Be the program that was asked for."""
    die_with_parent()
    os.setsid()
    for number, file in enumerate(files[:3]):
        os.dup2(file, number)
    os.closerange(3, max(files) + 1)
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    first, *rest = asked["words"]
    if first == "-m":
        sys.argv = ["-m", *rest[1:]]
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    else:
        sys.argv = [first, *rest]
        runpy.run_path(first, run_name="__main__")


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that forked it is gone."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


if __name__ == "__main__":
    serve()
