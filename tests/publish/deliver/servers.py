"""Servers on this machine that sites are brought to: child processes with settings of their own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools.dumb_server import PortalNotBuilt
from tools.sshd import find_free_port, make_login, run_server, run_sshd
from town_portal.core.system.places import get_scripts_folder

__all__ = ["RCLONE", "make_login", "rclone_serve", "sshd"]
RCLONE = str(get_scripts_folder(Path(sys.prefix)) / "rclone")


@contextmanager
def sshd(folder: Path) -> Iterator[tuple[int, str]]:
    """Have an SSH server for this user; gives its port and the words of an ssh that knows it."""
    try:
        with run_sshd(folder) as known:
            yield known
    except PortalNotBuilt as error:
        pytest.skip(str(error))


@contextmanager
def rclone_serve(kind: str, root: Path, log: Path, *options: str) -> Iterator[int]:
    """Have rclone serve a folder; gives the port."""
    root.mkdir(parents=True, exist_ok=True)
    port = find_free_port()
    words = [RCLONE, "serve", kind, str(root), "--addr", f"127.0.0.1:{port}", "-vv", *options]
    with run_server(words, port, log):
        yield port
