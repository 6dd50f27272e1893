"""Servers on this machine that sites are brought to: child processes with settings of their own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools.dumb_server import NotBuilt
from tools.sshd import free_port, login, run_sshd, running
from town_portal.core.system.places import scripts

__all__ = ["RCLONE", "login", "rclone_serve", "sshd"]
RCLONE = str(scripts(Path(sys.prefix)) / "rclone")


@contextmanager
def sshd(folder: Path) -> Iterator[tuple[int, str]]:
    """Have an SSH server for this user; gives its port and the words of an ssh that knows it."""
    try:
        with run_sshd(folder) as known:
            yield known
    except NotBuilt as error:
        pytest.skip(str(error))


@contextmanager
def rclone_serve(kind: str, root: Path, log: Path, *options: str) -> Iterator[int]:
    """Have rclone serve a folder; gives the port."""
    root.mkdir(parents=True, exist_ok=True)
    port = free_port()
    words = [RCLONE, "serve", kind, str(root), "--addr", f"127.0.0.1:{port}", "-vv", *options]
    with running(words, port, log):
        yield port
